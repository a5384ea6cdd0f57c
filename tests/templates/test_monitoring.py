"""What the monitoring template mends of the document's faults; a test is named after each.

Faults of the recorder and its rows have theirs in `tests/cloud/functions/recorder/`. Those with the
numbers 4, 11, 14 to 18 and 20 to 28 are faults of reports alone, as are parts of 2, 5 and 29.
"""

import json
from typing import Any

import pytest

from cloud.patterns.catalogue import pattern

THREE = ("Sessions", "Samples", "Rollups")
OF_THE_DOCUMENT = ("ViewerDropAlarm", "QualityAlarm", "ChatFloodAlarm")


@pytest.fixture(scope="module")
def resources() -> dict[str, Any]:
    found: dict[str, Any] = pattern("monitoring").document["Resources"]
    return found


def properties(resources: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = resources[name]["Properties"]
    return found


def of_type(resources: dict[str, Any], kind: str) -> list[str]:
    return [name for name, each in resources.items() if each["Type"] == kind]


def dashboard(resources: dict[str, Any], *, is_ivs: bool = True) -> dict[str, Any]:
    """The dashboard's body as CloudWatch gets it."""
    body, names = properties(resources, "Dashboard")["DashboardBody"]["Fn::Sub"]
    for name in ("FrameRate", "Source", "SourceTitle"):
        value: Any = names[name]["Fn::If"][1 if is_ivs else 2]
        if isinstance(value, dict):
            value = value["Fn::Sub"]
        body = body.replace(f"${{{name}}}", value[0] if isinstance(value, list) else value)
    for name in ("Channel", "Id", "MediaLiveChannel"):
        body = body.replace(f"${{{name}}}", "abc")
    body = body.replace("${AWS::Region}", "us-east-1").replace("${ChatMessagesPerMinute}", "100")
    found: dict[str, Any] = json.loads(body)
    return found


def shown(board: dict[str, Any]) -> dict[str, list[Any]]:
    """Every metric on a dashboard by its name."""
    widgets = board["widgets"]
    return {row[1]: row for each in widgets for row in each["properties"]["metrics"]}


def test_defect_01_both_tables_find_a_channel(resources: dict[str, Any]) -> None:
    for name, ranged in (("Sessions", "timestamp"), ("Samples", "metricTimestamp")):
        (index,) = properties(resources, name)["GlobalSecondaryIndexes"]
        assert index["IndexName"] == "ChannelIdIndex"
        assert [key["AttributeName"] for key in index["KeySchema"]] == ["channelId", ranged]


def test_defect_30_somebody_calls_the_recorder(resources: dict[str, Any]) -> None:
    callers = {
        "IvsEvents": "IvsEventsMayCall",
        "MediaLiveEvents": "MediaLiveEventsMayCall",
    }
    for rule, permission in callers.items():
        (target,) = properties(resources, rule)["Targets"]
        assert target["Arn"] == {"Fn::GetAtt": ["Recorder", "Arn"]}
        assert target["DeadLetterConfig"]["Arn"] == {"Fn::GetAtt": ["DeadLetters", "Arn"]}
        assert target["RetryPolicy"]["MaximumRetryAttempts"] > 0
        source = properties(resources, permission)["SourceArn"]
        assert source == {"Fn::GetAtt": [rule, "Arn"]}
    schedule = properties(resources, "Reconciliation")["Target"]
    assert json.loads(schedule["Input"]) == {"task": "reconcile"}
    assert "DeadLetterConfig" in properties(resources, "Recorder")


@pytest.mark.parametrize("is_ivs", [True, False])
def test_defect_32_every_metric_on_the_dashboard_has_its_dimension(
    resources: dict[str, Any], is_ivs: bool
) -> None:
    board = dashboard(resources, is_ivs=is_ivs)

    for row in shown(board).values():
        assert len(row) >= 4
        assert row[3] == "abc"


def test_the_dashboard_shows_what_the_document_wants(resources: dict[str, Any]) -> None:
    board = dashboard(resources)

    assert set(shown(board)) == {
        "CurrentViewers", "StreamBitrate", "IngestFramerate", "KeyframeInterval", "ChatActivity",
        "StreamsStarted", "StreamsEnded", "StreamDuration",
    }  # fmt: skip
    starts = [each["properties"].get("start") for each in board["widgets"]]
    assert starts == ["-PT3H", "-PT24H", None, None, "-PT6H", None]
    (variable,) = board["variables"]
    assert variable["pattern"] == "abc"


def test_defect_33_magnitudes_have_axes_of_their_own(resources: dict[str, Any]) -> None:
    rows = shown(dashboard(resources))

    assert rows["StreamBitrate"][-1]["yAxis"] == "left"
    assert rows["IngestFramerate"][-1]["yAxis"] == "right"
    (keyframes,) = [
        each["properties"]["metrics"]
        for each in dashboard(resources)["widgets"]
        if each["properties"]["metrics"][0][1] == "KeyframeInterval"
    ]
    assert len(keyframes) == 1


def test_defect_34_what_ivs_measures_is_not_measured_again(resources: dict[str, Any]) -> None:
    rows = shown(dashboard(resources))

    assert rows["IngestFramerate"][0] == rows["KeyframeInterval"][0] == "AWS/IVS"
    assert properties(resources, "QualityAlarm")["Namespace"] == {
        "Fn::If": ["IsIvs", "AWS/IVS", "AWS/MediaLive"]
    }


def test_defect_35_a_metric_of_ivs_is_of_the_channel(resources: dict[str, Any]) -> None:
    rows = shown(dashboard(resources))

    assert rows["IngestFramerate"][2] == rows["KeyframeInterval"][2] == "Channel"
    (dimension,) = properties(resources, "QualityAlarm")["Dimensions"]["Fn::If"][1]
    assert dimension["Name"] == "Channel"
    assert dimension["Value"] == {"Fn::Select": [1, {"Fn::Split": ["/", {"Ref": "ChannelArn"}]}]}


def test_defect_36_the_end_of_a_stream_is_no_drop(resources: dict[str, Any]) -> None:
    alarm = properties(resources, "ViewerDropAlarm")

    assert alarm["MetricName"] == "ViewerDropPercent"
    assert alarm["TreatMissingData"] == "notBreaching"
    assert pattern("monitoring").parameter("ViewerDropPercent").default == "50"  # type: ignore[union-attr]


def test_defect_37_quality_needs_two_bad_minutes_below_two_thirds(
    resources: dict[str, Any],
) -> None:
    alarm = properties(resources, "QualityAlarm")
    rates = pattern("monitoring").document["Mappings"]["LeastFrameRate"]

    assert (alarm["EvaluationPeriods"], alarm["DatapointsToAlarm"], alarm["Period"]) == (2, 2, 60)
    assert alarm["TreatMissingData"] == "notBreaching"
    for rate, least in rates.items():
        assert least["Fps"] == pytest.approx(0.67 * float(rate), abs=0.3)
    assert "StarvationAlarm" in resources


def test_defect_38_a_rate_is_not_summed(resources: dict[str, Any]) -> None:
    alarm = properties(resources, "ChatFloodAlarm")

    assert (alarm["Statistic"], alarm["Period"]) == ("Average", 60)
    assert (alarm["DatapointsToAlarm"], alarm["EvaluationPeriods"]) == (3, 5)
    assert pattern("monitoring").parameter("ChatMessagesPerMinute").default == "100"  # type: ignore[union-attr]


def test_defect_39_what_watches_is_watched(resources: dict[str, Any]) -> None:
    alarms = of_type(resources, "AWS::CloudWatch::Alarm")

    watched = {properties(resources, name)["MetricName"] for name in alarms if name not in
               OF_THE_DOCUMENT}  # fmt: skip
    assert watched == {"Starving", "Errors", "Throttles", "ApproximateNumberOfMessagesVisible"}
    assert of_type(resources, "AWS::Budgets::Budget")


def test_every_alarm_reaches_the_topic(resources: dict[str, Any]) -> None:
    for name in of_type(resources, "AWS::CloudWatch::Alarm"):
        assert properties(resources, name)["AlarmActions"] == [{"Ref": "Alerts"}]


def test_defect_40_slack_is_told_in_a_way_it_understands(resources: dict[str, Any]) -> None:
    slack = properties(resources, "AlertsInSlack")

    assert slack["SnsTopicArns"] == [{"Ref": "Alerts"}]
    protocols = [
        properties(resources, name)["Protocol"]
        for name in of_type(resources, "AWS::SNS::Subscription")
    ]
    assert "email" in protocols


@pytest.mark.parametrize("name", THREE)
def test_defect_41_rows_end_come_back_and_are_not_written_twice_as_a_whole(
    resources: dict[str, Any], name: str
) -> None:
    table = properties(resources, name)

    assert table["TimeToLiveSpecification"] == {"AttributeName": "expiresAt", "Enabled": True}
    assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert table["SSESpecification"]["SSEEnabled"] is True
    assert resources[name]["DeletionPolicy"] == "RetainExceptOnCreate"
    for index in table.get("GlobalSecondaryIndexes", []):
        assert index["Projection"]["ProjectionType"] == "INCLUDE"


def test_the_topic_takes_alarms_of_this_account_only(resources: dict[str, Any]) -> None:
    allow, _ = properties(resources, "AlertsPolicy")["PolicyDocument"]["Statement"]

    assert allow["Principal"]["Service"] == ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"]
    condition = allow["Condition"]["StringEquals"]
    assert condition == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    assert properties(resources, "Alerts")["KmsMasterKeyId"] == {"Ref": "AlertsKey"}
    assert properties(resources, "Alerts")["DisplayName"] == "ライブ配信アラート"


def test_the_recorder_may_do_no_more_than_it_does(resources: dict[str, Any]) -> None:
    (policy,) = properties(resources, "RecorderRole")["Policies"]

    for statement in policy["PolicyDocument"]["Statement"]:
        actions = statement["Action"]
        assert "*" not in json.dumps(actions)
        if statement["Resource"] == "*":
            assert actions == "cloudwatch:PutMetricData"
            assert len(statement["Condition"]["StringEquals"]["cloudwatch:namespace"]) == 3
