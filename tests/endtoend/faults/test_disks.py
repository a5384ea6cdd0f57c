"""What a viewer sees when the disk a recording goes to is suddenly full: nothing."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from encoder.errors import ErrorCode
from encoder.messages import (
    Phase,
    RecordingChanged,
    RecordingState,
    Sampled,
    SetProgramme,
    SetRecording,
    StartRecording,
    Stop,
    Stopped,
)
from encoder.settings import Recording
from tests.endtoend.faults.studio import FPS, go_live, programme
from tests.endtoend.faults.tape import Tape
from tests.endtoend.follower import Follower
from tests.endtoend.livedesk import packets
from tests.endtoend.nginxrtmp import NginxRtmp

DISK_MB = 560
"""A little more than a recording wants to see free before it begins."""


@pytest.fixture
def disk(home: Path, own_delay_ms: float) -> Iterator[Path]:
    """A small disk of its own, in memory."""
    folder = home / "disk"
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={DISK_MB}m", "livedesk-test"]
    done = subprocess.run(["mount", *options, folder], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"a tmpfs can't be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def fill(disk: Path) -> None:
    """Write until there is no room left."""
    with (disk / "something-else").open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(65_536)):
            pass


def has_recorded(seconds: float) -> Callable[[Sampled], bool]:
    """Return what recognises the figures of a recording that is so long."""
    return lambda event: (
        event.stats.recording is not None and (event.stats.recording.seconds > seconds)
    )


def test_a_disk_that_is_full_ends_the_recording_and_nothing_else(
    disk: Path, server: NginxRtmp, window: Follower, tape: Tape
) -> None:
    live = go_live(server.url)
    window.send(SetRecording(Recording(folder=str(disk))))
    window.send(SetProgramme(programme()), live)
    window.wait_for_phase(Phase.LIVE)
    window.send(StartRecording(live.encoding))
    window.wait_for(RecordingChanged, lambda event: event.state is RecordingState.RECORDING)
    window.wait_for(Sampled, has_recorded(4))

    full_s = time.monotonic()
    fill(disk)
    ended = window.wait_for(RecordingChanged, lambda event: event.state is RecordingState.IDLE)
    tape.wait_for_pictures(3 * FPS)
    window.send(Stop())
    summary = window.wait_for(Stopped).summary

    assert ended.problem is not None
    assert ended.problem.code is ErrorCode.DISK_FULL
    assert tape.longest_gap_s(full_s - 1) < 0.5
    assert tape.sessions == 1
    assert summary.drops.network == 0
    assert len(packets(ended.file, "v")) >= 3 * FPS
