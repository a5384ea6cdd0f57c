from dataclasses import replace

from cloud.functions.recorder.events import Origin
from cloud.functions.recorder.items import from_item, to_item
from cloud.functions.recorder.rows import sample_from, sample_row, session_from, session_row
from cloud.functions.recorder.sessions import after
from tests.cloud.functions.recorder.told import T0, ended, sample, started, starved


def test_a_session_comes_back_as_it_was() -> None:
    live = after(after(None, started()), starved())
    over = replace(after(live, ended(origin=Origin.IVS, reason="reconciled")), version=7)

    for session in (live, over):
        assert session_from(from_item(to_item(session_row(session)))) == session


def test_a_session_shows_the_names_that_others_read() -> None:
    row = session_row(after(after(None, started()), ended()))

    assert row["sessionId"] == "show-1"
    assert row["timestamp"] == T0
    assert row["status"] == "ended"
    assert (row["duration"], row["peakViewers"], row["totalChatMessages"]) == (3600, 41, 99)


def test_a_sample_comes_back_as_it_was() -> None:
    for viewers in (12, None):
        one = sample(T0, viewers)
        assert sample_from(from_item(to_item(sample_row(one)))) == one


def test_a_sample_shows_the_names_that_others_read() -> None:
    assert set(sample_row(sample(T0))) == {
        "sessionId", "metricTimestamp", "channelId", "eventId", "currentViewers", "bitrate",
        "frameRate", "chatMessagesPerMinute", "cpuUsage", "memoryUsage",
    }  # fmt: skip
