"""Delays are told by the server's clock, whatever the one here shows."""

import pytest

from chatclient.measure import CLOCK_WINDOW_S, Measure
from chatclient.wire.envelopes import Envelope


def said(*times_ms: int) -> list[Envelope]:
    return [Envelope(seq, "msg", at_ms) for seq, at_ms in enumerate(times_ms, 1)]


def test_rate_is_messages_over_the_time_since_the_last_look() -> None:
    measure = Measure()
    measure.take(10.0, 0.0)
    measure.came(said(0, 0, 0), 0.0)

    assert measure.take(12.0, 99.0).messages_per_s == 1.5
    assert measure.take(13.0, 99.0).messages_per_s == 0.0


def test_without_messages_or_a_clock_there_is_no_delay() -> None:
    measure = Measure()
    assert measure.take(0.0, 0.0).delay_p50_ms is None
    measure.came(said(5), 0.0)
    assert measure.take(0.0, 0.0).delay_p99_ms is None


def test_a_wrong_clock_here_does_not_matter() -> None:
    measure = Measure()
    wrong_s = 3600.0
    measure.told_time(1_000_000, 1000.050 + wrong_s)  # 50 ms on the way
    measure.told_time(2_000_000, 2000.010 + wrong_s)  # 10 ms: nearer to the truth

    measure.came(said(*[2_000_000] * 99, 1_999_000), 2000.040 + wrong_s)
    measured = measure.take(0.0, 0.0)

    assert measured.delay_p50_ms == pytest.approx(30, abs=1)


def test_the_slowest_are_in_the_ninety_ninth() -> None:
    measure = Measure()
    measure.told_time(1, 0.001)

    measure.came(said(*range(1000, 981, -1), 0), 1.0)

    measured = measure.take(0.0, 0.0)
    assert measured.delay_p50_ms == pytest.approx(10, abs=1)
    assert measured.delay_p99_ms == pytest.approx(1000, abs=1)


def test_a_clock_that_drifts_is_followed() -> None:
    measure = Measure()
    measure.told_time(1_000_000, 1000.0)
    for turn in range(1, 4):  # a second further off with each window
        at_s = 1000.0 + turn * (CLOCK_WINDOW_S + 1)
        measure.told_time(int(at_s * 1000) - 1000 * turn, at_s)
    now_s = 1000.0 + 3 * (CLOCK_WINDOW_S + 1)

    measure.came(said(int(now_s * 1000) - 3000), now_s)

    assert (delay := measure.take(0.0, 0.0).delay_p50_ms) is not None
    assert delay <= 1000
