"""What alarms watch."""

import pytest

from cloud.practice.account.behaviour.alarms.definition import definition_of
from cloud.practice.account.behaviour.alarms.evaluation import Missing
from cloud.practice.account.behaviour.metrics.metricrequests import BadRequest
from tests.cloud.practice.account.behaviour.alarms.records import math_query, record, stat_query


def test_a_plain_alarm_watches_one_metric() -> None:
    definition = definition_of(record(period=10))

    (query,) = definition.queries
    assert query.key is not None
    assert query.key.dimensions == (("Channel", "c"),)
    assert (definition.rule.evaluation_periods, definition.rule.datapoints_to_alarm) == (2, 2)
    assert definition.rule.missing is Missing.NOT_BREACHING
    assert (definition.period_s, definition.step_s) == (10, 10)


def test_a_math_alarm_watches_what_is_returned() -> None:
    queries = [stat_query("m1", "x", 300), math_query("drop", "m1*2")]
    definition = definition_of(record(metric_data_queries=queries, period=None))

    assert (definition.watched, definition.period_s, definition.step_s) == ("drop", 300, 60)


@pytest.mark.parametrize(
    "queries",
    [
        [stat_query("m1", "x"), math_query("e1", "m1", "false")],
        [math_query("e1", "1"), math_query("e2", "2")],
    ],
)
def test_a_math_alarm_returns_exactly_one(queries: list[object]) -> None:
    with pytest.raises(BadRequest):
        definition_of(record(metric_data_queries=queries))


def test_an_anomaly_band_is_not_offered() -> None:
    with pytest.raises(BadRequest, match="not offered"):
        definition_of(record(comparison_operator="GreaterThanUpperThreshold"))
