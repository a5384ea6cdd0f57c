import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud.functions.recorder.rollups import Summary, day_key, joined, measure, minute_of, rollup
from tests.cloud.functions.recorder.told import CHANNEL, T0, sample

VALUES = st.lists(st.floats(0, 1e8), min_size=1, max_size=60)


@given(VALUES)
def test_a_summary_is_what_the_values_come_to(values: list[float]) -> None:
    summary = Summary.of(values)

    assert summary is not None
    assert (summary.count, summary.least, summary.most) == (len(values), min(values), max(values))
    assert summary.mean == pytest.approx(statistics.fmean(values), abs=1e-6)
    deviation = statistics.pstdev(values)
    assert (summary.spread / summary.count) ** 0.5 == pytest.approx(deviation, rel=1e-6, abs=1e-3)


@given(VALUES, VALUES)
def test_two_summaries_join_to_that_of_all_values(first: list[float], second: list[float]) -> None:
    both, whole = joined(Summary.of(first), Summary.of(second)), Summary.of(first + second)

    assert both is not None
    assert whole is not None
    assert both.mean == pytest.approx(whole.mean, abs=1e-6)
    assert both.spread == pytest.approx(whole.spread, rel=1e-6, abs=1e-3)


def test_nothing_has_no_summary() -> None:
    assert Summary.of([]) is None
    assert joined(None, None) is None


def test_a_minute_has_means_and_extremes() -> None:
    row = rollup(None, "show-1", [sample(T0, 10), sample(T0 + 10_000, 30)], CHANNEL, T0)

    assert (row["channelDay"], row["minute"]) == (f"{CHANNEL}#20260921", T0)
    assert (row["samples"], row["avgViewers"], row["maxViewers"]) == (2, 20, 30)
    assert row["avgBitrate"] == 4_500_000


def test_defect_19_a_rate_stays_in_bits_a_second() -> None:
    row = rollup(None, "show-1", [sample(T0)], CHANNEL, T0)

    assert row["minBitrate"] == row["maxBitrate"] == 4_500_000


def test_told_again_a_minute_stays_the_same() -> None:
    samples = [sample(T0), sample(T0 + 10_000)]
    row = rollup(None, "show-1", samples, CHANNEL, T0)

    assert rollup(row, "show-1", samples, CHANNEL, T0) == row


def test_two_sessions_in_one_minute_are_both_in_it() -> None:
    row = rollup(None, "show-1", [sample(T0, 10)], CHANNEL, T0)
    row = rollup(row, "show-2", [sample(T0 + 40_000, 40)] * 2, CHANNEL, T0)

    viewers = measure(row, "viewers")
    assert viewers is not None
    assert (viewers.count, viewers.mean, row["maxViewers"]) == (3, 30, 40)


def test_what_was_not_measured_is_not_zero() -> None:
    row = rollup(None, "show-1", [sample(T0, None)], CHANNEL, T0)

    assert row["avgViewers"] is None
    assert measure(row, "viewers") is None


def test_a_day_is_one_of_utc() -> None:
    assert day_key("c", T0) == "c#20260921"
    assert minute_of(T0 + 59_999) == T0
