import pytest
from pytestqt.qtbot import QtBot

from desktop.widgets.framepacer import LONGEST_MS, SHORTEST_MS, FramePacer


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_asking_often_shows_one_frame(qtbot: QtBot) -> None:
    shown: list[int] = []
    pacer = FramePacer(lambda: shown.append(1))

    for _ in range(1000):
        pacer.ask()

    assert shown == []
    qtbot.waitUntil(lambda: shown == [1])


def test_a_cheap_frame_may_come_thirty_times_a_second(qtbot: QtBot, clock: Clock) -> None:
    pacer = FramePacer(lambda: None, now_s=clock)
    pacer.show_now()

    assert pacer.period_ms == SHORTEST_MS


def test_a_dear_frame_comes_less_often_but_comes(qtbot: QtBot, clock: Clock) -> None:
    def show() -> None:
        clock.now_s += 0.002

    pacer = FramePacer(show, now_s=clock)
    pacer.show_now()
    assert pacer.period_ms == pytest.approx(50.0)

    with pacer.measured():  # painting it
        clock.now_s += 1.0
    assert pacer.period_ms == LONGEST_MS


def test_what_was_asked_for_is_not_shown_once_it_is_stopped(qtbot: QtBot) -> None:
    pacer = FramePacer(lambda: pytest.fail("shown"))

    pacer.ask()
    pacer.stop()

    assert not pacer._timer.isActive()
