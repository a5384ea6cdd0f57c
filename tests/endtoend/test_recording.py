"""Recordings of a real engine, on its own and when it crashes; FFmpeg judges the files."""

import os
import signal
import sys
import time
import zipfile
from pathlib import Path

import pytest

from encoder.messages import (
    Attached,
    RecordingChanged,
    RecordingRecovered,
    RecordingState,
    RecoverRecording,
    ReplaySaved,
    Sampled,
    SaveReplay,
    SetProgramme,
    SetRecording,
    StartRecording,
    StopRecording,
    UnfinishedFound,
)
from encoder.scenes import single_scene
from encoder.settings import Canvas, Encoding, Recording, SourceSpec, VideoEncoding
from tests.endtoend.flashandbeep import skews_ms
from tests.endtoend.follower import Follower
from tests.endtoend.livedesk import ffprobe, livedesk

ENCODING = Encoding(VideoEncoding(600_000, preset="ultrafast"))
AS_AN_ORDINARY_FILE = ("-show_streams", "-count_packets")


def start(window: Follower, folder: Path) -> int:
    """Record the test pattern into this folder; returns the engine's process."""
    pid = window.wait_for(Attached).pid
    window.send(
        SetRecording(Recording(folder=str(folder), name_template="{title}", title="Show")),
        SetProgramme(single_scene(Canvas(640, 360, 30), SourceSpec("pattern"))),
        StartRecording(ENCODING),
    )
    return pid


def wait_for_seconds(window: Follower, seconds: float) -> None:
    """Wait until so much is in the file."""
    window.wait_for(
        Sampled,
        lambda event: (
            event.stats.recording is not None and event.stats.recording.seconds >= seconds
        ),
    )


def played_s(file: Path) -> list[float]:
    """Return how long each stream plays; both begin at zero, but for half a frame of sound."""
    streams = ffprobe(file, *AS_AN_ORDINARY_FILE)["streams"]
    assert [stream["codec_name"] for stream in streams] == ["h264", "aac"]
    starts_s = [float(stream["start_time"]) for stream in streams]
    assert starts_s == pytest.approx([0.0, 0.0], abs=0.011)
    return [float(stream["duration"]) for stream in streams]


def test_a_recording_and_a_replay_are_whole_and_in_step(data_dir: Path) -> None:
    folder = data_dir / "videos"
    with Follower(data_dir / "engine") as window:
        start(window, folder)
        wait_for_seconds(window, 4.0)
        window.send(SaveReplay())
        replay = Path(window.wait_for(ReplaySaved).file)
        window.send(StopRecording())
        ended = window.wait_for(RecordingChanged, lambda e: e.state is RecordingState.IDLE)

    assert ended.problem is None
    for file in (folder / "Show.mp4", replay):
        video_s, audio_s = played_s(file)
        assert video_s >= 4.0
        assert video_s == pytest.approx(audio_s, abs=0.15)
        skews = skews_ms(file)
        assert len(skews) >= 3
        assert max(map(abs, skews)) <= 20, skews


def test_what_a_killed_engine_recorded_is_offered_and_recovered(data_dir: Path) -> None:
    folder = data_dir / "videos"
    with Follower(data_dir / "engine") as window:
        pid = start(window, folder)
        began = window.wait_for(RecordingChanged)
        wait_for_seconds(window, 3.0)
        os.kill(pid, signal.SIGKILL)
        ran_s = time.time() - began.at_utc_s
        left = window.wait_for(UnfinishedFound, lambda event: bool(event.files))
        played_before_s = played_s(Path(left.files[0]))
        window.send(RecoverRecording(left.files[0]))
        recovered = window.wait_for(RecordingRecovered)

    assert left.files == (str(folder / "Show.mp4"),)
    assert recovered.problem is None
    assert ran_s - recovered.seconds <= 2.0
    assert played_s(folder / "Show.mp4") == pytest.approx(played_before_s, abs=0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such signals")
def test_how_an_engine_crashed_is_in_the_bundle_for_support(data_dir: Path) -> None:
    with Follower(data_dir / "engine") as window:
        os.kill(window.wait_for(Attached).pid, signal.SIGSEGV)
        window.wait_for(Attached)
    done = livedesk("bundle", data_dir / "support.zip", "--data-dir", data_dir)

    assert done.code == 0, done.messages
    with zipfile.ZipFile(data_dir / "support.zip") as bundle:
        log = bundle.read("engine/engine.log").decode()
    assert "Fatal Python error: Segmentation fault" in log
