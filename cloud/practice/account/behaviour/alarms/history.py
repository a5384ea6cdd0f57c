"""What happened to alarms, for DescribeAlarmHistory; also to those that were deleted."""

import json
from collections import deque
from collections.abc import Mapping
from typing import Any

from cloud.practice.account.behaviour.metrics.metricpages import moment
from cloud.practice.account.behaviour.metrics.metricrequests import seconds
from cloud.practice.account.behaviour.regions import beside

MOST_KEPT = 2_000
MOST_SHOWN = 100

Item = dict[str, Any]


def history_of(backend: Any) -> deque[Item]:
    """Return the items of a region, the oldest first."""
    return beside(backend, "livedesk_alarm_history", lambda: deque(maxlen=MOST_KEPT))


def note(
    backend: Any, alarm: Any, kind: str, summary: str, content: Mapping[str, Any], at_s: float
) -> None:
    """Add an item; `kind` is StateUpdate, Action or ConfigurationUpdate."""
    history_of(backend).append(
        {
            "AlarmName": alarm.name,
            "AlarmType": "CompositeAlarm" if alarm.rule else "MetricAlarm",
            "Timestamp": moment(at_s),
            "HistoryItemType": kind,
            "HistorySummary": summary,
            "HistoryData": json.dumps(content),
        }
    )


def shown(backend: Any, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the page that a DescribeAlarmHistory asks for."""
    found = [item for item in history_of(backend) if _is_asked(item, asked)]
    if asked.get("ScanBy") != "TimestampAscending":
        found.reverse()
    first = int(asked.get("NextToken") or 0)
    last = first + min(int(asked.get("MaxRecords") or MOST_SHOWN), MOST_SHOWN)
    answer: dict[str, Any] = {"AlarmHistoryItems": found[first:last]}
    if last < len(found):
        answer["NextToken"] = str(last)
    return answer


def _is_asked(item: Item, asked: Mapping[str, Any]) -> bool:
    kinds = asked.get("AlarmTypes") or ["MetricAlarm"]
    at_s = seconds(item["Timestamp"])
    return (
        asked.get("AlarmName") in (None, item["AlarmName"])
        and (item["AlarmType"] in kinds or bool(asked.get("AlarmName")))
        and asked.get("HistoryItemType") in (None, item["HistoryItemType"])
        and (not asked.get("StartDate") or at_s >= seconds(asked["StartDate"]))
        and (not asked.get("EndDate") or at_s <= seconds(asked["EndDate"]))
    )
