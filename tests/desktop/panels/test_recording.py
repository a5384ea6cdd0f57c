import msgspec
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

from desktop.panels.recording import RecordingPanel, data_size
from desktop.widgets.statuslamp import Lamp
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    Failed,
    RecordingChanged,
    RecordingState,
    RecordingStats,
    SaveReplay,
    StartRecording,
    StopRecording,
)
from encoder.settings import Encoding, Recording
from tests.fakes.desk import Desk
from tests.fakes.engine import sampled

FILE = "/videos/one.mp4"
LOW = Problem(ErrorCode.DISK_LOW, {"free": "4.1 GB", "stop": "500 MB"})


@pytest.fixture
def opened() -> list[str]:
    return []


@pytest.fixture
def panel(desk: Desk, stage: QWidget, opened: list[str]) -> RecordingPanel:
    def remember(url: QUrl) -> None:
        opened.append(url.toLocalFile())

    made = RecordingPanel(desk.studio, stage, open_url=remember)
    made.show()
    return made


def running(desk: Desk, seconds: float, forecast_s: float | None = 12_000.0) -> None:
    desk.says(
        sampled(recording=RecordingStats(FILE, seconds, 512_000_000, 6_000_000_000, forecast_s))
    )


def test_without_an_engine_nothing_can_be_recorded(desk: Desk, panel: RecordingPanel) -> None:
    assert not panel.record_button.isEnabled()

    desk.hears(desk.engine.attaches)

    assert panel.record_button.isEnabled()
    assert not panel.lamp.isVisible()


def test_a_recording_needs_no_broadcast(desk: Desk, panel: RecordingPanel) -> None:
    desk.is_ready()
    panel.record_button.click()
    assert desk.sent(StartRecording) == [StartRecording(Encoding())]
    assert panel.record_button.text() == "Record"

    desk.hears(lambda: desk.engine.records(FILE))
    assert panel.record_button.text() == "Stop recording"
    panel.record_button.click()

    assert desk.sent(StopRecording)


def test_time_size_and_room_are_told_every_second(desk: Desk, panel: RecordingPanel) -> None:
    desk.is_ready()
    desk.hears(lambda: desk.engine.records(FILE))

    running(desk, 754.0)

    assert panel.lamp.text == "Recording 0:12:34 · 512.0 MB"
    assert panel.forecast.text() == "Room for 3 h 20 min (6.0 GB free)"
    running(desk, 755.0, 125.0)
    assert panel.forecast.text().startswith("Room for 2 min")
    running(desk, 756.0, None)
    assert not panel.forecast.isVisible()


def test_a_disk_that_fills_up_is_marked(desk: Desk, panel: RecordingPanel) -> None:
    desk.is_ready()

    desk.says(RecordingChanged(RecordingState.RECORDING, FILE, 1.0, LOW))

    assert panel.lamp.lamp is Lamp.WARNING


def test_a_finished_recording_is_named_and_its_folder_opened(
    desk: Desk, panel: RecordingPanel, opened: list[str]
) -> None:
    desk.is_ready()
    assert not panel.folder_button.isVisible()
    desk.hears(lambda: desk.engine.records(FILE))
    desk.says(RecordingChanged(RecordingState.FINALISING, FILE, 2.0))
    assert panel.lamp.text == "Completing one.mp4"
    assert not panel.record_button.isEnabled()

    desk.says(RecordingChanged(RecordingState.IDLE, FILE, 3.0))
    panel.folder_button.click()

    assert panel.lamp.text == "Saved: one.mp4"
    assert opened == ["/videos"]


def test_a_recording_that_was_refused_says_why_here(desk: Desk, panel: RecordingPanel) -> None:
    desk.is_ready()
    full = Problem(ErrorCode.DISK_FULL, {"free": "400 MB", "stop": "500 MB"})

    desk.says(Failed(full))

    assert panel._problem.text() == full.message
    assert panel._hint.text() == full.hint


def test_a_replay_can_be_saved_while_anything_is_encoded(desk: Desk, panel: RecordingPanel) -> None:
    desk.is_ready()
    assert not panel.replay_button.isEnabled()

    desk.is_live()
    panel.replay_button.click()

    assert desk.sent(SaveReplay) == [SaveReplay()]


def test_where_no_replay_is_kept_none_can_be_saved(desk: Desk, panel: RecordingPanel) -> None:
    settings = msgspec.structs.replace(desk.keeper.settings, recording=Recording(replay_s=0))
    desk.keeper.change(settings)
    desk.is_live()

    assert not panel.replay_button.isEnabled()


def test_sizes_are_written_for_people() -> None:
    assert data_size(1_500_000_000) == "1.5 GB"
