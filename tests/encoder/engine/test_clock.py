from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.engine.clock import MediaClock, Tick, Ticker

FRAME_RATES = (1, 24, 25, 30, 50, 60)
AAC_PERIOD_S = Fraction(1024, 48_000)


class SimulatedTime:
    """A clock that moves only when somebody waits, and then as late as the test says."""

    def __init__(self, oversleep_s: float = 0.0) -> None:
        self.now_s = 0.0
        self.oversleep_s = oversleep_s
        self.is_interrupted = False

    def __call__(self) -> float:
        return self.now_s

    def wait(self, seconds: float) -> bool:
        if seconds > 0:
            self.now_s += seconds + self.oversleep_s
        return self.is_interrupted


def ticker(time: SimulatedTime, fps: int = 30, lag: int = 0) -> Ticker:
    return Ticker(Fraction(1, fps), time, time.wait, lag)


def following(ticker: Ticker) -> Tick:
    tick = ticker.next()
    assert tick is not None
    return tick


@pytest.mark.parametrize("fps", [24, 30, 60])
def test_an_hour_has_exactly_an_hour_of_pictures(fps: int) -> None:
    time = SimulatedTime(oversleep_s=0.000_07)
    clock = ticker(time, fps)
    ticks = 3600 * fps

    for _ in range(ticks):
        number, missed = following(clock)
        assert missed == 0
        assert abs(time.now_s - number / fps) < 0.001

    assert number == ticks


def test_sound_does_not_drift_although_its_period_is_no_round_number() -> None:
    time = SimulatedTime()
    clock = Ticker(AAC_PERIOD_S, time, time.wait, lag=1)
    last = 0
    for _ in range(100_000):
        last = following(clock).number

    assert time.now_s == pytest.approx(float((last + 1) * AAC_PERIOD_S), abs=1e-6)


@given(st.lists(st.floats(0, 0.9), max_size=30), st.sampled_from(FRAME_RATES))
def test_late_ticks_come_at_once_and_none_is_lost(delays_s: list[float], fps: int) -> None:
    time = SimulatedTime()
    clock = ticker(time, fps)
    numbers = [following(clock).number]
    for delay_s in delays_s:
        time.now_s += delay_s
        tick = following(clock)
        numbers.append(tick.number)
        while clock.lateness():
            before_s = time.now_s
            numbers.append(following(clock).number)
            assert time.now_s == pytest.approx(before_s, abs=1e-9)

    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert abs(time.now_s - numbers[-1] / fps) < 1 / fps + 1e-6


def test_after_a_long_standstill_the_missed_ticks_are_left_out_and_counted() -> None:
    time = SimulatedTime()
    clock = ticker(time)
    before = following(clock).number
    time.now_s += 3600.01

    tick = following(clock)

    assert tick.missed == 3600 * 30 - 1
    assert tick.number == before + 1 + tick.missed
    assert clock.lateness() == 0
    assert following(clock) == Tick(tick.number + 1, 0)


def test_lateness_counts_whole_ticks_behind() -> None:
    time = SimulatedTime()
    clock = ticker(time)
    following(clock)
    assert clock.lateness() == 0

    time.now_s += 3.5 / 30

    assert clock.lateness() == 3


def test_a_lagging_ticker_gives_each_tick_when_the_next_one_is_due() -> None:
    time = SimulatedTime()
    clock = ticker(time, lag=1)

    assert following(clock).number == 0
    assert time.now_s == pytest.approx(1 / 30)
    assert clock.lateness() == 0


def test_the_first_tick_is_the_next_one_and_none_of_the_past() -> None:
    time = SimulatedTime()
    time.now_s = 100.01

    assert following(ticker(time)) == Tick(3001, 0)


@pytest.mark.parametrize("late_s", [0.0, 0.5, 500.0])
def test_an_interrupted_wait_ends_it(late_s: float) -> None:
    time = SimulatedTime()
    clock = ticker(time)
    time.now_s += late_s
    time.is_interrupted = True

    assert clock.next() is None


def test_media_time_begins_at_zero() -> None:
    time = SimulatedTime()
    time.now_s = 5000.0
    clock = MediaClock(time)
    time.now_s += 2.5

    assert clock() == 2.5
