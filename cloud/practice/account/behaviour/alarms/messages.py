"""What an alarm tells topics, functions and event rules when it changes. Pure."""

import json
from collections.abc import Mapping
from typing import Any

from cloud.practice.account.behaviour.alarms.reasons import iso
from cloud.practice.account.behaviour.metrics.metricrequests import seconds
from cloud.practice.accountmessages import ACCOUNT_ID

# As they stand in notifications.
REGION_NAMES: Mapping[str, str] = {
    "ap-northeast-1": "Asia Pacific (Tokyo)",
    "ap-northeast-2": "Asia Pacific (Seoul)",
    "ap-northeast-3": "Asia Pacific (Osaka)",
    "ap-south-1": "Asia Pacific (Mumbai)",
    "ap-southeast-1": "Asia Pacific (Singapore)",
    "ap-southeast-2": "Asia Pacific (Sydney)",
    "ca-central-1": "Canada (Central)",
    "eu-central-1": "EU (Frankfurt)",
    "eu-north-1": "EU (Stockholm)",
    "eu-west-1": "EU (Ireland)",
    "eu-west-2": "EU (London)",
    "eu-west-3": "EU (Paris)",
    "sa-east-1": "South America (Sao Paulo)",
    "us-east-1": "US East (N. Virginia)",
    "us-east-2": "US East (Ohio)",
    "us-west-1": "US West (N. California)",
    "us-west-2": "US West (Oregon)",
}


def subject_of(alarm: Any) -> str:
    """Return the subject of a notification."""
    where = REGION_NAMES.get(alarm.region_name, alarm.region_name)
    return f'{alarm.state_value}: "{alarm.name}" in {where}'


def notification(alarm: Any, before: str, now_s: float) -> str:
    """Return what a topic's subscribers get."""
    content: dict[str, Any] = {
        "AlarmName": alarm.name,
        "AlarmDescription": alarm.description or None,
        "AWSAccountId": ACCOUNT_ID,
        "AlarmConfigurationUpdatedTimestamp": iso(seconds(alarm.configuration_updated_timestamp)),
        "NewStateValue": alarm.state_value,
        "NewStateReason": alarm.state_reason,
        "StateChangeTime": iso(now_s),
        "Region": REGION_NAMES.get(alarm.region_name, alarm.region_name),
        "AlarmArn": alarm.alarm_arn,
        "OldStateValue": before,
        "OKActions": list(alarm.ok_actions),
        "AlarmActions": list(alarm.alarm_actions),
        "InsufficientDataActions": list(alarm.insufficient_data_actions),
    }
    if alarm.rule is None:
        content["Trigger"] = _trigger(alarm)
    else:
        content["AlarmRule"] = alarm.rule
    return json.dumps(content)


def event_detail(alarm: Any, before: Mapping[str, object], now_s: float) -> dict[str, object]:
    """Return the detail of a `CloudWatch Alarm State Change`."""
    return {
        "alarmName": alarm.name,
        "state": state_of(alarm, now_s),
        "previousState": dict(before),
        "configuration": {"description": alarm.description or ""} | _configuration(alarm),
    }


def state_of(alarm: Any, at_s: float) -> dict[str, object]:
    """Return an alarm's state as events write it."""
    return {
        "value": str(alarm.state_value),
        "reason": alarm.state_reason,
        "reasonData": alarm.state_reason_data,
        "timestamp": iso(at_s),
    }


def _trigger(alarm: Any) -> dict[str, Any]:
    trigger: dict[str, Any] = {
        "Period": alarm.period,
        "EvaluationPeriods": alarm.evaluation_periods,
        "DatapointsToAlarm": alarm.datapoints_to_alarm or alarm.evaluation_periods,
        "ComparisonOperator": alarm.comparison_operator,
        "Threshold": alarm.threshold,
        "TreatMissingData": alarm.treat_missing_data or "missing",
        "EvaluateLowSampleCountPercentile": alarm.evaluate_low_sample_count_percentile or "",
    }
    if alarm.metric_data_queries:
        return trigger | {"Metrics": [_metric(query) for query in alarm.metric_data_queries]}
    return trigger | {
        "MetricName": alarm.metric_name,
        "Namespace": alarm.namespace,
        "StatisticType": "ExtendedStatistic" if alarm.extended_statistic else "Statistic",
        "Statistic": (alarm.extended_statistic or alarm.statistic or "").upper(),
        "Unit": alarm.unit,
        "Dimensions": [{"value": each.value, "name": each.name} for each in alarm.dimensions],
    }


def _metric(query: Any) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "Id": query.id,
        "Label": query.label,
        "ReturnData": str(query.return_data).lower() != "false",
    }
    if query.metric_stat is None:
        return shown | {"Expression": query.expression}
    metric = query.metric_stat.metric
    return shown | {
        "MetricStat": {
            "Metric": {
                "Namespace": metric.namespace,
                "MetricName": metric.metric_name,
                "Dimensions": [
                    {"name": each.name, "value": each.value} for each in metric.dimensions
                ],
            },
            "Period": query.metric_stat.period,
            "Stat": query.metric_stat.stat,
        }
    }


def _configuration(alarm: Any) -> dict[str, object]:
    if alarm.rule is not None:
        return {"alarmRule": alarm.rule}
    if alarm.metric_data_queries:
        return {"metrics": [_lowered(_metric(query)) for query in alarm.metric_data_queries]}
    metric = {
        "namespace": alarm.namespace,
        "name": alarm.metric_name,
        "dimensions": {each.name: each.value for each in alarm.dimensions},
    }
    stat = {"metric": metric, "period": alarm.period, "stat": alarm.statistic}
    return {"metrics": [{"id": "m1", "metricStat": stat, "returnData": True}]}


def _lowered(content: Any) -> Any:
    if isinstance(content, dict):
        return {name[:1].lower() + name[1:]: _lowered(value) for name, value in content.items()}
    return [_lowered(each) for each in content] if isinstance(content, list) else content
