import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.bridges.mailbox import Mailbox
from desktop.bridges.tasks import Tasks
from desktop.dialogs.supportfile import BundleSource, SupportFile
from desktop.logs import Redaction
from desktop.store.paths import DataFolder


@pytest.fixture
def support(stage: QWidget, home: Path) -> Iterator[SupportFile]:
    mailbox = Mailbox(stage)
    mailbox.start()
    tasks = Tasks(mailbox)
    yield SupportFile(BundleSource(DataFolder(home / "data"), Redaction()), tasks, stage)
    tasks.close()
    mailbox.close()


def result(qtbot: QtBot, stage: QWidget) -> str:
    """Wait for the box that says how it went, close it, return its text."""
    qtbot.waitUntil(lambda: stage.findChild(QMessageBox, "support_file.result") is not None)
    box = stage.findChild(QMessageBox, "support_file.result")
    assert box is not None
    close = box.findChild(QPushButton, "support_file.close")
    assert isinstance(close, QPushButton)
    close.click()
    return box.text()


def choose(dialog: QFileDialog, file: Path) -> None:
    """Choose this file, as if it was typed and Save pressed."""
    dialog.fileSelected.emit(str(file))
    dialog.reject()


def test_the_bundle_is_written_where_the_user_says(
    qtbot: QtBot, stage: QWidget, support: SupportFile, tmp_path: Path
) -> None:
    dialog = support.ask({"catalogue": ["screen"]})
    assert dialog.selectedFiles()[0].endswith("livedesk-support.zip")
    choose(dialog, tmp_path / "mine.zip")

    assert "no stream key" in result(qtbot, stage)
    with zipfile.ZipFile(tmp_path / "mine.zip") as bundle:
        assert {"about.json", "catalogue.json"} <= set(bundle.namelist())


def test_a_bundle_that_cannot_be_written_is_said_with_its_reason(
    qtbot: QtBot, stage: QWidget, support: SupportFile, tmp_path: Path
) -> None:
    choose(support.ask(), tmp_path / "missing" / "mine.zip")

    assert "No such file or directory" in result(qtbot, stage)


def test_a_dialog_that_is_cancelled_writes_nothing(
    stage: QWidget, support: SupportFile, tmp_path: Path
) -> None:
    dialog = support.ask()
    dialog.setDirectory(str(tmp_path))
    dialog.reject()

    assert list(tmp_path.glob("*.zip")) == []
    assert stage.findChild(QMessageBox, "support_file.result") is None
