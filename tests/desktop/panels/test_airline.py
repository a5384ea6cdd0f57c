import msgspec
import pytest
from PySide6.QtWidgets import QWidget

from desktop.panels.airline import AirLine
from desktop.store.settings import DestinationChoice
from desktop.widgets.badge import Air
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    DestinationChanged,
    EngineChanged,
    EngineState,
    GoLive,
    OnAir,
    Phase,
    PhaseChanged,
)
from encoder.scenes import Programme
from encoder.settings import Destination, Encoding, StreamKey
from tests.fakes.desk import Desk

LOST = Problem(ErrorCode.CONNECTION_LOST, {"host": "ingest"})


@pytest.fixture
def air(desk: Desk, stage: QWidget) -> AirLine:
    return AirLine(desk.studio, stage, now_s=desk.clock, now_utc_s=lambda: 1_000.0 + desk.clock.now)


def goes_to(desk: Desk, url: str) -> None:
    choice = DestinationChoice("rtmp", url, "custom")
    desk.keeper.change(msgspec.structs.replace(desk.keeper.settings, destinations=(choice,)))
    desk.studio.destinations.enter_address("main", url)
    desk.key.enter("a-key")


def test_before_everything_is_there_it_says_what_is_awaited(desk: Desk, air: AirLine) -> None:
    assert air.state.text() == "Waiting for the engine"

    desk.hears(desk.engine.attaches)
    assert air.state.text() == "Waiting for the ingest"

    desk.hears(lambda: desk.practice.use(desk.practice_cloud))
    assert air.state.text() == "Ready"
    assert air.badge.air is Air.OFF_AIR


def test_in_practice_practice_stands_where_live_would_stand(desk: Desk, air: AirLine) -> None:
    desk.is_live()

    assert air.badge.air is Air.PRACTICE
    assert air.badge.sub_text == "Nobody can see this"


def test_a_real_broadcast_is_live(desk: Desk, air: AirLine) -> None:
    desk.is_ready()
    goes_to(desk, "rtmp://ingest.example.com/app")
    desk.studio.go_live()
    desk.hears(desk.engine.goes_live)

    assert air.badge.air is Air.LIVE
    assert air.badge.sub_text == "Everybody can see this"


def test_pressing_alone_shows_nothing_as_live(desk: Desk, air: AirLine) -> None:
    desk.is_ready()
    desk.studio.go_live()

    assert air.badge.air is Air.OFF_AIR
    assert air.state.text() == "Asking the engine…"


def test_the_clock_counts_from_the_first_live_moment(desk: Desk, air: AirLine) -> None:
    desk.is_ready()
    desk.studio.go_live()
    desk.clock.now = 160.0
    desk.hears(lambda: desk.engine.goes_live(at_utc_s=1_150.0))
    assert air.clock.text() == "00:00:10"

    desk.clock.now = 171.0
    air.clock.refresh()
    assert air.clock.text() == "00:00:21"


def test_a_reconnect_is_shown_and_the_clock_goes_on(desk: Desk, air: AirLine) -> None:
    desk.is_live()

    desk.says(PhaseChanged(Phase.RECONNECTING, 1_010.0, LOST, 3, 4.0))

    assert air.badge.air is Air.RECONNECTING
    assert air.state.text() == "Reconnecting, attempt 3"
    assert air.clock.is_running


def test_the_clock_stands_still_after_the_end(desk: Desk, air: AirLine) -> None:
    desk.is_live()

    desk.hears(desk.engine.stops)

    assert not air.clock.is_running
    assert air.state.text() == "Ready"


def test_a_broadcast_found_on_air_shows_its_own_time(desk: Desk, air: AirLine) -> None:
    there = Destination("rtmp://ingest.example.com/app", StreamKey("k"), "custom")
    on_air = OnAir(Programme(), GoLive(Encoding(), (there,)), 1_000.0)
    desk.clock.now = 3_661.0

    desk.hears(lambda: desk.engine.attaches(on_air, Phase.LIVE))

    assert air.clock.text() == "01:01:01"
    assert air.badge.air is Air.LIVE
    assert air.state.text() == "Found on air"


def test_an_engine_that_is_gone_is_said_to_be(desk: Desk, air: AirLine) -> None:
    problem = Problem(ErrorCode.ENGINE_NOT_STARTED, {"reason": "exit code 1"})

    desk.says(EngineChanged(EngineState.GONE, problem))

    assert air.state.text() == "The engine isn't running"


@pytest.mark.parametrize(
    ("phase", "attempt", "words"),
    [
        (Phase.STARTING, 1, "Going live…"),
        (Phase.STARTING, 2, "Going live, attempt 2"),
        (Phase.STOPPING, 0, "Stopping…"),
        (Phase.LIVE, 0, "On air"),
    ],
)
def test_each_phase_has_its_words(
    desk: Desk, air: AirLine, phase: Phase, attempt: int, words: str
) -> None:
    desk.says(PhaseChanged(phase, 1.0, None, attempt))

    assert air.state.text() == words


@pytest.mark.parametrize("phase", [Phase.IDLE, Phase.STARTING])
def test_practice_alone_is_not_called_live_because_another_one_failed(
    desk: Desk, air: AirLine, phase: Phase
) -> None:
    desk.is_ready()
    goes_to(desk, "rtmp://ingest.example.com/app")
    practice = desk.studio.destinations.add("practice")
    desk.is_ready()
    desk.studio.go_live()
    desk.hears(lambda: desk.engine.goes_live("main", practice))
    assert (air.badge.air, air.state.text()) == (Air.LIVE, "On air")

    desk.says(DestinationChanged("main", Phase.RECONNECTING, 1_000.0, LOST))
    assert (air.badge.air, air.state.text()) == (Air.LIVE, "On air at 1 of 2")

    desk.says(DestinationChanged("main", phase, 1_000.0, LOST))
    assert (air.badge.air, air.state.text()) == (Air.PRACTICE, "On air at 1 of 2")


def test_one_that_reconnects_is_counted_until_it_is_back(desk: Desk, air: AirLine) -> None:
    practice = desk.studio.destinations.add("practice")
    desk.is_ready()
    desk.studio.go_live()
    desk.hears(lambda: desk.engine.goes_live("main", practice))

    desk.says(DestinationChanged(practice, Phase.RECONNECTING, 1_000.0, LOST))
    assert air.state.text() == "On air at 1 of 2"

    desk.says(DestinationChanged(practice, Phase.LIVE, 1_000.0))
    assert air.state.text() == "On air"
