"""CloudWatch's calls about metrics, over the wire."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cloud.practice.account.behaviour.metrics.metricservice import metrics_of
from tests.cloud.practice.account.behaviour.living import REGION, Living

CHANNEL = [{"Name": "Channel", "Value": "c"}]


@pytest.fixture
def now(account: Living) -> datetime:
    return datetime.fromtimestamp(account.context.clock.now_s(), UTC)


@pytest.fixture
def cloudwatch(account: Living, now: datetime) -> Any:
    client = account.client("cloudwatch")
    client.put_metric_data(
        Namespace="N",
        MetricData=[
            {
                "MetricName": "Viewers",
                "Dimensions": CHANNEL,
                "Value": float(minute),
                "Timestamp": now - timedelta(minutes=minute),
                "Unit": "Count",
            }
            for minute in range(5)
        ],
    )
    return client


def get(client: Any, now: datetime, *queries: dict[str, Any], **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = client.get_metric_data(
        StartTime=now - timedelta(minutes=5),
        EndTime=now + timedelta(minutes=1),
        MetricDataQueries=queries,
        **more,
    )
    return found


def stat(id: str, name: str = "Average", **metric: Any) -> dict[str, Any]:
    whole = {"Namespace": "N", "MetricName": "Viewers", "Dimensions": CHANNEL, **metric}
    return {"Id": id, "MetricStat": {"Metric": whole, "Period": 60, "Stat": name}}


def test_data_come_back_the_newest_first(cloudwatch: Any, now: datetime) -> None:
    (found,) = get(cloudwatch, now, stat("m1"))["MetricDataResults"]

    assert (found["Id"], found["Label"], found["StatusCode"]) == ("m1", "Viewers", "Complete")
    assert found["Values"] == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert found["Timestamps"][0] == now


def test_without_its_dimensions_a_metric_is_another_one(cloudwatch: Any, now: datetime) -> None:
    (found,) = get(cloudwatch, now, stat("m1", Dimensions=[]))["MetricDataResults"]

    assert found["Values"] == []


def test_math_and_percentiles_are_answered(cloudwatch: Any, now: datetime) -> None:
    queries = [
        {**stat("m1", "p99"), "ReturnData": False},
        {"Id": "e1", "Expression": "FILL(m1, 0) * 10", "Label": "tenfold"},
    ]
    (found,) = get(cloudwatch, now, *queries, ScanBy="TimestampAscending")["MetricDataResults"]

    assert (found["Label"], found["Values"]) == ("tenfold", [0.0, 40.0, 30.0, 20.0, 10.0, 0.0])


def test_pages_are_followed(cloudwatch: Any, now: datetime) -> None:
    pages = cloudwatch.get_paginator("get_metric_data").paginate(
        StartTime=now - timedelta(minutes=5),
        EndTime=now + timedelta(minutes=1),
        MetricDataQueries=[stat("m1")],
        PaginationConfig={"PageSize": 2},
    )

    assert [each["MetricDataResults"][0]["Values"] for each in pages] == [
        [0.0, 1.0],
        [2.0, 3.0],
        [4.0],
    ]


@pytest.mark.parametrize(
    "query",
    [
        {"Id": "e1", "Expression": "m9 * 2"},
        {"Id": "e1", "Expression": "1 +"},
        {"Id": "E1", "Expression": "1"},
        stat("m1", "Mean"),
    ],
)
def test_what_can_not_be_asked_is_refused(
    cloudwatch: Any, now: datetime, query: dict[str, Any]
) -> None:
    with pytest.raises(ClientError) as caught:
        get(cloudwatch, now, query)

    assert caught.value.response["Error"]["Code"] in ("ValidationError", "InvalidParameterValue")


def test_statistics_are_answered_too(cloudwatch: Any, now: datetime) -> None:
    found = cloudwatch.get_metric_statistics(
        Namespace="N",
        MetricName="Viewers",
        Dimensions=CHANNEL,
        StartTime=now - timedelta(minutes=4),
        EndTime=now + timedelta(minutes=1),
        Period=300,
        Statistics=["Sum", "Maximum"],
        ExtendedStatistics=["p50"],
    )
    points = sorted(found["Datapoints"], key=lambda each: each["Timestamp"])

    assert sum(each["Sum"] for each in points) == 10.0
    assert points[-1]["Unit"] == "Count"
    assert "p50" in points[-1]["ExtendedStatistics"]


def test_too_many_points_at_once_are_refused(cloudwatch: Any, now: datetime) -> None:
    with pytest.raises(ClientError, match="1,440"):
        cloudwatch.get_metric_statistics(
            Namespace="N",
            MetricName="Viewers",
            StartTime=now - timedelta(days=2),
            EndTime=now,
            Period=60,
            Statistics=["Sum"],
        )


def test_metrics_are_listed_by_what_is_known_of_them(cloudwatch: Any) -> None:
    (listed,) = cloudwatch.list_metrics(Dimensions=[{"Name": "Channel"}])["Metrics"]

    assert listed == {"Namespace": "N", "MetricName": "Viewers", "Dimensions": CHANNEL}
    assert cloudwatch.list_metrics(Namespace="Other")["Metrics"] == []
    assert cloudwatch.list_metrics(MetricName="Viewers")["Metrics"] == [listed]


def test_what_moto_forgets_we_forget(account: Living, cloudwatch: Any) -> None:
    from moto.cloudwatch.models import cloudwatch_backends

    now_s = account.context.clock.now_s()
    assert len(metrics_of(REGION).keys(now_s)) == 1
    cloudwatch_backends["123456789012"][REGION].reset()

    assert metrics_of(REGION).keys(now_s) == []
