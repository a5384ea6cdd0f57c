"""Calls about alarms."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cloud.practice.account.behaviour.alarms.test_alarmwatch import alarm, put, state
from tests.cloud.practice.account.behaviour.living import Living


def refusal(of: Any, **asked: Any) -> str:
    with pytest.raises(ClientError) as caught:
        of(**asked)
    return str(caught.value.response["Error"]["Code"])


def test_a_new_alarm_knows_nothing_and_a_changed_one_keeps_its_state(account: Living) -> None:
    alarm(account)
    assert state(account) == "INSUFFICIENT_DATA"
    put(account, 50)
    account.advance(60)
    alarm(account, Threshold=1000.0)
    assert state(account) == "ALARM"

    put(account, 50)
    account.advance(60)
    assert state(account) == "OK"


def test_a_state_that_was_set_lasts_until_the_next_look(account: Living) -> None:
    cloudwatch = account.client("cloudwatch")
    alarm(account)
    account.advance(60)
    cloudwatch.set_alarm_state(AlarmName="a", StateValue="ALARM", StateReason="trying it")
    (shown,) = cloudwatch.describe_alarms(StateValue="ALARM")["MetricAlarms"]
    assert shown["StateReason"] == "trying it"

    account.advance(60)
    assert state(account) == "OK"


def test_what_can_not_be_set_is_refused(account: Living) -> None:
    cloudwatch = account.client("cloudwatch")
    alarm(account)

    set_state = cloudwatch.set_alarm_state
    assert refusal(set_state, AlarmName="b", StateValue="OK", StateReason="") == "ResourceNotFound"
    wrong = {"AlarmName": "a", "StateReason": ""}
    assert refusal(set_state, StateValue="FIRE", **wrong) == "ValidationError"
    assert refusal(set_state, StateValue="OK", StateReasonData="{", **wrong) == "InvalidFormat"
    assert refusal(cloudwatch.delete_alarms, AlarmNames=["b"]) == "ResourceNotFound"


def test_a_wrong_alarm_leaves_the_one_before(account: Living) -> None:
    alarm(account)
    put_alarm = account.client("cloudwatch").put_composite_alarm

    assert refusal(put_alarm, AlarmName="a", AlarmRule="FIRE(b)") == "ValidationError"
    assert state(account) == "INSUFFICIENT_DATA"
    assert refusal(put_alarm, AlarmName="new", AlarmRule="FIRE(b)") == "ValidationError"
    assert len(account.client("cloudwatch").describe_alarms()["MetricAlarms"]) == 1


def test_an_alarm_that_another_one_asks_for_stays(account: Living) -> None:
    cloudwatch = account.client("cloudwatch")
    alarm(account)
    cloudwatch.put_composite_alarm(AlarmName="both", AlarmRule="ALARM(a)")

    assert refusal(cloudwatch.delete_alarms, AlarmNames=["a"]) == "ValidationError"
    cloudwatch.delete_alarms(AlarmNames=["a", "both"])
    assert cloudwatch.describe_alarms()["MetricAlarms"] == []


def test_alarms_are_found_by_kind_prefix_and_action_and_come_in_pages(account: Living) -> None:
    cloudwatch = account.client("cloudwatch")
    topic = account.client("sns").create_topic(Name="t")["TopicArn"]
    for name in ("one", "two", "other"):
        alarm(account, name, AlarmActions=[topic] if name == "two" else [])
    cloudwatch.put_composite_alarm(AlarmName="both", AlarmRule="ALARM(one)")

    def names(**asked: Any) -> list[str]:
        found = cloudwatch.describe_alarms(**asked)
        return [
            each["AlarmName"] for kind in ("Metric", "Composite") for each in found[f"{kind}Alarms"]
        ]

    assert names() == ["one", "two", "other"]
    assert names(AlarmTypes=["CompositeAlarm"]) == ["both"]
    assert names(AlarmNamePrefix="o") == ["one", "other"]
    assert names(ActionPrefix="arn:aws:sns") == ["two"]
    first = cloudwatch.describe_alarms(MaxRecords=2)
    assert names(MaxRecords=2, NextToken=first["NextToken"]) == ["other"]
