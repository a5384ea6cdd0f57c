from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget

from desktop.panels.airline import AirLine
from desktop.shell.tray import Tray
from desktop.shell.traywatch import TrayWatch
from encoder.errors import ErrorCode, Problem
from encoder.messages import Phase, PhaseChanged, RecordingChanged, RecordingState
from tests.desktop.shell.test_tray import FakeIcon
from tests.fakes.desk import Desk

LOST = Problem(ErrorCode.CONNECTION_LOST, {"host": "ingest.example.com"})
FULL = Problem(ErrorCode.DISK_FULL, {"free": "400 MB", "stop": "500 MB"})


@pytest.fixture
def icon(stage: QWidget) -> FakeIcon:
    return FakeIcon(stage)


@pytest.fixture
def tray(desk: Desk, stage: QWidget, icon: FakeIcon) -> Iterator[Tray]:
    made = Tray(stage, [], icon, is_available=True)
    TrayWatch(desk.studio, AirLine(desk.studio, stage).badge, made)
    stage.showMinimized()
    yield made
    made.close()


def test_the_sign_follows_the_broadcast(desk: Desk, tray: Tray) -> None:
    desk.is_live()
    assert tray.words == "Livedesk: practice"

    desk.hears(desk.engine.stops)
    assert tray.words == "Livedesk: off air"


def test_a_lost_connection_is_told_once(desk: Desk, tray: Tray, icon: FakeIcon) -> None:
    desk.is_live()
    for attempt in (1, 2, 3):
        desk.says(PhaseChanged(Phase.RECONNECTING, 1000.0, LOST, attempt))

    assert len(icon.said) == 1
    assert icon.said[0].startswith("Reconnecting: ")

    desk.says(PhaseChanged(Phase.LIVE, 1010.0))
    assert icon.said[1].startswith("On air again")


def test_the_end_of_a_recording_is_told(desk: Desk, tray: Tray, icon: FakeIcon) -> None:
    desk.is_ready()
    desk.says(RecordingChanged(RecordingState.RECORDING, "a.mp4", 1000.0))
    assert tray.words == "Livedesk: off air, recording"

    desk.says(RecordingChanged(RecordingState.IDLE, "a.mp4", 1100.0, FULL))

    assert len(icon.said) == 1
    assert "400 MB" in icon.said[0]


def test_stopping_as_asked_is_no_news(desk: Desk, tray: Tray, icon: FakeIcon) -> None:
    desk.is_live()
    desk.hears(desk.engine.stops)

    assert icon.said == []
