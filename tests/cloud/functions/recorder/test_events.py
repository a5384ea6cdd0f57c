import pytest

from cloud.functions.recorder.events import (
    InvalidEvent,
    MetricsUpdate,
    StreamEnd,
    StreamStart,
    channel_of,
    own_event,
)
from tests.cloud.functions.recorder.told import CHANNEL, T0

START = {
    "eventType": "stream_start",
    "sessionId": "show-1",
    "channelId": CHANNEL,
    "timestamp": T0,
    "streamerUserId": "ann",
    "streamTitle": "Speedrun",
    "streamQuality": "1080p30",
}


def test_a_start_says_who_streams_what() -> None:
    event = own_event(START, T0)

    assert isinstance(event, StreamStart)
    assert (event.user, event.title, event.quality) == ("ann", "Speedrun", "1080p30")
    assert event.started_at_ms == event.at_ms == T0


def test_a_start_needs_no_more_than_its_ids() -> None:
    bare = {name: START[name] for name in ("eventType", "sessionId", "channelId")}

    event = own_event(bare, T0 + 5)

    assert isinstance(event, StreamStart)
    assert (event.title, event.quality, event.at_ms) == ("", "720p", T0 + 5)


def test_an_end_brings_the_totals_it_has() -> None:
    event = own_event(START | {"eventType": "stream_end", "duration": 61.5, "peakViewers": 7}, T0)

    assert isinstance(event, StreamEnd)
    assert (event.duration_s, event.peak_viewers, event.chat_messages) == (61.5, 7, None)


def test_an_update_brings_the_measures_it_has() -> None:
    event = own_event(START | {"eventType": "metrics_update", "frameRate": 30, "cpuUsage": 1.5}, T0)

    assert isinstance(event, MetricsUpdate)
    assert (event.frame_rate, event.cpu_percent, event.viewers) == (30, 1.5, None)


def test_an_event_without_an_id_gets_one_that_is_the_same_next_time() -> None:
    assert own_event(START, T0).event_id == own_event(START, T0 + 99).event_id


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"eventType": "stream_pause"}, "unknown eventType 'stream_pause'"),
        ({"eventType": None}, "unknown eventType"),
        ({"sessionId": None}, "sessionId is missing"),
        ({"sessionId": ""}, "sessionId is missing"),
        ({"channelId": None}, "channelId is missing"),
        ({"channelId": "../None"}, "channelId is missing"),
        ({"timestamp": T0 // 1000}, "not in milliseconds"),
        ({"timestamp": "yesterday"}, "no number"),
        ({"timestamp": T0 + 7_200_001}, "two hours ahead"),
        ({"timestamp": float("nan")}, "can't be nan"),
        ({"streamTitle": 7}, "streamTitle is no text"),
        ({"eventType": "metrics_update", "bitrate": -1}, "bitrate can't be -1"),
        ({"eventType": "metrics_update", "cpuUsage": float("inf")}, "can't be inf"),
        ({"eventType": "metrics_update", "currentViewers": True}, "no number"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, object], reason: str) -> None:
    with pytest.raises(InvalidEvent, match=reason):
        own_event(START | change, T0)


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("arn:aws:ivs:us-east-1:123456789012:channel/abc", "abc"),
        ("arn:aws:medialive:us-east-1:123456789012:channel:1234567", "1234567"),
        ("abc", "abc"),
    ],
)
def test_a_channel_is_known_by_its_id_or_its_arn(name: str, channel: str) -> None:
    assert channel_of(name) == channel
