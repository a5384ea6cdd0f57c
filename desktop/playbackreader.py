"""Lets a program that knows nothing of us decode what viewers would get: ffprobe, else PyAV."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

MEDIA_S = 3
"""How much media it decodes."""
ATTEMPT_TIMEOUT_S = 12.0
PAUSE_S = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader decoded, and in its own words why nothing."""

    program: str
    video_frames: int = 0
    audio_frames: int = 0
    complaint: str = ""

    @property
    def has_both_tracks(self) -> bool:
        """True where frames of picture and sound were decoded."""
        return self.video_frames > 0 and self.audio_frames > 0


Runner = Callable[[list[str], float], tuple[int, str, str]]
"""Runs a program within a time: exit code, stdout, stderr; raises subprocess.TimeoutExpired."""


class _Stream(msgspec.Struct):
    codec_type: str = ""
    nb_read_frames: str = "0"


class _Probe(msgspec.Struct):
    streams: list[_Stream] = []


class _Frames(msgspec.Struct):
    video_frames: int = 0
    audio_frames: int = 0


class PlaybackReader:
    """Tries until both tracks were decoded, the time is over, or `cancel()`."""

    def __init__(self, ffprobe: str | None = None, run: Runner | None = None) -> None:
        """`ffprobe`: path of the program; by default it is looked for, and "" means without."""
        self._ffprobe = shutil.which("ffprobe") if ffprobe is None else ffprobe
        self._run = run or _run
        self._cancelled = threading.Event()

    def read(self, url: str, timeout_s: float) -> Reading:
        """Return what was decoded of `url`; blocks at most `timeout_s` and one attempt."""
        deadline_s = time.monotonic() + timeout_s
        while True:
            reading = self._attempt(url)
            if reading.has_both_tracks or time.monotonic() > deadline_s:
                return reading
            if self._cancelled.wait(PAUSE_S):  # the playlist may not be there yet
                return reading

    def cancel(self) -> None:
        """Make no further attempt. Any thread."""
        self._cancelled.set()

    def _attempt(self, url: str) -> Reading:
        program, command = self._command(url)
        try:
            code, output, complaint = self._run(command, ATTEMPT_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            return Reading(program, complaint=f"no answer within {ATTEMPT_TIMEOUT_S:g} s")
        if code != 0:
            return Reading(program, complaint=complaint.strip()[-300:] or f"exit code {code}")
        try:
            return _frames(program, output)
        except (msgspec.DecodeError, ValueError):
            return Reading(program, complaint="an answer that makes no sense")

    def _command(self, url: str) -> tuple[str, list[str]]:
        if not self._ffprobe:
            return "PyAV", [sys.executable, "-m", "cloud.practice.reader", url, str(MEDIA_S)]
        return "ffprobe", [
            self._ffprobe, "-v", "error", "-read_intervals", f"%+{MEDIA_S}", "-count_frames",
            "-show_entries", "stream=codec_type,nb_read_frames", "-of", "json", url,
        ]  # fmt: skip


def _frames(program: str, output: str) -> Reading:
    if program == "PyAV":
        decoded = msgspec.json.decode(output, type=_Frames)
        return Reading(program, decoded.video_frames, decoded.audio_frames)
    probe = msgspec.json.decode(output, type=_Probe)
    counts = {stream.codec_type: int(stream.nb_read_frames) for stream in probe.streams}
    return Reading(program, counts.get("video", 0), counts.get("audio", 0))


def _run(command: list[str], timeout_s: float) -> tuple[int, str, str]:
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr
