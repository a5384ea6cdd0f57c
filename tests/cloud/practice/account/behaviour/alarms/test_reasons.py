"""Why alarms say that they changed."""

import json

import pytest

from cloud.practice.account.behaviour.alarms.definition import definition_of
from cloud.practice.account.behaviour.alarms.evaluation import AlarmState, evaluate
from cloud.practice.account.behaviour.alarms.reasons import iso, reason, reason_data
from tests.cloud.practice.account.behaviour.alarms.records import record

TIMES = [0, 60, 120, 180]


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        (
            [None, None, 10.0, 12.0],
            "Threshold Crossed: 2 out of the last 2 datapoints [12.0 (01/01/70 00:03:00), "
            "10.0 (01/01/70 00:02:00)] were less than the threshold (20.0) (minimum 2 datapoints "
            "for OK -> ALARM transition).",
        ),
        (
            [None, None, 10.0, 30.0],
            "Threshold Crossed: 1 out of the last 2 datapoints [30.0 (01/01/70 00:03:00)] was not "
            "less than the threshold (20.0) (minimum 1 datapoint for OK -> OK transition).",
        ),
        (
            [None, None, None, None],
            "Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints "
            "were treated as [NonBreaching].",
        ),
    ],
)
def test_it_names_the_points_that_decided(points: list[float | None], sentence: str) -> None:
    definition = definition_of(record())
    verdict = evaluate(definition.rule, points)

    assert reason(definition, verdict, points, TIMES, AlarmState.INSUFFICIENT_DATA) == sentence


def test_without_data_it_says_so() -> None:
    definition = definition_of(record(treat_missing_data="missing", evaluation_periods=1))
    verdict = evaluate(definition.rule, [None, None, None])

    why = reason(definition, verdict, [None] * 3, TIMES, AlarmState.OK)
    assert why == "Insufficient Data: 1 datapoint was unknown."


def test_programs_get_the_same_as_json() -> None:
    definition = definition_of(record())
    points = [None, None, 10.0, 12.0]
    content = json.loads(
        reason_data(definition, evaluate(definition.rule, points), points, TIMES, 240.0)
    )

    assert content["recentDatapoints"] == [10.0, 12.0]
    assert content["startDate"] == iso(120) == "1970-01-01T00:02:00.000+0000"
    assert content["evaluatedDatapoints"][0] == {"timestamp": iso(180), "value": 12.0}
    assert (content["statistic"], content["threshold"]) == ("Average", 20.0)
