from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.notices import NoticesPanel
from desktop.store.settings import Finding
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    DestinationChanged,
    EngineChanged,
    EngineState,
    ForgetRecording,
    ListCatalogue,
    Phase,
    RecordingChanged,
    RecordingRecovered,
    RecordingState,
    RecoverRecording,
    SignalChanged,
    SignalFault,
    SourceChanged,
    SourceState,
    UnfinishedFound,
)
from encoder.scenes import Input
from encoder.settings import SourceSpec
from tests.fakes.desk import Desk

CRASHED = Problem(ErrorCode.ENGINE_CRASHED, {"reason": "SIGSEGV"})


def with_microphone(desk: Desk) -> None:
    programme = desk.studio.programme()
    microphone = Input("mic", SourceSpec("alsa"), "Desk mic")
    inputs = (*programme.inputs, microphone)
    desk.studio.change_programme(msgspec.structs.replace(programme, inputs=inputs))


def test_there_is_nothing_while_all_is_well(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)

    desk.hears(desk.engine.attaches)

    assert panel.isHidden()


def test_an_engine_that_crashed_is_told_until_the_next_one_is_there(
    desk: Desk, stage: QWidget
) -> None:
    panel = NoticesPanel(desk.studio, stage)

    desk.says(EngineChanged(EngineState.RELAUNCHING, CRASHED))
    notice = panel.notices["engine"]
    assert notice.isVisible()
    assert "ended unexpectedly (SIGSEGV)" in notice.words.text()
    assert not notice.button.isVisible()
    assert not notice.dismiss_button.isVisible()

    desk.says(EngineChanged(EngineState.ATTACHED))
    assert not notice.isVisible()


def test_an_engine_that_is_gone_can_be_started_again(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)

    desk.says(EngineChanged(EngineState.GONE, CRASHED))
    panel.notices["engine"].button.click()

    assert desk.sent(ListCatalogue)


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (Finding.FROM_THE_FUTURE, "newer Livedesk"),
        (Finding.FROM_BACKUP, "the settings before"),
        (Finding.LOST, "new settings"),
    ],
)
def test_how_the_settings_were_found_is_told_once(
    home: Path, stage: QWidget, finding: Finding, words: str
) -> None:
    desk = Desk(home, finding=finding)
    panel = NoticesPanel(desk.studio, stage)
    notice = panel.notices["settings"]
    assert words in notice.words.text()
    assert notice.isVisible()

    notice.dismiss_button.click()

    assert panel.isHidden()
    desk.close()


def test_what_goes_wrong_around_the_window_is_told(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)

    desk.keeper.save_failed.emit("No space left on device")
    desk.studio.losses_counted.emit(7)
    desk.studio.surprised.emit()

    texts = [notice.words.text() for notice in panel.notices.values() if notice.isVisible()]
    assert texts == [
        "The settings can't be saved (No space left on device).",
        "The window was too busy: 7 messages were lost.",
        "Something unexpected happened; the log says what. A broadcast goes on.",
    ]


def test_a_dismissed_notice_comes_back_with_news(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)
    desk.studio.losses_counted.emit(7)
    panel.notices["losses"].dismiss_button.click()
    assert panel.isHidden()

    desk.studio.losses_counted.emit(9)

    assert panel.notices["losses"].isVisible()


def test_a_silent_microphone_is_named_until_it_is_heard(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)
    desk.hears(desk.engine.attaches)
    with_microphone(desk)

    desk.says(SignalChanged("mic", SignalFault.SILENT, True))
    assert panel.notices["silent:mic"].words.text() == "Desk mic has been silent for 10 seconds."

    desk.says(SignalChanged("mic", SignalFault.SILENT, False))
    assert panel.isHidden()


def test_a_dismissed_fault_comes_back_when_it_does(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)
    desk.hears(desk.engine.attaches)
    fault = SignalChanged("picture", SignalFault.BLACK, True)
    desk.says(fault)
    panel.notices["black:picture"].dismiss_button.click()
    desk.says(fault)
    assert panel.isHidden()

    desk.says(SignalChanged("picture", SignalFault.BLACK, False), fault)

    assert panel.notices["black:picture"].isVisible()


def test_a_source_that_failed_is_named_and_says_what_to_do(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)
    desk.hears(desk.engine.attaches)
    missing = Problem(ErrorCode.DEVICE_MISSING, {"device": "Camera 1"})

    desk.says(
        SourceChanged("picture", "screen", SourceState.FAILED, missing),
        SignalChanged("picture", SignalFault.FROZEN, True),
    )

    assert list(panel.notices) == ["source:picture"]
    assert panel.notices["source:picture"].words.text() == (
        f"Screen: {missing.message} {missing.hint}"
    )


def test_what_is_not_in_the_programme_is_not_spoken_of(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)
    desk.hears(desk.engine.attaches)

    desk.says(SignalChanged("gone", SignalFault.SILENT, True))

    assert panel.isHidden()


def test_an_unfinished_recording_is_recovered_or_left_alone(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)
    desk.says(UnfinishedFound(("/videos/b.mp4", "/videos/a.mp4")))

    panel.notices["unfinished:/videos/b.mp4"].button.click()
    panel.notices["unfinished:/videos/a.mp4"].other_button.click()

    assert desk.sent(RecoverRecording) == [RecoverRecording("/videos/b.mp4")]
    assert desk.sent(ForgetRecording) == [ForgetRecording("/videos/a.mp4")]
    assert list(panel.notices) == ["unfinished:/videos/b.mp4"]
    desk.says(RecordingRecovered("/videos/b.mp4", 61.0))
    assert panel.notices["recovered"].words.text() == "The recording b.mp4 was completed (0:01:01)."


def test_one_that_can_not_be_recovered_says_why(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)
    damaged = Problem(ErrorCode.RECORDING_DAMAGED, {"file": "b.mp4", "reason": "no header"})

    desk.says(RecordingRecovered("/videos/b.mp4", 0.0, damaged))

    assert damaged.message in panel.notices["recovered"].words.text()


def test_a_disk_that_fills_up_is_told(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)
    low = Problem(ErrorCode.DISK_LOW, {"free": "4 GB", "stop": "500 MB"})

    desk.says(RecordingChanged(RecordingState.RECORDING, "/videos/a.mp4", 1.0, low))
    assert low.message in panel.notices["recording"].words.text()

    desk.says(RecordingChanged(RecordingState.IDLE, "/videos/a.mp4", 2.0))
    assert panel.isHidden()


def test_they_do_not_pile_up(desk: Desk, stage: QWidget) -> None:
    panel = NoticesPanel(desk.studio, stage)

    desk.says(UnfinishedFound(tuple(f"/videos/{number}.mp4" for number in range(5))))
    assert len(panel.notices) == 3
    assert panel.more.text() == "2 more"

    panel.notices["unfinished:/videos/0.mp4"].other_button.click()
    assert "unfinished:/videos/3.mp4" in panel.notices
    assert panel.more.text() == "1 more"


def test_a_notice_never_takes_the_keyboard(desk: Desk, stage: QWidget) -> None:
    line = QLineEdit(stage)
    line.show()
    line.setFocus()
    NoticesPanel(desk.studio, stage)

    desk.says(UnfinishedFound(("/videos/a.mp4",)))

    assert line.hasFocus()


def test_a_destination_that_ended_is_gone_to(desk: Desk, stage: QWidget, qtbot: QtBot) -> None:
    second = desk.studio.destinations.add("practice")
    panel = NoticesPanel(desk.studio, stage)
    desk.is_live()
    desk.says(DestinationChanged(second, Phase.IDLE, 1.0, CRASHED))

    with qtbot.waitSignal(desk.studio.attention_asked) as told:
        panel.notices[f"destination:{second}"].button.click()

    assert told.args == [f"destination.{second}.kind"]
