"""The way from a measurement to whoever must know, in one account."""

import json
from datetime import UTC, datetime
from typing import Any

from moto.cloudwatch.models import CloudWatchBackend

from cloud.practice.account.behaviour.liveliness import Liveliness
from tests.cloud.practice.account.behaviour.living import Listener, Living


def put(account: Living, name: str, value: float, **more: Any) -> None:
    now = datetime.fromtimestamp(account.context.clock.now_s(), UTC)
    datum = {"MetricName": name, "Value": value, "Timestamp": now, "Unit": "Count", **more}
    account.client("cloudwatch").put_metric_data(Namespace="Show", MetricData=[datum])


def alarm_on(account: Living, topic: str) -> None:
    account.client("cloudwatch").put_metric_alarm(
        AlarmName="crowded",
        Namespace="Show",
        MetricName="Viewers",
        Statistic="Maximum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=10,
        ComparisonOperator="GreaterThanThreshold",
        TreatMissingData="notBreaching",
        AlarmActions=[topic],
    )


def state(account: Living) -> str:
    (alarm,) = account.client("cloudwatch").describe_alarms()["MetricAlarms"]
    return str(alarm["StateValue"])


def test_a_measurement_sets_off_an_alarm_that_reaches_a_server_and_a_mailbox(
    account: Living, listener: Listener
) -> None:
    sns = account.client("sns")
    topic = sns.create_topic(Name="alerts")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="me@example.com")
    sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=listener.url)
    _, question = listener.next()
    sns.confirm_subscription(TopicArn=topic, Token=question["Token"])
    link = account.context.mails[0].text
    token = link.partition("Token=")[2].partition("&")[0]
    sns.confirm_subscription(TopicArn=topic, Token=token)
    alarm_on(account, topic)
    assert state(account) == "INSUFFICIENT_DATA"

    account.advance(60)
    assert state(account) == "OK"
    put(account, "Viewers", 50)
    account.advance(60)

    assert state(account) == "ALARM"
    headers, notification = listener.next()
    assert headers["x-amz-sns-message-type"] == "Notification"
    assert json.loads(notification["Message"])["NewStateValue"] == "ALARM"
    assert notification["Subject"] == 'ALARM: "crowded" in Asia Pacific (Tokyo)'
    mail = account.context.mails[-1]
    assert (mail.to, mail.subject) == ("me@example.com", notification["Subject"])

    history = account.client("cloudwatch").describe_alarm_history(AlarmName="crowded")
    kinds = [each["HistoryItemType"] for each in history["AlarmHistoryItems"]]
    assert kinds == ["Action", "StateUpdate", "StateUpdate", "ConfigurationUpdate"]


def test_an_account_that_ends_gives_moto_back_what_it_replaced(account: Living) -> None:
    replaced = CloudWatchBackend.put_metric_data
    account.context.close()

    assert CloudWatchBackend.put_metric_data is not replaced
    assert Liveliness.current is None
