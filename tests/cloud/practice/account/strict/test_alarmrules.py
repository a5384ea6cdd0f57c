from typing import Any

import pytest

from cloud.practice.account.strict.alarmrules import is_period, put_metric_alarm

ALARM: dict[str, Any] = {
    "AlarmName": "viewers",
    "MetricName": "ViewerDropPercent",
    "Namespace": "LiveStreaming/Metrics",
    "Statistic": "Average",
    "Period": 60,
    "EvaluationPeriods": 5,
    "DatapointsToAlarm": 3,
    "Threshold": 50.0,
    "ComparisonOperator": "GreaterThanOrEqualToThreshold",
}
METRIC = {"Namespace": "AWS/IVS", "MetricName": "ConcurrentViews"}


def stat(identity: str, **more: Any) -> dict[str, Any]:
    measured = {"Metric": METRIC, "Period": 60, "Stat": "Average"}
    return {"Id": identity, "MetricStat": measured, "ReturnData": False, **more}


def math_alarm(*metrics: dict[str, Any], **more: Any) -> dict[str, Any]:
    named = ("AlarmName", "EvaluationPeriods", "Threshold", "ComparisonOperator")
    return {name: ALARM[name] for name in named} | {"Metrics": list(metrics)} | more


def code(alarm: dict[str, Any]) -> str:
    refusal = put_metric_alarm(alarm)
    return refusal.code if refusal else ""


SUM = {"Id": "total", "Expression": "m1 + m2"}


def test_alarms_that_cloudwatch_takes_are_taken() -> None:
    assert code(ALARM) == ""
    assert code(math_alarm(stat("m1"), stat("m2"), SUM)) == ""
    assert code(ALARM | {"Period": 86_400, "EvaluationPeriods": 7, "DatapointsToAlarm": 7}) == ""


@pytest.mark.parametrize("period_s", [10, 20, 30, 60, 120, 3600])
def test_a_period_is_short_or_whole_minutes(period_s: int) -> None:
    assert is_period(period_s)


@pytest.mark.parametrize("period_s", [0, -60, 5, 15, 45, 61, 90])
def test_no_other_period_is_taken(period_s: int) -> None:
    assert not is_period(period_s)
    assert code(ALARM | {"Period": period_s}) == "InvalidParameterValue"


@pytest.mark.parametrize(
    "alarm",
    [
        ALARM | {"DatapointsToAlarm": 6},
        ALARM | {"Period": 300, "EvaluationPeriods": 289},
        ALARM | {"AlarmActions": ["arn"] * 6},
        math_alarm(*[stat(f"m{number}") for number in range(10)], SUM),
        math_alarm(stat("m1"), stat("m1"), SUM),
        math_alarm(stat("M1"), SUM),
        math_alarm(stat("m-1"), SUM),
        math_alarm(stat("m1")),
        math_alarm(stat("m1"), SUM | {"Id": "a"}, SUM | {"Id": "b"}),
        math_alarm({"Id": "m1"}),
        math_alarm(
            stat("m1") | {"MetricStat": {"Metric": METRIC, "Period": 45, "Stat": "Sum"}}, SUM
        ),
        math_alarm(stat("m1"), SUM, Threshold=None, ThresholdMetricId="band"),
    ],
)
def test_what_is_beyond_a_limit_is_refused(alarm: dict[str, Any]) -> None:
    assert code(alarm) == "InvalidParameterValue"


@pytest.mark.parametrize(
    "alarm",
    [
        math_alarm(stat("m1"), SUM, MetricName="x"),
        ALARM | {"ExtendedStatistic": "p99"},
        ALARM | {"Statistic": None},
        ALARM | {"Threshold": None},
        ALARM | {"ThresholdMetricId": "band"},
    ],
)
def test_what_does_not_go_together_is_refused(alarm: dict[str, Any]) -> None:
    assert code(alarm) == "InvalidParameterCombination"


def test_what_is_missing_is_named() -> None:
    refusal = put_metric_alarm(ALARM | {"MetricName": None})

    assert refusal is not None
    assert (refusal.code, "MetricName" in refusal.message) == ("MissingParameter", True)
