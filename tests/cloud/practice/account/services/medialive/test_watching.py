from collections.abc import Callable
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends

from cloud.practice.account.services.medialive.inputs import endpoint_name
from cloud.practice.account.services.medialive.watching import is_received, points_of
from cloud.practice.accountmessages import ACCOUNT_ID
from tests.cloud.practice.account.ingests import FakeIngest, ended, live_status


def running(medialive: Any, elapse: Callable[[float], None]) -> tuple[str, str]:
    """Return the ids of a channel that runs and of its input."""
    destinations = [{"StreamName": "show/a"}, {"StreamName": "show/b"}]
    made = medialive.create_input(Name="in", Type="RTMP_PUSH", Destinations=destinations)
    input_id = made["Input"]["Id"]
    attachment = {"InputId": input_id, "InputAttachmentName": "main"}
    channel = medialive.create_channel(Name="show", InputAttachments=[attachment])
    channel_id = channel["Channel"]["Id"]
    elapse(2)
    medialive.start_channel(ChannelId=channel_id)
    elapse(4)
    return channel_id, input_id


def test_an_alert_stands_for_each_pipeline_to_which_nothing_is_sent(
    medialive: Any, ingest: FakeIngest, elapse: Callable[[float], None]
) -> None:
    channel_id, input_id = running(medialive, elapse)
    before = medialive.list_alerts(ChannelId=channel_id)["Alerts"]
    ingest.go_live(endpoint_name(input_id, 0))
    elapse(1)
    after = medialive.list_alerts(ChannelId=channel_id)["Alerts"]

    assert {(each["PipelineId"], each["State"]) for each in before} == {("0", "SET"), ("1", "SET")}
    assert {(each["PipelineId"], each["State"]) for each in after} == {
        ("0", "CLEARED"),
        ("1", "SET"),
    }


def test_alerts_end_with_the_run(medialive: Any, elapse: Callable[[float], None]) -> None:
    channel_id, _ = running(medialive, elapse)
    medialive.stop_channel(ChannelId=channel_id)
    elapse(1)

    alerts = medialive.list_alerts(ChannelId=channel_id)["Alerts"]
    assert {each["State"] for each in alerts} == {"CLEARED"}


def test_the_metrics_are_those_of_what_arrives(
    medialive: Any, ingest: FakeIngest, elapse: Callable[[float], None]
) -> None:
    channel_id, input_id = running(medialive, elapse)
    ingest.go_live(endpoint_name(input_id, 0))
    elapse(10)
    kept: Any = cloudwatch_backends[ACCOUNT_ID]["ap-northeast-1"].metric_data
    rates = {
        tuple(each.value for each in point.dimensions): point.value
        for point in kept
        if point.name == "InputVideoFrameRate"
    }

    assert rates == {(channel_id, "0"): 30.0, (channel_id, "1"): 0.0}


def test_a_pipeline_without_input_loses_all_its_time() -> None:
    points = {each["MetricName"]: each["Value"] for each in points_of("1", 0, None, 100)}

    assert points["InputLossSeconds"] == 10.0
    assert points["FillMsec"] == 10_000.0
    assert points["ActiveAlerts"] == 1.0
    assert points["NetworkIn"] == 0.0


def test_a_publisher_who_has_gone_sends_nothing() -> None:
    assert is_received(live_status())
    assert not is_received(ended(live_status()))
    assert not is_received(None)
