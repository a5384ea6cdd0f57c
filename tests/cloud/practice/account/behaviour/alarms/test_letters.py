import json

from cloud.practice.account.behaviour.alarms.letters import letter

TOLD = {
    "AlarmName": "LiveStreaming-Quality",
    "AlarmDescription": "映像のフレームレートが低下しました",
    "AWSAccountId": "123456789012",
    "NewStateValue": "ALARM",
    "NewStateReason": "Threshold Crossed: 2 datapoints were less than the threshold (20.0).",
    "StateChangeTime": "2026-11-21T12:00:00.000+0000",
    "Region": "Asia Pacific (Tokyo)",
    "AlarmArn": "arn:aws:cloudwatch:ap-northeast-1:123456789012:alarm:LiveStreaming-Quality",
    "OldStateValue": "OK",
}
TRIGGER = {
    "MetricName": "IngestFramerate",
    "Namespace": "AWS/IVS",
    "Dimensions": [{"name": "Channel", "value": "abc"}],
    "ComparisonOperator": "LessThanThreshold",
    "Threshold": 20.0,
    "EvaluationPeriods": 2,
    "DatapointsToAlarm": 2,
    "Period": 60,
}


def test_a_mail_says_in_words_what_an_alarm_tells() -> None:
    text = letter(json.dumps(TOLD | {"Trigger": TRIGGER}))

    assert text.startswith('The alarm "LiveStreaming-Quality" in Asia Pacific (Tokyo) has entered')
    assert "- Description: 映像のフレームレートが低下しました" in text
    assert "- State change: OK -> ALARM" in text
    assert "- Metric: AWS/IVS IngestFramerate (Channel abc)" in text
    assert "- Threshold: LessThanThreshold 20, 2 of 2 periods of 60 s" in text


def test_an_alarm_without_a_metric_of_its_own_needs_no_trigger() -> None:
    text = letter(json.dumps(TOLD | {"AlarmRule": "ALARM(a) OR ALARM(b)"}))

    assert "- Alarm: arn:aws:cloudwatch" in text
    assert "Metric" not in text


def test_any_other_message_stays_as_it_is() -> None:
    for message in ("late", '{"AlarmName": "half"}', "[1]", "12"):
        assert letter(message) == message
