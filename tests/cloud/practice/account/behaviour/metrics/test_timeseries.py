"""Arithmetic with lines."""

import pytest

from cloud.practice.account.behaviour.metrics.timeseries import (
    OPERATORS,
    Span,
    TimeSeries,
    Value,
    combined,
)

A = TimeSeries({0: 6.0, 60: 8.0, 120: 10.0})
B = TimeSeries({0: 3.0, 120: 0.0})


def points(value: Value) -> dict[int, float]:
    assert isinstance(value, TimeSeries)
    return dict(value.points)


def test_a_point_that_one_side_lacks_or_that_can_not_be_is_missing() -> None:
    assert points(combined(OPERATORS["+"], A, B)) == {0: 9.0, 120: 10.0}
    assert points(combined(OPERATORS["/"], A, B)) == {0: 2.0}
    assert points(combined(OPERATORS["/"], 1.0, B)) == {0: pytest.approx(1 / 3)}
    assert points(combined(OPERATORS["^"], B, -1.0)) == {0: pytest.approx(1 / 3)}


def test_comparisons_are_one_or_nothing() -> None:
    assert points(combined(OPERATORS[">="], A, 8.0)) == {0: 0.0, 60: 1.0, 120: 1.0}
    assert combined(OPERATORS["&&"], 2.0, 0.0) == 0.0


def test_many_lines_are_taken_one_by_one() -> None:
    lines = combined(OPERATORS["*"], (A, B), 2.0)
    assert isinstance(lines, tuple)
    assert [dict(line.points) for line in lines] == [
        {0: 12.0, 60: 16.0, 120: 20.0},
        {0: 6.0, 120: 0.0},
    ]
    both = combined(OPERATORS["-"], (A, A), (B, A))
    assert isinstance(both, tuple)
    assert points(both[0]) == {0: 3.0, 120: 10.0}


def test_periods_begin_where_they_are_aligned() -> None:
    assert Span(65, 200).periods(60) == [60, 120, 180]
    assert Span(65, 180).periods(60) == [60, 120]
    assert Span(70, 190, phase_s=10).periods(60) == [70, 130]
    assert Span(100, 50).periods(60) == []
