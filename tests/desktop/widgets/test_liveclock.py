import pytest
from pytestqt.qtbot import QtBot

from desktop.widgets.liveclock import LiveClock


class HandSetClock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def hand() -> HandSetClock:
    return HandSetClock()


@pytest.fixture
def clock(qtbot: QtBot, hand: HandSetClock) -> LiveClock:
    clock = LiveClock(now_s=hand)
    qtbot.addWidget(clock)
    return clock


def test_it_stands_at_zero_until_started(clock: LiveClock, hand: HandSetClock) -> None:
    hand.now_s += 50
    clock.refresh()

    assert clock.text() == "00:00:00"
    assert not clock.is_running


def test_it_counts_hours_minutes_and_seconds(clock: LiveClock, hand: HandSetClock) -> None:
    clock.start()
    hand.now_s += 3600 + 23 * 60 + 45.9
    clock.refresh()

    assert clock.text() == "01:23:45"


def test_it_goes_on_from_the_time_already_passed(clock: LiveClock) -> None:
    clock.start(4 * 3600)

    assert clock.text() == "04:00:00"


def test_a_hundred_hours_are_shown(clock: LiveClock) -> None:
    clock.start(100 * 3600)

    assert clock.text() == "100:00:00"


def test_it_keeps_its_time_when_stopped_and_loses_it_when_reset(
    clock: LiveClock, hand: HandSetClock
) -> None:
    clock.start()
    hand.now_s += 7
    clock.stop()
    hand.now_s += 7
    clock.refresh()
    assert clock.text() == "00:00:07"

    clock.reset()
    assert clock.text() == "00:00:00"


def test_it_moves_by_itself(qtbot: QtBot, clock: LiveClock, hand: HandSetClock) -> None:
    clock.start()
    hand.now_s += 3

    qtbot.waitUntil(lambda: clock.text() == "00:00:03", timeout=3000)
    clock.stop()
