"""Alarms that change by the account's clock, and what they set off."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.cloud.practice.account.behaviour.living import Living, letters, make_queue

PLAIN: dict[str, Any] = {
    "Namespace": "Show",
    "MetricName": "Viewers",
    "Statistic": "Maximum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 10.0,
    "ComparisonOperator": "GreaterThanThreshold",
    "TreatMissingData": "notBreaching",
}


@pytest.fixture
def told(account: Living) -> tuple[str, str]:
    """A topic, and the queue that hears it."""
    topic = account.client("sns").create_topic(Name="t")["TopicArn"]
    queue, arn = make_queue(account, "told")
    account.client("sns").subscribe(
        TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "true"}
    )
    return str(topic), queue


def alarm(account: Living, name: str = "a", **more: Any) -> None:
    account.client("cloudwatch").put_metric_alarm(AlarmName=name, **{**PLAIN, **more})


def put(account: Living, value: float, name: str = "Viewers") -> None:
    now = datetime.fromtimestamp(account.context.clock.now_s(), UTC)
    datum = {"MetricName": name, "Value": value, "Timestamp": now}
    account.client("cloudwatch").put_metric_data(Namespace="Show", MetricData=[datum])


def state(account: Living, name: str = "a") -> str:
    kinds = ["MetricAlarm", "CompositeAlarm"]
    found = account.client("cloudwatch").describe_alarms(AlarmNames=[name], AlarmTypes=kinds)
    both = found["MetricAlarms"] + found["CompositeAlarms"]
    return str(both[0]["StateValue"])


def test_each_change_reaches_its_own_topic_once(account: Living, told: tuple[str, str]) -> None:
    topic, queue = told
    alarm(account, AlarmActions=[topic], OKActions=[topic], InsufficientDataActions=[topic])

    account.advance(60)
    for _ in range(3):
        put(account, 50)
        account.advance(60)
    account.advance(240)

    states = [each["NewStateValue"] for each in letters(account, queue)]
    assert states == ["OK", "ALARM", "OK"]


def test_an_alarm_without_actions_changes_in_silence(
    account: Living, told: tuple[str, str]
) -> None:
    topic, queue = told
    alarm(account, AlarmActions=[topic], ActionsEnabled=False)
    put(account, 50)
    account.advance(60)

    assert state(account) == "ALARM"
    assert letters(account, queue) == []


def test_a_short_alarm_goes_off_within_seconds(account: Living) -> None:
    alarm(account, Period=10)
    now = datetime.fromtimestamp(account.context.clock.now_s(), UTC)
    datum = {"MetricName": "Viewers", "Value": 50.0, "Timestamp": now, "StorageResolution": 1}
    account.client("cloudwatch").put_metric_data(Namespace="Show", MetricData=[datum])
    account.advance(10)

    assert state(account) == "ALARM"


def test_an_alarm_may_compare_what_is_calculated(account: Living) -> None:
    metric = {"Namespace": "Show", "MetricName": "Viewers"}
    alarm_of_math = {
        name: value
        for name, value in PLAIN.items()
        if name not in ("Namespace", "MetricName", "Statistic", "Period")
    }
    account.client("cloudwatch").put_metric_alarm(
        AlarmName="a",
        Metrics=[
            {
                "Id": "v",
                "ReturnData": False,
                "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Average"},
            },
            {"Id": "drop", "Expression": "IF(v-DIFF(v)>=20, -100*DIFF(v)/(v-DIFF(v)), 0)"},
        ],
        **{**alarm_of_math, "Threshold": 50.0},
    )
    for viewers in (100, 90, 30):
        assert state(account) != "ALARM"
        put(account, viewers)
        account.advance(60)

    assert state(account) == "ALARM"


def test_a_composite_alarm_follows_others_and_can_be_held_back(
    account: Living, told: tuple[str, str]
) -> None:
    topic, queue = told
    alarm(account, "low")
    alarm(account, "maintenance", MetricName="Work")
    account.client("cloudwatch").put_composite_alarm(
        AlarmName="both",
        AlarmRule="ALARM(low)",
        AlarmActions=[topic],
        ActionsSuppressor="maintenance",
        ActionsSuppressorWaitPeriod=60,
        ActionsSuppressorExtensionPeriod=60,
    )
    put(account, 50, "Work")
    account.advance(60)
    put(account, 50)
    put(account, 50, "Work")
    account.advance(60)
    assert state(account, "both") == "ALARM"
    assert letters(account, queue) == []

    account.advance(300)
    assert state(account, "both") == "OK"
    put(account, 50)
    account.advance(60)
    (told_now,) = letters(account, queue)
    assert (told_now["AlarmName"], told_now["AlarmRule"]) == ("both", "ALARM(low)")


def test_event_rules_hear_of_a_change(account: Living) -> None:
    queue, arn = make_queue(account, "events")
    pattern = {"source": ["aws.cloudwatch"], "detail": {"state": {"value": ["ALARM"]}}}
    account.client("events").put_rule(Name="r", EventPattern=json.dumps(pattern))
    account.client("events").put_targets(Rule="r", Targets=[{"Id": "1", "Arn": arn}])
    alarm(account)
    put(account, 50)
    account.advance(60)

    (event,) = letters(account, queue)
    assert event["detail-type"] == "CloudWatch Alarm State Change"
    assert event["detail"]["previousState"]["value"] == "OK"


def test_an_action_that_fails_is_in_the_history(account: Living) -> None:
    alarm(account, AlarmActions=["arn:aws:sns:ap-northeast-1:123456789012:gone"])
    put(account, 50)
    account.advance(60)

    history = account.client("cloudwatch").describe_alarm_history(HistoryItemType="Action")
    (item,) = history["AlarmHistoryItems"]
    assert item["HistorySummary"].startswith("Failed to execute action")
