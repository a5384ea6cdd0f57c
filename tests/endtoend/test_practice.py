"""The engine against the practice ingest, with every fault a streamer may meet."""

import itertools
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cloud.practice.client import PracticeClient
from cloud.practice.faults import Faults
from cloud.practice.messages import ChannelInfo, ChannelStatus
from encoder.errors import ErrorCode
from encoder.messages import (
    GoLive,
    Phase,
    PhaseChanged,
    RetryNow,
    Sampled,
    SetProgramme,
    Stop,
    Stopped,
    TakeoverPriorityUsed,
)
from encoder.scenes import Programme
from encoder.settings import Canvas, Destination, Encoding, StreamKey, VideoEncoding
from tests.endtoend.follower import Follower
from tests.endtoend.livedesk import ffprobe, finish, livedesk, start_livedesk

PROGRAMME = Programme(Canvas(640, 360, 30))
ENCODING = Encoding(VideoEncoding(bitrate_bps=1_000_000))
NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeClient]:
    """A practice ingest for all of these tests."""
    # Long enough for the file; should the tests be killed, it ends by itself.
    client = PracticeClient(tmp_path_factory.mktemp("cloud"), launch_arguments=("--idle", "300"))
    client.ensure_running()
    yield client
    client.stop()


@pytest.fixture
def channel(cloud: PracticeClient) -> Iterator[ChannelInfo]:
    """A channel of it that no other test has; no faults for all channels afterwards."""
    yield cloud.create_channel(f"own-{next(NUMBERS)}")
    cloud.clear_faults()


@pytest.fixture
def window(data_dir: Path, channel: ChannelInfo) -> Iterator[Follower]:
    """An engine that is live on the practice ingest."""
    with Follower(data_dir) as follower:
        follower.send(SetProgramme(PROGRAMME), go_live(channel))
        follower.wait_for_phase(Phase.LIVE)
        follower.wait_for(Sampled, lambda event: event.stats.main.frames_sent > 45)
        yield follower
        follower.send(Stop())
        follower.wait_for(Stopped)


def go_live(channel: ChannelInfo) -> GoLive:
    return GoLive(ENCODING, (Destination(channel.rtmp_url, StreamKey(channel.key), "practice"),))


def test_a_broadcast_to_practice_plays_from_its_playback_url(data_dir: Path) -> None:
    practice = PracticeClient(data_dir / "practice")
    process = start_livedesk(
        "broadcast", "--to", "practice", "--seconds", "8", "--json", "--data-dir", data_dir
    )
    assert process.stderr is not None
    assert "On air" in process.stderr.readline()
    channel = practice.ensure_running().channel()
    with Follower(data_dir / "clock") as clock:  # its samples come once a second
        for _ in range(6):
            clock.wait_for(Sampled)
    streams = ffprobe(
        channel.playback_url, "-count_packets", "-show_entries", "stream=codec_name,nb_read_packets"
    )
    measured = practice.status().channel().measurements
    result = finish(process)
    practice.stop()

    assert result.code == 0, result.messages
    names = {stream["codec_name"]: stream for stream in streams["streams"]}
    assert names.keys() == {"h264", "aac"}
    assert int(names["h264"]["nb_read_packets"]) >= 60
    assert measured.keyframe_interval_s == pytest.approx(2)
    assert measured.keyframes == -(-measured.video_frames // 60)  # not one more at the start
    assert measured.window.frame_rate == pytest.approx(30, rel=0.05)


def test_a_wrong_key_is_refused_at_once_and_stops(channel: ChannelInfo, data_dir: Path) -> None:
    result = livedesk(
        "broadcast", "--to", channel.rtmp_url, "--key-stdin", "--json", "--give-up", "20",
        "--data-dir", data_dir, key="practice-nobody-knows-it", timeout_s=60,
    )  # fmt: skip

    assert result.code == 5
    assert result.json["problem"]["code"] == "key-refused"


def test_a_second_broadcast_waits_until_the_first_has_ended(
    window: Follower, channel: ChannelInfo, data_dir: Path
) -> None:
    with Follower(data_dir / "second") as second:
        second.send(SetProgramme(PROGRAMME), go_live(channel))
        waiting = second.wait_for(PhaseChanged, lambda event: event.problem is not None)
        window.send(Stop())
        window.wait_for(Stopped)
        second.send(RetryNow())
        second.wait_for_phase(Phase.LIVE)
        second.send(Stop())
        second.wait_for(Stopped)
        window.send(go_live(channel))
        window.wait_for_phase(Phase.LIVE)

    assert waiting.problem is not None
    assert waiting.problem.code is ErrorCode.STREAM_TAKEN


def test_a_stalled_ingest_is_noticed_in_3_seconds_and_published_to_again(
    window: Follower, cloud: PracticeClient, channel: ChannelInfo
) -> None:
    cloud.set_faults(Faults(stall=True), channel.name)
    lost = window.wait_for_phase(Phase.RECONNECTING, timeout_s=30)
    cloud.clear_faults(channel.name)
    window.wait_for_phase(Phase.LIVE)

    assert lost.problem is not None
    assert lost.problem.code is ErrorCode.SEND_STALLED


def test_a_reset_connection_takes_the_held_session_over(
    window: Follower, cloud: PracticeClient, channel: ChannelInfo
) -> None:
    cloud.set_faults(Faults(hold_session_s=30), channel.name)
    cloud.set_faults(Faults(hold_session_s=30, reset=True), channel.name)
    lost = window.wait_for_phase(Phase.RECONNECTING)
    used = window.wait_for(TakeoverPriorityUsed)
    back = window.wait_for_phase(Phase.LIVE)
    cloud.clear_faults(channel.name)

    assert lost.problem is not None
    assert lost.problem.code is ErrorCode.CONNECTION_LOST
    assert used.priority == 1
    assert back.at_utc_s - lost.at_utc_s < 5


def test_a_slow_uplink_drops_pictures_but_never_sound(
    cloud: PracticeClient, channel: ChannelInfo, data_dir: Path
) -> None:
    with Follower(data_dir) as window:
        window.send(SetProgramme(PROGRAMME), go_live(channel))
        window.wait_for_phase(Phase.LIVE)
        cloud.set_faults(Faults(read_rate_bps=500_000), channel.name)
        slow = window.wait_for(Sampled, lambda event: event.stats.drops.network > 30, timeout_s=40)
        cloud.clear_faults(channel.name)
        window.wait_for(Sampled, lambda event: event.stats.main.queue_ms < 200)
        window.send(Stop())
        summary = window.wait_for(Stopped).summary
    # What left is not yet what arrived: counted once the ingest has read to the end.
    received = when_ended(cloud, channel).measurements

    assert slow.stats.phase is Phase.LIVE
    assert slow.stats.main.queue_ms < 2000
    assert summary.drops.network > 30
    assert received.audio_frames == pytest.approx(summary.seconds_live * 48_000 / 1024, rel=0.05)


def when_ended(
    cloud: PracticeClient, channel: ChannelInfo, timeout_s: float = 30.0
) -> ChannelStatus:
    """The channel's status, from when its session has ended."""
    deadline = time.monotonic() + timeout_s
    while (status := cloud.status().channel(channel.name)).last_end is None:
        assert time.monotonic() < deadline, "the session did not end"
    return status


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        (Faults(not_running=True), ErrorCode.ANSWER_TIMED_OUT),
        (Faults(accept_and_hang=True), ErrorCode.ANSWER_TIMED_OUT),
        (Faults(refuse="connections"), ErrorCode.CONNECTION_LOST),
        (Faults(refuse="publishes"), ErrorCode.SERVER_REFUSED),
    ],
)
def test_an_ingest_that_is_not_ready_is_named_and_waited_for(
    cloud: PracticeClient, channel: ChannelInfo, data_dir: Path, faults: Faults, code: ErrorCode
) -> None:
    cloud.set_faults(faults)
    with Follower(data_dir) as window:
        window.send(SetProgramme(PROGRAMME), go_live(channel))
        waiting = window.wait_for(PhaseChanged, lambda event: event.problem is not None)
        cloud.clear_faults()
        window.send(RetryNow())
        window.wait_for_phase(Phase.LIVE)
        window.send(Stop())
        window.wait_for(Stopped)

    assert waiting.problem is not None
    assert waiting.problem.code is code


def test_the_practice_command_prints_addresses_and_keys(data_dir: Path) -> None:
    process = start_livedesk("practice", "--seconds", "1", "--data-dir", data_dir)
    result = finish(process)
    PracticeClient(data_dir / "practice").stop()

    assert result.code == 0, result.messages
    (channel,) = json.loads(result.output)["channels"]
    assert channel["key"].startswith("practice-")
    assert channel["rtmp_url"].startswith("rtmp://127.0.0.1:")
