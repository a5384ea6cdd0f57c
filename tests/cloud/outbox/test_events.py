import pytest

from cloud.functions.recorder.events import own_event
from cloud.outbox.events import MetricsUpdate, as_sent, decoded, encoded, event_id
from tests.cloud.outbox.showing import CHANNEL, T0, a_show, started


def test_an_event_comes_back_as_it_was() -> None:
    for event in a_show(2):
        assert decoded(encoded(event)) == event


def test_the_recorder_understands_every_event() -> None:
    for event in a_show(2):
        told = own_event(as_sent(event), T0)
        assert (told.session_id, told.channel_id, told.at_ms) == (
            event.session_id,
            CHANNEL,
            event.timestamp,
        )
        assert told.event_id == event_id(event)


def test_a_start_is_sent_under_the_recorders_names() -> None:
    assert as_sent(started()) == {
        "eventType": "stream_start",
        "eventId": "show-1:0",
        "sessionId": "show-1",
        "channelId": CHANNEL,
        "timestamp": T0,
        "streamerUserId": "ann",
        "streamTitle": "Speedrun",
        "streamQuality": "1080p30",
    }


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("current_viewers", "currentViewers"),
        ("bitrate", "bitrate"),
        ("frame_rate", "frameRate"),
        ("chat_messages_per_minute", "chatMessagesPerMinute"),
        ("cpu_usage", "cpuUsage"),
        ("memory_usage", "memoryUsage"),
    ],
)
def test_a_measure_is_sent_under_the_recorders_name(name: str, sent: str) -> None:
    event = MetricsUpdate("show-1", CHANNEL, T0, 1, **{name: 5})

    assert as_sent(event)[sent] == 5


def test_what_was_not_measured_is_not_sent() -> None:
    assert "bitrate" not in as_sent(MetricsUpdate("show-1", CHANNEL, T0, 1, cpu_usage=3.5))
