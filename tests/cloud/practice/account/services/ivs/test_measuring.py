from collections.abc import Callable
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends

from cloud.practice.account.services.ivs.books import ingest_name
from cloud.practice.account.services.ivs.measuring import (
    MOST_CAUGHT_UP,
    coarse_points,
    due,
    fine_points,
)
from cloud.practice.accountmessages import ACCOUNT_ID
from tests.cloud.practice.account.ingests import FakeIngest, live_status

ARN = "arn:aws:ivs:ap-northeast-1:123456789012:channel/AbC"


def names(points: Any) -> set[tuple[str, tuple[str, ...]]]:
    return {(p["MetricName"], tuple(d["Value"] for d in p["Dimensions"])) for p in points}


def test_points_come_at_the_ends_of_periods() -> None:
    assert list(due(100.0, 104.9, 5)) == []
    assert list(due(104.9, 110.0, 5)) == [105, 110]


def test_a_clock_put_far_forward_makes_no_flood() -> None:
    assert len(list(due(0.0, 1e6, 5))) == MOST_CAUGHT_UP


def test_the_channel_is_the_last_part_of_its_arn_and_some_have_none() -> None:
    points = list(fine_points(ARN, live_status().measurements, 100))

    assert names(points) == {
        ("IngestBitrate", ("AbC",)),
        ("IngestBitrate", ()),
        ("IngestFramerate", ("AbC",)),
        ("IngestFramerate", ()),
        ("IngestVideoBitrate", ("AbC",)),
        ("IngestAudioBitrate", ("AbC",)),
        ("KeyframeInterval", ("AbC",)),
    }
    assert {point["StorageResolution"] for point in points} == {1}
    assert {p["Value"] for p in points if p["MetricName"] == "IngestBitrate"} == {3_160_000.0}


def test_a_live_channel_without_viewers_has_zero_views() -> None:
    points = list(coarse_points({ARN: live_status()}, 60))
    views = [p for p in points if p["MetricName"] == "ConcurrentViews"]

    assert [point["Value"] for point in views] == [0.0, 0.0]
    assert ("ConcurrentStreams", ("HEALTHY",)) in names(points)
    assert ("LiveInputTime", ("AbC",)) in names(points)


def test_what_is_live_is_measured_and_what_is_not_has_no_data(
    ivs: Any, ingest: FakeIngest, elapse: Callable[[float], None]
) -> None:
    arns = [ivs.create_channel()["channel"]["arn"] for _ in range(2)]
    ingest.go_live(ingest_name(arns[0]), viewers=4)
    elapse(61)
    kept: Any = cloudwatch_backends[ACCOUNT_ID]["ap-northeast-1"].metric_data

    def values(arn: str, name: str) -> list[float]:
        channel = arn.rpartition("/")[2]
        return [
            point.value
            for point in kept
            if point.name == name and [each.value for each in point.dimensions] == [channel]
        ]

    assert values(arns[0], "IngestFramerate") == [30.0] * 12
    assert values(arns[0], "ConcurrentViews") == [4.0]
    assert values(arns[1], "ConcurrentViews") == []
