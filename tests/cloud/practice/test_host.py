import os
import signal
import threading
import time
import urllib.error
import urllib.request
from itertools import pairwise
from pathlib import Path

import av
import psutil
import pytest

from cloud.practice.client import PracticeClient
from cloud.practice.homefolder import ADDRESSES_FILE, LOG_FILE, MEDIA_FOLDER
from cloud.practice.messages import ChannelInfo, ChannelStatus, Health, StreamState
from encoder.rtmp import PublishEnded
from tests.cloud.practice.publishers import Publisher, ffmpeg_publishing, wait_until


def playlist(channel: ChannelInfo) -> str:
    try:
        with urllib.request.urlopen(channel.playback_url, timeout=30) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError:
        return ""


def decoded_times(url: str, kind: str, seconds: float) -> list[float]:
    """Let FFmpeg play so many seconds from an address; return the times of the frames."""
    times: list[float] = []
    with av.open(url, "r", timeout=30) as container:
        stream = next(each for each in container.streams if each.type == kind)
        for frame in container.decode(stream):
            assert isinstance(frame, av.VideoFrame | av.AudioFrame)
            times.append(float(frame.time or 0))
            if times[-1] - times[0] >= seconds:
                break
    return times


def measured(practice: PracticeClient) -> ChannelStatus:
    return practice.status().channel()


def test_a_broadcast_is_measured_as_it_was_sent_and_plays(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    with ffmpeg_publishing(channel):
        wait_until(lambda: measured(practice).measurements.window_s == 10)
        status = measured(practice)
        video = decoded_times(channel.playback_url, "video", 5)
        audio = decoded_times(channel.playback_url, "audio", 5)

    window = status.measurements.window
    assert (status.state, status.health) == (StreamState.LIVE, Health.HEALTHY)
    assert window.frame_rate == pytest.approx(30, abs=3)
    assert window.video_bitrate_bps == pytest.approx(600_000, rel=0.15)
    assert window.audio_bitrate_bps == pytest.approx(128_000, rel=0.15)
    assert status.measurements.keyframe_interval_s == pytest.approx(2, abs=0.01)
    assert abs(status.measurements.skew_ms) < 100
    assert (status.media.width, status.media.height) == (640, 360)
    assert status.media.video_codec.startswith("avc1.")
    assert (status.media.audio_codec, status.media.sample_rate) == ("mp4a.40.2", 48_000)
    assert len(video) == pytest.approx(150, abs=2)
    assert all(0.032 <= b - a <= 0.035 for a, b in pairwise(video))
    assert len(audio) == pytest.approx(5 * 48_000 / 1024, abs=2)


def test_playback_goes_on_through_a_reconnect_and_a_takeover(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    with Publisher(channel).begin() as lost:
        lost.send_seconds(4.5)
        wait_until(lambda: measured(practice).measurements.video_frames == 113)
    wait_until(lambda: measured(practice).state is StreamState.OFFLINE)
    wait_until(lambda: "MEDIA-SEQUENCE" in playlist(channel))  # segments are cut by a worker
    before = playlist(channel)
    with Publisher(channel).begin() as second:
        second.send_seconds(4.5, 90_000)
        wait_until(lambda: measured(practice).measurements.video_frames == 113)
        # Only few segments may wait for the disk: the next session's come when these are written.
        wait_until(lambda: playlist(channel).count(".m4s") == 3 + 2)
        with Publisher(channel, query="?priority=7").begin() as third:
            assert second.wait_for(PublishEnded)
            wait_until(lambda: playlist(channel).count(".m4s") == 3 + 3)
            third.send_seconds(4.5, 7)
            third.end()
    wait_until(lambda: playlist(channel).endswith("#EXT-X-ENDLIST\n"))
    text = playlist(channel)

    assert "ENDLIST" not in before
    first = next(line for line in before.splitlines() if "MEDIA-SEQUENCE" in line)
    assert first in text
    assert text.count("#EXT-X-DISCONTINUITY\n") == 2
    assert text.count(".m4s") == 9
    video = decoded_times(channel.playback_url, "video", 100)
    assert len(video) == pytest.approx(3 * 113, abs=1)
    assert video == sorted(video)
    assert max(b - a for a, b in pairwise(video)) < 0.2


def test_it_ends_promptly_and_leaves_only_ports_and_keys(home: Path) -> None:
    practice = PracticeClient(home / "practice")
    info = practice.ensure_running()
    with Publisher(info.channel()).begin() as publisher:
        publisher.send_seconds(3)
        wait_until(lambda: playlist(info.channel()))
        began = time.monotonic()
        os.kill(info.pid, signal.SIGTERM)
        ended = publisher.wait_for(PublishEnded)
        gone, _ = psutil.wait_procs([psutil.Process(info.pid)], timeout=30)

    assert gone
    assert time.monotonic() - began < 15
    assert ended.code == "NetConnection.Connect.Closed"
    left = set(os.listdir(home / "practice"))
    assert ADDRESSES_FILE not in left
    assert MEDIA_FOLDER not in left
    assert (home / "practice" / LOG_FILE).read_bytes() == b""


def test_a_port_that_is_taken_is_replaced(home: Path) -> None:
    practice = PracticeClient(home / "practice")
    before = practice.ensure_running()
    practice.stop()
    other = PracticeClient(
        home / "other",
        launch_arguments=["--rtmp-port", before.channel().rtmp_url.split(":")[2].split("/")[0]],
    )
    taken = other.ensure_running()
    after = practice.ensure_running()

    assert taken.channel().rtmp_url == before.channel().rtmp_url
    assert after.channel().rtmp_url != before.channel().rtmp_url
    assert after.channel().playback_url == before.channel().playback_url
    practice.stop()
    other.stop()


def test_a_crowd_that_asks_at_once_is_answered(practice: PracticeClient) -> None:
    answers: list[object] = []
    threads = [
        threading.Thread(target=lambda: answers.append(practice.status())) for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 20
