import pytest

from cloud.practice.client import PracticeClient
from cloud.practice.faults import Faults
from cloud.practice.messages import ChannelInfo, EndReason, StreamState
from encoder.rtmp import (
    CommandRejected,
    HandshakeCompleted,
    PublishEnded,
    PublishRejected,
    StreamCreated,
    TagType,
)
from tests.cloud.practice.clips import Message
from tests.cloud.practice.publishers import Publisher, ffmpeg_publishing, wait_until


@pytest.fixture
def practice(shared: PracticeClient) -> PracticeClient:
    return shared


@pytest.fixture
def channel(own_channel: ChannelInfo) -> ChannelInfo:
    return own_channel


def refusal(publisher: Publisher) -> tuple[str, str]:
    """Return code and description of the refusal; the server closes the connection after it."""
    with publisher:
        event = publisher.wait_for(PublishRejected)
        assert publisher.is_closed()
    return event.code, event.description


def test_a_wrong_key_is_refused_by_that_name(channel: ChannelInfo) -> None:
    wrong = Publisher(channel, key="practice-studio-0123456789")

    assert refusal(wrong) == ("NetStream.Publish.BadName", "Invalid stream key (wrong key).")


def test_the_key_of_an_unknown_channel_is_refused(channel: ChannelInfo) -> None:
    unknown = Publisher(channel, key="practice-elsewhere-0123456789")

    assert refusal(unknown) == (
        "NetStream.Publish.BadName",
        "Invalid stream key (no such channel).",
    )


def test_an_unknown_application_is_refused(channel: ChannelInfo) -> None:
    with Publisher(channel, app="vod") as publisher:
        event = publisher.wait_for(CommandRejected)
        assert publisher.is_closed()

    assert (event.command, event.code) == ("connect", "NetConnection.Connect.Rejected")


def test_a_second_publisher_is_refused_and_the_first_goes_on(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    with Publisher(channel).begin() as first:
        code, description = refusal(Publisher(channel))
        first.send_seconds(1)
        wait_until(lambda: practice.status().channel(channel.name).measurements.video_frames == 25)

    assert code == "NetStream.Publish.BadName"
    assert description.startswith("Already publishing")


def test_a_higher_priority_takes_over_and_the_old_session_is_told(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    with Publisher(channel).begin() as first, Publisher(channel, query="?priority=1") as second:
        second.begin()
        ended = first.wait_for(PublishEnded)
        assert first.is_closed()
        code, _ = refusal(Publisher(channel, query="?priority=1"))
        status = practice.status().channel(channel.name)

    assert (ended.code, "took the stream over" in ended.description) == (
        "NetStream.Publish.BadName",
        True,
    )
    assert code == "NetStream.Publish.BadName"
    assert (status.state, status.sessions, status.last_end) == (
        StreamState.LIVE,
        2,
        EndReason.TAKEN_OVER,
    )


def test_an_orderly_end_and_a_lost_connection_are_told_apart(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    Publisher(channel).begin().end()
    wait_until(lambda: practice.status().channel(channel.name).last_end is EndReason.UNPUBLISHED)

    with Publisher(channel).begin():
        pass
    wait_until(lambda: practice.status().channel(channel.name).last_end is EndReason.DISCONNECTED)


def test_video_of_another_codec_ends_the_session(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    with Publisher(channel).begin() as publisher:
        publisher.send([Message(TagType.VIDEO, 0, b"\x12" + bytes(20))])  # Sorenson H.263
        assert publisher.is_closed()

    assert practice.status().channel(channel.name).last_end is EndReason.PROTOCOL_ERROR


def test_a_session_can_be_stopped_from_outside(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    with Publisher(channel).begin() as publisher:
        assert practice.kick(channel.name)
        ended = publisher.wait_for(PublishEnded)
        assert publisher.is_closed()

    assert ended.code == "NetConnection.Connect.Closed"
    assert not practice.kick(channel.name)
    assert practice.status().channel(channel.name).last_end is EndReason.KICKED


# ---- faults ----


def test_not_running_never_answers_the_handshake_until_it_is_taken_back(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    practice.set_faults(Faults(not_running=True))
    with Publisher(channel) as publisher:
        publisher.socket.settimeout(0.5)
        with pytest.raises(TimeoutError):
            publisher.receive()
        practice.clear_faults()
        publisher.socket.settimeout(5)
        assert publisher.is_closed()
    assert publisher.events == []

    with Publisher(channel).begin():
        pass


def test_accept_and_hang_answers_everything_but_publish(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    practice.set_faults(Faults(accept_and_hang=True))
    with Publisher(channel) as publisher:
        publisher.wait_for(StreamCreated)
        publisher.socket.settimeout(0.5)
        with pytest.raises(TimeoutError):
            publisher.receive()

    assert practice.status().channel(channel.name).state is StreamState.OFFLINE


def test_refused_connections_are_closed_before_the_handshake(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    practice.set_faults(Faults(refuse="connections"))
    with Publisher(channel) as publisher:
        assert publisher.is_closed()

    assert not any(isinstance(event, HandshakeCompleted) for event in publisher.events)


def test_refused_publishes_get_a_status_that_blames_no_key(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    practice.set_faults(Faults(refuse="publishes"), channel.name)

    assert refusal(Publisher(channel)) == ("NetStream.Failed", "The ingest refuses to publish.")


def test_reset_cuts_the_connection_off_and_lets_the_next_one_in(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    with Publisher(channel).begin() as publisher:
        practice.set_faults(Faults(reset=True), channel.name)
        with pytest.raises(ConnectionResetError):
            publisher.wait_for(PublishRejected)

    status = practice.status().channel(channel.name)
    assert (status.last_end, status.faults) == (EndReason.RESET, Faults())
    with Publisher(channel).begin():
        pass


def test_a_held_session_keeps_the_name_until_a_priority_outbids_it(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    practice.set_faults(Faults(hold_session_s=30), channel.name)
    with Publisher(channel).begin():
        pass
    wait_until(lambda: practice.status().channel(channel.name).is_name_held)
    assert refusal(Publisher(channel))[1].startswith("Already publishing")

    with Publisher(channel, query="?priority=1").begin():
        assert practice.status().channel(channel.name).state is StreamState.LIVE
    wait_until(lambda: practice.status().channel(channel.name).is_name_held)
    practice.clear_faults(channel.name)
    with Publisher(channel).begin():
        pass


def test_a_limited_read_rate_holds_the_publisher_back(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    rate_bps = 800_000
    with Publisher(channel).begin() as publisher:
        practice.set_faults(Faults(read_rate_bps=rate_bps), channel.name)
        before = practice.status().channel(channel.name)
        publisher.socket.settimeout(0.2)
        with pytest.raises(TimeoutError):
            publisher.send_seconds(600)
        wait_until(lambda: practice.status().channel(channel.name).live_s > before.live_s + 3)
        after = practice.status().channel(channel.name)

    received_bits = 8 * (after.measurements.received_bytes - before.measurements.received_bytes)
    assert received_bits / (after.live_s - before.live_s) == pytest.approx(rate_bps, rel=0.2)


def test_a_stall_reads_nothing_and_ends_by_itself(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    with ffmpeg_publishing(channel):
        wait_until(lambda: practice.status().channel(channel.name).measurements.video_frames > 10)
        practice.set_faults(Faults(stall=True, stall_s=3), channel.name)
        wait_until(lambda: practice.status().channel(channel.name).health.value == "STARVING")
        stalled = practice.status().channel(channel.name)
        wait_until(lambda: not practice.status().channel(channel.name).faults.stall)
        frames = stalled.measurements.video_frames
        wait_until(
            lambda: practice.status().channel(channel.name).measurements.video_frames > frames + 60
        )

    assert stalled.state is StreamState.LIVE
    assert stalled.measurements.longest_gap_s > 1.5
