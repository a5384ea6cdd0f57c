from pytestqt.qtbot import QtBot

from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    Alive,
    Failed,
    GoLive,
    ListCatalogue,
    Phase,
    PhaseChanged,
    PreviewReady,
    ReleasePreview,
    RetryNow,
    ServerSpoke,
    SetBitrate,
    SetProgramme,
    Stop,
)
from encoder.settings import Destination, Encoding, Programme, StreamKey
from tests.fakes.desk import Desk
from tests.fakes.engine import sampled

HERE = Destination("rtmp://127.0.0.1/live", StreamKey("practice-1"), "practice")


def test_wishes_go_down_as_commands(desk: Desk) -> None:
    broadcast = desk.broadcast

    broadcast.set_programme(Programme())
    broadcast.go_live(Encoding(), HERE)
    broadcast.set_bitrate(1_000_000)
    broadcast.retry_now()
    broadcast.list_catalogue()
    broadcast.stop()

    kinds = [type(command) for command in desk.engine.sent]
    assert kinds == [SetProgramme, GoLive, SetBitrate, RetryNow, ListCatalogue, Stop]


def test_what_the_engine_says_changes_the_situation(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.broadcast.situation_changed):
        desk.says(PhaseChanged(Phase.STARTING, 1.0))

    assert desk.broadcast.situation.phase is Phase.STARTING


def test_a_heartbeat_repaints_nothing(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(desk.broadcast.situation_changed):
        desk.says(Alive())


def test_figures_and_what_the_server_said_are_passed_on(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignals([desk.broadcast.stats_sampled, desk.broadcast.server_spoke]):
        desk.says(sampled(), ServerSpoke("status", "NetStream.Publish.Start", ""))


def test_only_the_newest_figures_arrive_but_every_failure(desk: Desk) -> None:
    figures: list[float] = []
    situations: list[object] = []
    desk.broadcast.stats_sampled.connect(lambda stats: figures.append(stats.at_utc_s))
    desk.broadcast.situation_changed.connect(situations.append)
    problem = Problem(ErrorCode.KEY_MISSING)

    desk.says(sampled(1.0), Failed(problem), sampled(2.0), Failed(problem), sampled(3.0))

    assert figures == [3.0]
    assert len(situations) == 2


def test_the_slots_of_overtaken_pictures_are_given_back(desk: Desk) -> None:
    desk.says(PreviewReady(0, 4, 4), PreviewReady(1, 4, 4), PreviewReady(2, 4, 4))

    assert sorted(command.slot for command in desk.sent(ReleasePreview)) == [0, 1, 2]
    assert desk.pictures.reads == [2]


def test_closing_lets_go_of_the_engine(desk: Desk) -> None:
    desk.broadcast.close()

    assert desk.engine.is_closed
