"""Requests that become samples and queries."""

from datetime import UTC, datetime
from typing import Any

import pytest

from cloud.practice.account.behaviour.metrics.metricrequests import (
    BadRequest,
    check_period,
    check_statistic,
    key_of,
    queries_of,
    sample_of,
    seconds,
)

AT = datetime(2026, 11, 21, 10, 0, 7, tzinfo=UTC)


def test_a_value_belongs_to_its_minute_unless_it_is_fine() -> None:
    coarse = sample_of("Own", {"MetricName": "m", "Value": 3.0, "Timestamp": AT}, 0.0, 5.0)
    fine = sample_of(
        "Own", {"MetricName": "m", "Value": 3.0, "Timestamp": AT, "StorageResolution": 1}, 0.0, 0.0
    )
    of_aws = sample_of("AWS/IVS", {"MetricName": "m", "Value": 3.0, "Timestamp": AT}, 0.0, 0.0)

    assert coarse.at_s == AT.replace(second=0).timestamp()
    assert fine.at_s == of_aws.at_s == AT.timestamp()
    assert (coarse.known_s, coarse.total, coarse.unit) == (5.0, 3.0, "None")


def test_values_have_counts_and_statistics_stand_for_values() -> None:
    many = sample_of("N", {"Values": [1.0, 4.0], "Counts": [3.0, 1.0]}, 60.0, 0.0)
    told = sample_of(
        "N",
        {"StatisticValues": {"SampleCount": 2, "Sum": 6, "Minimum": 2, "Maximum": 4}},
        60.0,
        0.0,
    )

    assert (many.count, many.total, many.low, many.high, many.at_s) == (4.0, 7.0, 1.0, 4.0, 60.0)
    assert (told.count, told.total, told.low, told.high, told.values) == (2.0, 6.0, 2.0, 4.0, ())


def test_queries_are_read() -> None:
    metric = {"Namespace": "N", "MetricName": "m", "Dimensions": [{"Name": "a", "Value": "1"}]}
    stat = {"Metric": metric, "Period": 60, "Stat": "p99"}
    first, second = queries_of(
        [{"Id": "m1", "MetricStat": stat, "ReturnData": False}, {"Id": "e1", "Expression": "m1*2"}]
    )

    assert first.key == key_of(metric)
    assert (first.stat, first.is_returned) == ("p99", False)
    assert (second.expression, second.is_returned) == ("m1*2", True)


@pytest.mark.parametrize(
    "asked",
    [
        [{"Id": "M1", "Expression": "1"}],
        [{"Id": "m1"}],
        [{"Id": "m1", "Expression": "1 +"}],
        [{"Id": "m1", "Expression": "SELECT AVG(x) FROM y"}],
        [{"Id": "m1", "Expression": "1"}] * 2,
        [{"Id": f"m{number}", "Expression": "1"} for number in range(501)],
    ],
)
def test_what_can_not_be_asked_is_refused(asked: list[Any]) -> None:
    with pytest.raises(BadRequest):
        queries_of(asked)


@pytest.mark.parametrize("period_s", [0, 2, 45, 61, -60])
def test_periods_that_can_not_be_are_refused(period_s: int) -> None:
    with pytest.raises(BadRequest):
        check_period(period_s)
    check_period(300)
    check_period(5)


def test_statistics_that_can_not_be_are_refused() -> None:
    with pytest.raises(BadRequest):
        check_statistic("Mean")


def test_times_come_in_three_forms() -> None:
    assert seconds(AT) == seconds("2026-11-21T10:00:07Z") == seconds(AT.timestamp())
    assert seconds(AT.replace(tzinfo=None)) == AT.timestamp()
