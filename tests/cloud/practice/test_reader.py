import subprocess
import sys
from pathlib import Path

import av
import msgspec
import pytest

from cloud.practice.reader import DecodedFrames, count_frames


@pytest.fixture
def film(home: Path) -> Path:
    """Five seconds of picture and sound, made by the ffmpeg program."""
    file = home / "film.mp4"
    made = "-f lavfi -i testsrc=s=160x90:r=10 -f lavfi -i sine=r=48000 -t 5 -c:v libx264 -c:a aac"
    subprocess.run(["ffmpeg", "-v", "error", *made.split(), str(file)], check=True, timeout=30)
    return file


def test_the_frames_of_both_tracks_are_counted(film: Path) -> None:
    found = count_frames(str(film), 2.0)

    assert 20 <= found.video_frames <= 60
    assert found.audio_frames > 60


def test_as_a_program_it_prints_them(film: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cloud.practice.reader", str(film), "1"],
        capture_output=True,
        timeout=30,
        check=True,
    )

    assert msgspec.json.decode(done.stdout, type=DecodedFrames).audio_frames > 0


def test_what_can_not_be_read_is_an_error(home: Path) -> None:
    with pytest.raises(av.FFmpegError):
        count_frames(str(home / "nothing.mp4"), 1.0)
