import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.onewindow import EXIT_CODE_NO_ANSWER, OneWindow, claim_window, show_first_window
from tests.sourcetree import ROOT

PATIENCE_S = 30.0
FIRST = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from PySide6.QtWidgets import QApplication, QWidget
    from desktop.onewindow import claim_window

    class Window(QWidget):
        def showEvent(self, event):
            print("shown", flush=True)

    application = QApplication(sys.argv)
    claim = claim_window(Path(sys.argv[1]))
    assert claim is not None
    window = Window()
    claim.answer(window)
    print("first", flush=True)
    application.exec()
    """
)

SECOND = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from desktop.onewindow import show_first_window

    sys.exit(show_first_window(Path(sys.argv[1])))
    """
)


def start_first(folder: Path) -> "subprocess.Popen[str]":
    """Start another process that is the window of this folder."""
    first = subprocess.Popen(
        [sys.executable, "-c", FIRST, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    assert first.stdout.readline() == "first\n"
    return first


def end(process: "subprocess.Popen[str]") -> str:
    """Kill it, as a crash would; returns what else it said."""
    process.send_signal(signal.SIGKILL)
    output, _ = process.communicate(timeout=PATIENCE_S)
    return output


def test_a_second_window_of_another_process_brings_the_first_to_the_front(data_dir: Path) -> None:
    first = start_first(data_dir)

    assert claim_window(data_dir) is None
    assert show_first_window(data_dir) == 0
    assert end(first) == "shown\n"


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform, of itself
def test_a_window_that_crashed_is_not_in_the_way(
    qtbot: QtBot, stage: QWidget, data_dir: Path
) -> None:
    end(start_first(data_dir))
    claim = claim_window(data_dir)
    assert claim is not None
    with claim:
        claim.answer(stage)
        stage.showMinimized()
        second = subprocess.Popen([sys.executable, "-c", SECOND, str(data_dir)], cwd=ROOT)
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=int(PATIENCE_S * 1000))
        assert second.returncode == 0
        assert stage.isVisible()
        assert not stage.isMinimized()


def test_each_data_folder_has_its_own_window(tmp_path: Path) -> None:
    with OneWindow(tmp_path / "a"), OneWindow(tmp_path / "b"):
        assert claim_window(tmp_path / "a") is None


def test_a_window_that_was_closed_makes_room(tmp_path: Path) -> None:
    OneWindow(tmp_path).close()
    again = claim_window(tmp_path)

    assert again is not None
    again.close()


def test_a_first_window_that_does_not_answer_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with OneWindow(tmp_path):
        assert show_first_window(tmp_path, patience_s=0.3) == EXIT_CODE_NO_ANSWER
    assert "does not answer" in capsys.readouterr().err
