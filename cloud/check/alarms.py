"""Verifies the three alarms of the document: there, enabled, and telling the topic."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cloud.awsclient import Aws
from cloud.check.findings import Subject, answered, picked
from cloud.models import CheckItem, StackStatus
from cloud.patterns.metadata import OutputRole, Text

ALARMS: Sequence[tuple[Subject, frozenset[str]]] = (
    (
        Subject("alarms.viewers-drop", Text("Alarm: viewers drop", "アラーム: 視聴者数の急減")),
        frozenset({"ViewerDropPercent"}),
    ),
    (
        Subject("alarms.quality", Text("Alarm: quality", "アラーム: 配信品質の低下")),
        frozenset({"IngestFramerate", "InputVideoFrameRate"}),
    ),
    (
        Subject("alarms.chat-flood", Text("Alarm: chat flood", "アラーム: チャットの急増")),
        frozenset({"ChatActivity"}),
    ),
)
MOST_NAMES = 100
"""In one DescribeAlarms."""


def check_alarms(aws: Aws, status: StackStatus) -> Iterator[CheckItem]:
    """Give one item for each of the three."""
    names = [
        each.physical_id
        for each in status.resources
        if each.type == "AWS::CloudWatch::Alarm" and each.physical_id
    ]
    topic = status.output(OutputRole.ALERTS_TOPIC)
    for subject, metrics in ALARMS:
        yield answered(
            subject,
            lambda subject=subject, metrics=metrics: _checked(  # type: ignore[misc]
                subject, metrics, _described(aws, names), topic
            ),
        )


def _described(aws: Aws, names: Sequence[str]) -> list[Mapping[str, Any]]:
    if not names:
        return []
    answer = aws.call("cloudwatch", "describe_alarms", AlarmNames=list(names[:MOST_NAMES]))
    return list(answer.get("MetricAlarms", ()))


def _checked(
    subject: Subject, metrics: frozenset[str], alarms: Sequence[Mapping[str, Any]], topic: str
) -> CheckItem:
    found = [each for each in alarms if metrics & metrics_of(each)]
    if not found:
        return subject.absent()
    lacking = []
    for alarm in found:
        name = alarm["AlarmName"]
        if not alarm.get("ActionsEnabled"):
            lacking.append(Text(f"{name} is switched off.", f"{name} は無効です。"))
        if not topic or topic not in alarm.get("AlarmActions", ()):
            lacking.append(
                Text(f"{name} does not tell the topic.", f"{name} はトピックに通知しません。")
            )
    evidence: dict[str, object] = {
        "alarms": [
            picked(
                each,
                "AlarmName",
                "StateValue",
                "ActionsEnabled",
                "AlarmActions",
                "Threshold",
                "ComparisonOperator",
                "Period",
                "EvaluationPeriods",
                "DatapointsToAlarm",
                "TreatMissingData",
                "MetricName",
                "Namespace",
                "Dimensions",
            )
            for each in found
        ]
    }
    shown = ", ".join(f"{each['AlarmName']} {each.get('StateValue', '')}" for each in found)
    return subject.judged(lacking, Text(shown, shown), evidence)


def metrics_of(alarm: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of the metrics that an alarm looks at."""
    names = {alarm.get("MetricName", "")}
    for query in alarm.get("Metrics", ()):
        names.add(query.get("MetricStat", {}).get("Metric", {}).get("MetricName", ""))
    return frozenset(names - {""})
