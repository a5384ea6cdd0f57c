"""The functions of metric math."""

import math
from typing import Any

import pytest

from cloud.practice.account.behaviour.metrics.expression import ExpressionError
from cloud.practice.account.behaviour.metrics.mathfunctions import call
from cloud.practice.account.behaviour.metrics.timeseries import Span, TimeSeries

SPAN = Span(0, 300)
GAPPY = TimeSeries({60: 10.0, 120: 40.0, 240: 100.0})
OTHER = TimeSeries({60: 1.0, 180: 3.0})


def points(function: str, *arguments: Any) -> dict[int, float]:
    found = call(function, arguments, SPAN)
    assert isinstance(found, TimeSeries)
    return dict(found.points)


@pytest.mark.parametrize(
    ("filler", "at_0", "at_180"),
    [(0.0, 0.0, 0.0), ("REPEAT", None, 40.0), ("LINEAR", None, 70.0), (OTHER, None, 3.0)],
)
def test_gaps_are_filled(filler: Any, at_0: float | None, at_180: float) -> None:
    found = points("FILL", GAPPY, filler)

    assert (found.get(0), found[180], found[240]) == (at_0, at_180, 100.0)


def test_changes_are_between_points_that_there_are() -> None:
    assert points("DIFF", GAPPY) == {120: 30.0, 240: 60.0}
    assert points("RATE", GAPPY) == {120: 0.5, 240: 0.5}
    assert points("DIFF_TIME", GAPPY) == {120: 60.0, 240: 120.0}
    assert points("RUNNING_SUM", GAPPY) == {60: 10.0, 120: 50.0, 240: 150.0}


def test_one_line_becomes_a_number_and_many_become_one_line() -> None:
    assert call("SUM", [GAPPY], SPAN) == 150.0
    assert call("AVG", [GAPPY], SPAN) == 50.0
    assert points("SUM", (GAPPY, OTHER)) == {60: 11.0, 120: 40.0, 180: 3.0, 240: 100.0}
    assert points("MAX", GAPPY, OTHER) == {60: 10.0, 120: 40.0, 180: 3.0, 240: 100.0}
    assert points("MIN", (GAPPY, OTHER))[60] == 1.0
    assert points("STDDEV", (GAPPY, OTHER))[60] == 4.5
    assert math.isnan(call("AVG", [TimeSeries({})], SPAN))  # type: ignore[arg-type]


def test_a_condition_chooses_point_by_point() -> None:
    condition = TimeSeries({60: 1.0, 120: 0.0, 180: 1.0})

    assert points("IF", condition, GAPPY, 0.0) == {60: 10.0, 120: 0.0}
    assert points("IF", condition, 5.0) == {60: 5.0, 180: 5.0}
    assert points("IF", 1.0, GAPPY, 0.0) == dict(GAPPY.points)
    assert call("IF", [0.0, GAPPY, 7.0], SPAN) == 7.0
    assert points("IF", 0.0, GAPPY) == {}


def test_the_smaller_ones() -> None:
    assert points("ABS", TimeSeries({0: -2.0})) == {0: 2.0}
    assert points("CEIL", TimeSeries({0: 1.2})) == {0: 2.0}
    assert points("FLOOR", TimeSeries({0: 1.8})) == {0: 1.0}
    assert points("LOG10", TimeSeries({0: 100.0, 60: 0.0})) == {0: 2.0}
    assert call("PERIOD", [TimeSeries({}, period_s=300)], SPAN) == 300.0
    assert call("METRIC_COUNT", [(GAPPY, OTHER)], SPAN) == 2.0
    assert call("REMOVE_EMPTY", [(GAPPY, TimeSeries({}))], SPAN) == (GAPPY,)
    assert call("LAST", [(GAPPY, OTHER)], SPAN) == OTHER
    assert points("TIME_SERIES", 5.0) == dict.fromkeys(range(0, 300, 60), 5.0)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("NOTHING", [GAPPY]),
        ("SUM", []),
        ("SUM", ["text"]),
        ("FILL", [GAPPY]),
        ("FILL", [GAPPY, "WRONG"]),
        ("FILL", [1.0, 0.0]),
        ("DIFF", [1.0]),
        ("IF", [GAPPY]),
        ("TIME_SERIES", [GAPPY]),
        ("PERIOD", [1.0]),
    ],
)
def test_what_can_not_be_is_told(function: str, arguments: list[Any]) -> None:
    with pytest.raises(ExpressionError):
        call(function, arguments, SPAN)
