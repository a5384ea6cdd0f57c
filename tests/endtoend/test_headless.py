"""The very window that users see, driven by itself on a virtual screen."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QImage

from cloud.practice.client import PracticeClient
from desktop.commands.results import HeadlessResult
from encoder.messages import Attached, Sampled, Shutdown, Stopped
from tests.endtoend.follower import Follower
from tests.endtoend.livedesk import livedesk


@pytest.fixture
def without_xvfb(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PATH on which there is ffprobe, but no X server."""
    programs = home / "programs"
    programs.mkdir()
    ffprobe = shutil.which("ffprobe")
    assert ffprobe is not None
    (programs / "ffprobe").symlink_to(ffprobe)
    monkeypatch.setenv("PATH", str(programs))


def end_of(data_dir: Path) -> None:
    """End the processes that a window leaves running for a while."""
    with Follower(data_dir / "engine") as engine:
        engine.wait_for(Attached)
        engine.send(Shutdown())
    PracticeClient(data_dir / "practice").stop()


def test_the_window_goes_live_by_itself_a_stranger_decodes_it_and_no_real_key_is_left(
    data_dir: Path, home: Path
) -> None:
    picture = home / "window.png"
    result = livedesk(
        "--headless", "--seconds", "6", "--data-dir", data_dir, "--screenshot", picture
    )
    end_of(data_dir)

    assert result.code == 0, result.messages
    told = msgspec.json.decode(result.output, type=HeadlessResult)
    assert told.screen == "Xvfb"
    assert told.source == "screen"
    assert told.seconds_live >= 6
    assert told.frames.sent == pytest.approx(30 * told.seconds_live, rel=0.05)
    assert told.frames.dropped.network == 0
    assert told.ingest["keyframe_interval_s"] == pytest.approx(2, abs=0.5)  # of a busy machine
    assert min(told.reader.video_frames, told.reader.audio_frames) > 30
    assert told.complaints == ()
    assert [each.destination for each in told.ingests] == ["main", "to-2"]
    assert len({each.watch_url for each in told.ingests}) == 2
    for each in told.ingests:
        assert each.is_live
        assert each.measurements["video_frames"] > 30
    assert told.meter.loudest_db == pytest.approx(-12, abs=3)
    assert told.scenes.shown == ("scene-1", "scene-2", "scene-1")
    assert told.recording.file == str(data_dir / "rehearsed" / "headless.mp4")
    assert min(told.recording.reader.video_frames, told.recording.reader.audio_frames) > 30
    image = QImage(str(picture))
    assert (image.width(), image.height()) >= (1000, 640)
    check_that_only_practice_keys_are_left(data_dir, result.output + result.messages)


@pytest.mark.usefixtures("without_xvfb")
def test_without_an_x_server_it_runs_on_qt_offscreen_with_the_pattern(data_dir: Path) -> None:
    result = livedesk("--headless", "--seconds", "4", "--data-dir", data_dir, "--language", "ja")
    end_of(data_dir)

    assert result.code == 0, result.messages
    told = json.loads(result.output)
    assert (told["screen"], told["source"]) == ("Qt offscreen", "pattern")


WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop.app import Wishes
from desktop.opening import run_studio
from desktop.store.paths import DataFolder

def begin(app):
    studio, controls = app.studio, app.window.controls
    def look():
        situation = studio.broadcast.situation
        if situation.phase.value == "live":
            timer.stop()
            print(situation.was_found_on_air, controls.air.clock.text(), flush=True)
        elif controls.live_button.isEnabled() and situation.sources and not situation.is_on_air:
            controls.live_button.click()
    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(100)
    app.keep = timer

run_studio(DataFolder(Path(sys.argv[1])), Wishes, begin)
"""


def shown_by_a_window(data_dir: Path) -> str:
    """Open a window, wait until it shows a live broadcast, kill it; return what it showed."""
    window = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(data_dir)], stdout=subprocess.PIPE, text=True
    )
    assert window.stdout is not None
    with window.stdout:
        shown = window.stdout.readline()
        window.kill()
        window.wait()
    return shown.strip()


def test_a_window_killed_on_air_leaves_the_broadcast_to_the_next_one(data_dir: Path) -> None:
    first = shown_by_a_window(data_dir)
    with Follower(data_dir / "clock") as clock:  # its samples come once a second
        for _ in range(4):
            clock.wait_for(Sampled)
    second = shown_by_a_window(data_dir)
    with Follower(data_dir / "engine") as engine:
        engine.wait_for(Attached)
        engine.send(Shutdown())
        summary = engine.wait_for(Stopped).summary
    PracticeClient(data_dir / "practice").stop()

    assert first.startswith("False 00:00:0")
    assert second.startswith("True 00:00:")
    assert second[-2:] > "02"  # the clock goes on from where the first window had it
    assert summary.main.reconnects == 0
    assert summary.drops.network == 0


def check_that_only_practice_keys_are_left(data_dir: Path, said: str) -> None:
    channels = json.loads((data_dir / "practice" / "practice-channels.json").read_text())
    secrets = secrets_of(channels)

    assert len(secrets) == 2  # each destination has a channel of its own
    written = [path for path in data_dir.rglob("*") if path.is_file()]
    for secret in secrets:
        holders = [path for path in written if secret.encode() in path.read_bytes()]
        assert {path.name for path in holders} == {"practice-channels.json"}
        for path in holders:
            assert path.stat().st_mode & 0o077 == 0
        assert secret not in said
    assert os.environ["HOME"] in str(data_dir)


def secrets_of(channels: object) -> set[str]:
    """Return the practice keys in the channel file."""
    return set(re.findall(r'"(practice-studio-[^"]*)"', json.dumps(channels)))
