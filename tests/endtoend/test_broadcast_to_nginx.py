"""What a player gets from a server we did not write."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from tests.endtoend.flashandbeep import skews_ms
from tests.endtoend.livedesk import ffprobe, livedesk, packets
from tests.endtoend.nginxrtmp import NginxRtmp

TOLERANCE_S = 0.0011
"""RTMP counts whole milliseconds."""


def broadcast(nginx: NginxRtmp, data_dir: Path, *options: str, seconds: float) -> Path:
    """Publish the pattern and return the server's recording of it."""
    result = livedesk(
        "broadcast", "--to", nginx.url, "--key-stdin", "--seconds", str(seconds), "--json",
        "--data-dir", data_dir, *options, key="practice-endtoend",
    )  # fmt: skip
    assert result.code == 0, result.messages
    nginx.stop()
    (recording,) = nginx.recordings()
    return recording


def check_that_any_player_finds_h264_and_aac_of_the_right_shape(recording: Path) -> None:
    video, audio = ffprobe(recording, "-show_streams")["streams"]
    assert (video["codec_name"], video["width"], video["height"]) == ("h264", 640, 360)
    assert (video["color_space"], video["color_range"]) == ("bt709", "tv")
    assert video["has_b_frames"] == 0
    assert (audio["codec_name"], audio["profile"]) == ("aac", "LC")
    assert (audio["sample_rate"], audio["channels"]) == ("48000", 2)


def test_shape_rate_interval_and_keyframes_are_constant_whatever_the_picture(home: Path) -> None:
    def recorded(motion: str) -> Path:
        nginx = NginxRtmp(home / f"nginx-{motion}")
        try:
            return broadcast(
                nginx, home / motion, "--option", f"motion={motion}", "--size", "640x360",
                "--bitrate", "1500k", seconds=13,
            )  # fmt: skip
        finally:
            nginx.stop()

    with ThreadPoolExecutor(2) as both:
        for recording in list(both.map(recorded, ("still", "busy"))):
            check_that_any_player_finds_h264_and_aac_of_the_right_shape(recording)
            check_that_rate_interval_and_keyframes_are_constant(recording)


def check_that_rate_interval_and_keyframes_are_constant(recording: Path) -> None:
    video = packets(recording, "v")
    times = [float(packet["pts_time"]) for packet in video]
    intervals = [after - before for before, after in pairwise(times)]
    assert max(abs(interval - 1 / 30) for interval in intervals) <= TOLERANCE_S
    keyframes = [time for time, packet in zip(times, video, strict=True) if "K" in packet["flags"]]
    gaps = [after - before for before, after in pairwise(keyframes)]
    assert len(gaps) >= 5
    assert all(abs(gap - 2) <= TOLERANCE_S for gap in gaps)
    for start in (0, 1, 2):
        window = [
            int(packet["size"])
            for time, packet in zip(times, video, strict=True)
            if start <= time - times[0] < start + 10
        ]
        assert sum(window) * 8 / 10 == pytest.approx(1_500_000, rel=0.05)


def test_picture_and_sound_arrive_within_20_ms_of_each_other(
    nginx: NginxRtmp, data_dir: Path
) -> None:
    recording = broadcast(nginx, data_dir, "--size", "640x360", "--fps", "60", seconds=6)

    skews = skews_ms(recording)
    assert len(skews) >= 4
    assert max(map(abs, skews)) <= 20


def test_a_media_file_plays_looped_with_its_own_sound(
    nginx: NginxRtmp, data_dir: Path, flash_and_beep_file: Path
) -> None:
    recording = broadcast(
        nginx, data_dir, "--source", f"file:{flash_and_beep_file}", "--size", "640x360", seconds=6
    )

    skews = skews_ms(recording)
    assert len(skews) >= 4  # the file is three seconds long
    assert max(map(abs, skews)) <= 20
