import dataclasses

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.bridges.practice import PracticeState, PracticeView
from desktop.panels.statusrow import StatusRow
from desktop.widgets.statuslamp import Lamp
from encoder.errors import ErrorCode, Problem
from encoder.messages import EngineChanged, EngineState, ReplaySaved
from tests.fakes import cloudstory
from tests.fakes.desk import Desk
from tests.fakes.engine import sampled
from tests.fakes.practice import CHANNEL, LIVE_READING

CRASHED = Problem(ErrorCode.ENGINE_CRASHED, {"reason": "SIGSEGV"})


@pytest.fixture
def row(desk: Desk, stage: QWidget) -> StatusRow:
    return StatusRow(desk.studio, stage)


@pytest.mark.parametrize(
    ("state", "lamp", "words"),
    [
        (EngineState.LAUNCHING, Lamp.OFF, "Engine: starting"),
        (EngineState.ATTACHED, Lamp.OK, "Engine: ready"),
        (EngineState.RELAUNCHING, Lamp.WARNING, "Engine: starting again"),
        (EngineState.GONE, Lamp.BAD, "Engine: not running"),
    ],
)
def test_the_engine_has_a_lamp(
    desk: Desk, row: StatusRow, state: EngineState, lamp: Lamp, words: str
) -> None:
    desk.says(EngineChanged(state, CRASHED))

    assert (row.engine_lamp.lamp, row.engine_lamp.text) == (lamp, words)


def test_the_ingest_says_what_it_receives(desk: Desk, row: StatusRow) -> None:
    desk.practice.changed.emit(
        PracticeView(PracticeState.READY, {"main": CHANNEL}, {"main": LIVE_READING})
    )

    assert row.ingest_lamp.lamp is Lamp.OK
    assert row.ingest_lamp.text == (
        "Practice ingest receives 30.0 fps, 3.16 Mb/s, key frame every 2.0 s · viewers: 1"
    )


def test_who_does_not_want_to_know_is_not_told_how_many_watch(desk: Desk, row: StatusRow) -> None:
    desk.practice.changed.emit(
        PracticeView(PracticeState.READY, {"main": CHANNEL}, {"main": LIVE_READING})
    )
    desk.practice.use(desk.practice_cloud)
    desk.keeper.change(replace(desk.keeper.settings, hides_viewers=True))
    desk.practice.changed.emit(
        PracticeView(PracticeState.READY, {"main": CHANNEL}, {"main": LIVE_READING})
    )

    assert row.ingest_lamp.text.endswith("key frame every 2.0 s")


def test_a_starving_ingest_warns(desk: Desk, row: StatusRow) -> None:
    starving = dataclasses.replace(LIVE_READING, health="STARVING")

    desk.practice.changed.emit(
        PracticeView(PracticeState.READY, {"main": CHANNEL}, {"main": starving})
    )

    assert row.ingest_lamp.lamp is Lamp.WARNING


def test_the_connection_is_told_while_on_air_only(desk: Desk, row: StatusRow) -> None:
    link = row.findChild(QLabel, "status.link")
    assert link is not None
    desk.is_live()
    desk.says(sampled(rtt_ms=12.34, retransmits=3))
    assert link.text() == "Round trip 12.3 ms · resent packets: 3"

    desk.hears(desk.engine.stops)
    assert link.text() == ""


def test_a_saved_replay_is_news_for_a_while(desk: Desk, stage: QWidget, qtbot: QtBot) -> None:
    row = StatusRow(desk.studio, stage, news_ms=50)
    link = row.findChild(QLabel, "status.link")
    assert link is not None
    desk.is_live()
    desk.says(sampled())
    connection = link.text()

    desk.says(ReplaySaved("/videos/a.mp4", 20.2))
    desk.says(ReplaySaved("/videos/b.mp4", 19.8))
    assert link.text() == "Replay saved: b.mp4 (20 s)"

    qtbot.waitUntil(lambda: link.text() == connection, timeout=2000)


def test_what_costs_money_is_seen_on_every_page(desk: Desk, qtbot: QtBot) -> None:
    row = StatusRow(desk.studio)
    qtbot.addWidget(row)
    assert row.cost.isHidden()

    desk.cloud.board.put(running=(cloudstory.running(),))
    assert "MediaLive running" in row.cost.text()
    assert not row.cost.isHidden()

    desk.cloud.board.put(running=())
    assert row.cost.isHidden()
