"""What alarms tell."""

import json

from cloud.practice.account.behaviour.alarms.messages import (
    event_detail,
    notification,
    state_of,
    subject_of,
)
from tests.cloud.practice.account.behaviour.alarms.records import math_query, record, stat_query


def test_a_notification_has_the_alarm_and_its_trigger() -> None:
    content = json.loads(notification(record(), "OK", 0.0))

    assert (content["NewStateValue"], content["OldStateValue"]) == ("ALARM", "OK")
    assert content["StateChangeTime"] == "1970-01-01T00:00:00.000+0000"
    assert content["Trigger"]["Statistic"] == "AVERAGE"
    assert content["Trigger"]["Dimensions"] == [{"value": "c", "name": "Channel"}]
    assert subject_of(record()) == 'ALARM: "a" in Asia Pacific (Tokyo)'


def test_a_math_alarm_tells_its_metrics() -> None:
    alarm = record(metric_data_queries=[stat_query("m1", "x"), math_query("e1", "m1*2")])
    content = json.loads(notification(alarm, "OK", 0.0))

    stat, expression = content["Trigger"]["Metrics"]
    assert stat["MetricStat"]["Metric"]["MetricName"] == "x"
    assert (expression["Expression"], expression["ReturnData"]) == ("m1*2", True)


def test_a_composite_alarm_tells_its_rule() -> None:
    content = json.loads(notification(record(rule="ALARM(b)"), "OK", 0.0))

    assert content["AlarmRule"] == "ALARM(b)"
    assert "Trigger" not in content


def test_event_rules_get_both_states_and_the_configuration() -> None:
    detail = event_detail(record(), state_of(record(state_value="OK"), 0.0), 60.0)

    assert detail["state"] == {
        "value": "ALARM",
        "reason": "because",
        "reasonData": "{}",
        "timestamp": "1970-01-01T00:01:00.000+0000",
    }
    assert json.dumps(detail)
    assert "metrics" in detail["configuration"]  # type: ignore[operator]
