"""Alarms as moto keeps them."""

from types import SimpleNamespace
from typing import Any


def record(**more: Any) -> Any:
    """Return a record of a plain alarm, with what a test wants otherwise."""
    whole = {
        "name": "a",
        "alarm_arn": "arn:aws:cloudwatch:ap-northeast-1:123456789012:alarm:a",
        "region_name": "ap-northeast-1",
        "description": "d",
        "namespace": "N",
        "metric_name": "m",
        "dimensions": [SimpleNamespace(name="Channel", value="c")],
        "metric_data_queries": [],
        "statistic": "Average",
        "extended_statistic": None,
        "period": 60,
        "evaluation_periods": 2,
        "datapoints_to_alarm": None,
        "threshold": 20.0,
        "comparison_operator": "LessThanThreshold",
        "treat_missing_data": "notBreaching",
        "evaluate_low_sample_count_percentile": None,
        "unit": None,
        "rule": None,
        "alarm_actions": ["arn:topic"],
        "ok_actions": [],
        "insufficient_data_actions": [],
        "state_value": "ALARM",
        "state_reason": "because",
        "state_reason_data": "{}",
        "configuration_updated_timestamp": 0.0,
    }
    return SimpleNamespace(**{**whole, **more})


def math_query(id: str, expression: str, is_returned: str = "true") -> Any:
    """Return an expression of a math alarm."""
    return SimpleNamespace(
        id=id,
        label=None,
        period=None,
        return_data=is_returned,
        expression=expression,
        metric_stat=None,
    )


def stat_query(id: str, metric: str, period: int = 60) -> Any:
    """Return a metric of a math alarm that is not compared itself."""
    named = SimpleNamespace(namespace="N", metric_name=metric, dimensions=[])
    stat = SimpleNamespace(metric=named, period=period, stat="Sum", unit=None)
    return SimpleNamespace(
        id=id, label=None, period=None, return_data="false", expression=None, metric_stat=stat
    )
