import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.destinationstate import DestinationState
from desktop.widgets.statuslamp import Lamp
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    DestinationChanged,
    Phase,
    RetryNow,
    StartDestination,
    StopDestination,
)
from tests.fakes.desk import Desk

LOST = Problem(ErrorCode.CONNECTION_LOST, {"host": "10.0.0.1"})
SECOND = "to-2"


@pytest.fixture
def state(desk: Desk, stage: QWidget) -> DestinationState:
    destinations = desk.studio.destinations
    destinations.add("rtmp", "custom")
    desk.keys.of(SECOND).enter("k")
    destinations.enter_address(SECOND, "rtmp://10.0.0.1/live")
    made = DestinationState(desk.studio, SECOND, "destination.to-2", stage, now_s=desk.clock)
    made.show()
    return made


def is_live(desk: Desk) -> None:
    desk.is_ready()
    desk.studio.go_live()
    desk.hears(lambda: desk.engine.goes_live("main", SECOND))


def test_before_the_broadcast_it_is_ready(desk: Desk, state: DestinationState) -> None:
    state.refresh()

    assert (state.lamp.lamp, state.lamp.text) == (Lamp.OFF, "Ready")
    assert not state.stop_button.isVisible()


def test_what_can_not_work_is_said_where_it_is_entered(desk: Desk, state: DestinationState) -> None:
    desk.studio.destinations.enter_address(SECOND, "http://10.0.0.1/live")
    state.refresh()

    assert state.lamp.lamp is Lamp.WARNING
    assert "must begin with rtmp://" in state._problem.text()


def test_on_air_it_can_be_stopped_alone(desk: Desk, state: DestinationState) -> None:
    is_live(desk)
    assert (state.lamp.lamp, state.lamp.text) == (Lamp.OK, "On air")

    state.stop_button.click()

    assert desk.sent(StopDestination) == [StopDestination(SECOND)]


def test_the_last_one_can_not_be_stopped_alone(desk: Desk, state: DestinationState) -> None:
    is_live(desk)
    desk.says(DestinationChanged("main", Phase.IDLE, 1.0))

    assert not state.stop_button.isVisible()


def test_a_due_attempt_is_counted_down_and_made_now_on_request(
    desk: Desk, state: DestinationState, qtbot: QtBot
) -> None:
    is_live(desk)
    desk.says(DestinationChanged(SECOND, Phase.RECONNECTING, 1.0, LOST, 2, 4.0))
    assert state.lamp.text == "Reconnecting in 4 s"
    assert state._problem.text() == "The connection to 10.0.0.1 broke."

    desk.clock.now += 3.0
    qtbot.waitUntil(lambda: state.lamp.text == "Reconnecting in 1 s", timeout=2000)
    state.retry_button.click()

    assert desk.sent(RetryNow) == [RetryNow(SECOND)]


def test_one_that_gave_up_can_be_started_again(desk: Desk, state: DestinationState) -> None:
    is_live(desk)
    refused = Problem(ErrorCode.KEY_REFUSED, {"host": "10.0.0.1", "status": "BadName"})
    desk.says(DestinationChanged(SECOND, Phase.IDLE, 1.0, refused))
    assert (state.lamp.lamp, state.lamp.text) == (Lamp.BAD, "Ended")

    assert state.start_button.text() == "Start again"
    state.start_button.click()

    (command,) = desk.sent(StartDestination)
    assert command.destination == desk.studio.destinations.destination(SECOND)


def test_one_that_was_not_part_of_the_broadcast_can_join_it(
    desk: Desk, state: DestinationState
) -> None:
    desk.studio.destinations.change(SECOND, is_enabled=False)
    desk.is_live()

    assert state.lamp.text == "Not on air"
    assert state.start_button.text() == "Start"


@pytest.mark.parametrize(
    ("phase", "attempt", "words"),
    [
        (Phase.STARTING, 1, "Connecting…"),
        (Phase.STARTING, 2, "Connecting, attempt 2"),
        (Phase.RECONNECTING, 1, "Reconnecting…"),
        (Phase.STOPPING, 0, "Stopping…"),
    ],
)
def test_each_phase_has_its_words(
    desk: Desk, state: DestinationState, phase: Phase, attempt: int, words: str
) -> None:
    is_live(desk)

    desk.says(DestinationChanged(SECOND, phase, 1.0, None, attempt))

    assert state.lamp.text == words


def test_a_new_one_is_no_mistake(desk: Desk, state: DestinationState) -> None:
    desk.studio.destinations.enter_address(SECOND, "")
    state.refresh()

    assert (state.lamp.lamp, state.lamp.text) == (Lamp.OFF, "Enter its address first")
    assert state._problem.isHidden()
    assert state._hint.isHidden()
