"""The metrics of Amazon IVS, from what the practice ingest measures.

High-resolution ones every 5 s, the others once a minute; nothing while a channel is offline. The
value of `Channel` is the last part of its ARN.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends

from cloud.practice.accountmessages import ACCOUNT_ID
from cloud.practice.messages import ChannelStatus, Measurements

FINE_S = 5
COARSE_S = 60
MOST_CAUGHT_UP = 24
"""So many points are made at most when the clock was put forward."""

Datum = dict[str, Any]


class Measuring:
    """Writes the points of one account; call it about every second."""

    def __init__(self) -> None:
        self._last_s: dict[str, float] = {}

    def measure(self, region: str, live: Mapping[str, ChannelStatus | None], now_s: float) -> None:
        """Write what is due; `live`: by ARN, what arrives on the channels that are live."""
        last_s = self._last_s.get(region, now_s)
        self._last_s[region] = now_s
        seen = {arn: status for arn, status in live.items() if status is not None}
        if not seen:
            return
        points: list[Datum] = []
        for at_s in due(last_s, now_s, FINE_S):
            for arn, status in seen.items():
                points += fine_points(arn, status.measurements, at_s)
        for at_s in due(last_s, now_s, COARSE_S):
            points += coarse_points(seen, at_s - COARSE_S)
        if points:
            cloudwatch_backends[ACCOUNT_ID][region].put_metric_data("AWS/IVS", points)


def due(last_s: float, now_s: float, period_s: int) -> Iterator[int]:
    """Yield the ends of periods that came after `last_s`, up to `now_s`."""
    first, end = int(last_s // period_s) + 1, int(now_s // period_s) + 1
    for number in range(max(first, end - MOST_CAUGHT_UP), end):
        yield number * period_s


def fine_points(arn: str, measured: Measurements, at_s: int) -> Iterator[Datum]:
    """Yield the points of one channel."""
    second = measured.last_second
    channel = {"Channel": arn.rpartition("/")[2]}
    total_bps = second.video_bitrate_bps + second.audio_bitrate_bps
    for dimensions in (channel, {}):
        yield _fine("IngestBitrate", total_bps, "Bits/Second", at_s, dimensions)
        yield _fine("IngestFramerate", second.frame_rate, "Count/Second", at_s, dimensions)
    for name, value in (
        ("IngestVideoBitrate", second.video_bitrate_bps),
        ("IngestAudioBitrate", second.audio_bitrate_bps),
    ):
        yield _fine(name, value, "Bits/Second", at_s, channel)
    if measured.keyframe_interval_s:
        interval_s = measured.keyframe_interval_s
        yield _fine("KeyframeInterval", interval_s, "Seconds", at_s, channel)


def coarse_points(live: Mapping[str, ChannelStatus], at_s: int) -> Iterator[Datum]:
    """Yield the points of all live channels for the minute that begins at `at_s`."""
    healths = Counter(status.health.value for status in live.values())
    yield _point("ConcurrentStreams", len(live), "Count", at_s, {})
    for health, count in healths.items():
        yield _point("ConcurrentStreams", count, "Count", at_s, {"Health": health})
    yield _point("ConcurrentViews", sum(each.viewers for each in live.values()), "Count", at_s, {})
    for arn, status in live.items():
        channel = {"Channel": arn.rpartition("/")[2]}
        yield _point("ConcurrentViews", status.viewers, "Count", at_s, channel)
        for dimensions in (channel, {}):
            watched_s = status.viewers * COARSE_S
            yield _point("LiveDeliveredTime", watched_s, "Seconds", at_s, dimensions)
            yield _point("LiveInputTime", COARSE_S, "Seconds", at_s, dimensions)


def _fine(name: str, value: float, unit: str, at_s: int, dimensions: Mapping[str, str]) -> Datum:
    return {**_point(name, value, unit, at_s, dimensions), "StorageResolution": 1}


def _point(name: str, value: float, unit: str, at_s: int, dimensions: Mapping[str, str]) -> Datum:
    return {
        "MetricName": name,
        "Value": float(value),
        "Unit": unit,
        "Timestamp": datetime.fromtimestamp(at_s, UTC),
        "Dimensions": [{"Name": key, "Value": each} for key, each in dimensions.items()],
    }
