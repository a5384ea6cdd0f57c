"""Recordings as a whole: what is on the disk afterwards, judged by FFmpeg."""

import errno
import io
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from encoder.engine.recordings import RecordingJournal
from encoder.engine.sinks.mp4file import recover
from encoder.engine.sinks.recording import QUEUE_BYTES, RecordingSink
from encoder.engine.sinks.recordingfile import Disk, Place, create
from encoder.errors import ErrorCode
from encoder.messages import Failed, RecordingChanged, RecordingState
from tests.encoder.engine.sinks.clip import CANVAS, clip, judge
from tests.encoder.engine.sinks.mediapackets import headers, picture
from tests.encoder.engine.sinks.reports import PATIENCE_S, Reports
from tests.sourcetree import ROOT

RECORDING, FINALISING, IDLE = (
    RecordingState.RECORDING,
    RecordingState.FINALISING,
    RecordingState.IDLE,
)
ROOMY = 100_000_000_000


class BadFile(io.FileIO):
    """A file whose disk fails after so many bytes."""

    def __init__(self, path: Path, fails_after: int, number: int) -> None:
        super().__init__(path, "x+")
        self._fails_after = fails_after
        self._number = number

    def write(self, content: object) -> int:
        if self.tell() + len(memoryview(content)) > self._fails_after:  # type: ignore[arg-type]
            raise OSError(self._number, os.strerror(self._number))
        return super().write(content) or 0  # type: ignore[arg-type]


class HungFile(io.FileIO):
    """A file whose disk answers no more until it is let go."""

    def __init__(self, path: Path, let_go: threading.Event) -> None:
        super().__init__(path, "x+")
        self._let_go = let_go

    def write(self, content: object) -> int:
        self._let_go.wait(PATIENCE_S)
        return super().write(content) or 0  # type: ignore[arg-type]


def disk_of(folder: Path, free: int = ROOMY) -> Disk:
    return Disk(RecordingJournal(folder), lambda _: free)


def record(folder: Path, disk: Disk, skip: int = 0) -> tuple[RecordingSink, Reports]:
    """Record the clip and stop."""
    reports = Reports()
    head, packets = clip()
    sink = RecordingSink(head, Place(folder, "show.mp4"), disk, reports)
    for packet in packets[skip:]:
        sink.offer(packet)
    sink.stop()
    return sink, reports


def test_a_recording_is_an_ordinary_file_when_it_is_stopped(tmp_path: Path) -> None:
    sink, reports = record(tmp_path, disk_of(tmp_path))

    file = tmp_path / "show.mp4"
    assert reports.states() == [RECORDING, FINALISING, IDLE]
    assert {event.file for event in reports.all(RecordingChanged)} == {str(file)}
    assert all(event.problem is None for event in reports.all(RecordingChanged))
    found = judge(file)
    assert (found.pictures, found.boxes) == (150, ("ftyp", "mdat", "moov"))
    figures = sink.figures()
    assert figures is not None
    assert (figures.seconds, figures.free_bytes) == (5.0, ROOMY)
    assert RecordingJournal(tmp_path).unfinished() == ()


def test_recording_begins_with_a_keyframe_and_both_tracks_at_zero(tmp_path: Path) -> None:
    record(tmp_path, disk_of(tmp_path), skip=37)

    found = judge(tmp_path / "show.mp4")
    assert found.pictures == 90
    assert found.starts_s == (0.0, 0.0)


def test_without_500_mb_nothing_is_begun(tmp_path: Path) -> None:
    sink, reports = record(tmp_path, disk_of(tmp_path, free=499_000_000))

    assert reports.wait_for(Failed).problem.code is ErrorCode.DISK_FULL
    assert reports.states() == []
    assert sink.is_over
    assert not (tmp_path / "show.mp4").exists()


def test_a_recording_without_a_picture_leaves_no_file(tmp_path: Path) -> None:
    reports = Reports()
    sink = RecordingSink(headers(), Place(tmp_path, "a.mp4"), disk_of(tmp_path), reports)
    reports.wait_for_state(RECORDING)
    sink.stop()

    problem = reports.wait_for_state(IDLE).problem
    assert problem is not None
    assert problem.code is ErrorCode.NOTHING_ENCODED
    assert not (tmp_path / "a.mp4").exists()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_ends_the_recording_and_keeps_what_is_there(
    tmp_path: Path, number: int
) -> None:
    disk = Disk(
        RecordingJournal(tmp_path),
        lambda _: ROOMY,
        lambda place: (BadFile(place.folder / place.name, 120_000, number), tmp_path / place.name),
    )
    _, reports = record(tmp_path, disk)

    problem = reports.wait_for_state(IDLE).problem
    assert problem is not None
    assert problem.code is ErrorCode.RECORDING_FAILED
    assert problem.params["reason"] == os.strerror(number)
    assert judge(tmp_path / "show.mp4").pictures == 60


def test_a_disk_that_hangs_never_holds_the_encoders(tmp_path: Path) -> None:
    let_go = threading.Event()
    disk = Disk(
        RecordingJournal(tmp_path),
        lambda _: ROOMY,
        lambda place: (HungFile(place.folder / place.name, let_go), tmp_path / place.name),
    )
    reports = Reports()
    sink = RecordingSink(headers(), Place(tmp_path, "a.mp4"), disk, reports)
    reports.wait_for_state(RECORDING)
    size = 1_000_000
    for number in range(2 * QUEUE_BYTES // size + 60):
        sink.offer(picture(number, key=number % 30 == 0, size=size))
        if reports.states()[-1] is IDLE:
            break

    problem = reports.wait_for_state(IDLE).problem
    let_go.set()
    sink.stop()
    assert problem is not None
    assert problem.code is ErrorCode.DISK_TOO_SLOW
    assert reports.states()[-1] is IDLE
    assert reports.states().count(IDLE) == 1


def test_a_disk_that_hangs_before_the_file_is_open_is_said(tmp_path: Path) -> None:
    let_go = threading.Event()

    def hang(place: Place) -> tuple[io.FileIO, Path]:
        let_go.wait(PATIENCE_S)
        return create(place)

    reports = Reports()
    disk = Disk(RecordingJournal(tmp_path), lambda _: ROOMY, hang)
    sink = RecordingSink(headers(), Place(tmp_path, "a.mp4"), disk, reports)
    for number in range(QUEUE_BYTES // 1_000_000 + 2):
        sink.offer(picture(number, key=number == 0, size=1_000_000))
    problem = reports.wait_for(Failed).problem
    let_go.set()
    sink.stop()

    assert problem.code is ErrorCode.DISK_TOO_SLOW
    assert len(reports.all(Failed)) == 1
    assert IDLE not in reports.states()


def test_that_it_is_being_finalised_is_said_at_once_however_slow_the_disk_is(
    tmp_path: Path,
) -> None:
    let_go = threading.Event()
    disk = Disk(
        RecordingJournal(tmp_path),
        lambda _: ROOMY,
        lambda place: (HungFile(place.folder / place.name, let_go), tmp_path / place.name),
    )
    reports = Reports()
    sink = RecordingSink(headers(), Place(tmp_path, "a.mp4"), disk, reports)
    reports.wait_for_state(RECORDING)
    for number in range(60):
        sink.offer(picture(number, key=number == 0))
    sink.finish()

    assert reports.states() == [RECORDING, FINALISING]
    let_go.set()
    sink.stop()
    assert reports.states() == [RECORDING, FINALISING, IDLE]


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    reports = Reports()
    place = Place(tmp_path / "taken", "a.mp4")
    sink = RecordingSink(headers(), place, Disk(RecordingJournal(tmp_path), open=create), reports)

    assert reports.wait_for(Failed).problem.code is ErrorCode.FOLDER_UNUSABLE
    sink.stop()


def test_a_recording_plays_up_to_two_seconds_before_the_engine_is_killed(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.encoder.engine.sinks.recordingchild", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    with child.stdout:
        offered = [int(child.stdout.readline()) for _ in range(130)]
        child.send_signal(signal.SIGKILL)
        child.wait(PATIENCE_S)

    file = tmp_path / "show.mp4"
    found = judge(file)
    lost_s = (offered[-1] - offered[0]) / 1e6 - found.pictures / CANVAS.fps
    assert lost_s <= 2.0
    assert found.starts_s == (0.0, 0.0)
    (unfinished,) = RecordingJournal(tmp_path).unfinished()
    assert unfinished == str(file)
    assert recover(file) == pytest.approx(found.pictures / CANVAS.fps)
    assert judge(file).boxes == ("ftyp", "mdat", "moov")
    assert judge(file).pictures == found.pictures


def test_a_full_disk_ends_the_recording_as_an_ordinary_file(
    tmp_path: Path, small_disk: Path
) -> None:
    (small_disk / "others").write_bytes(bytes(850_000))
    disk = Disk(RecordingJournal(tmp_path), lambda _: ROOMY)  # it fills faster than one can look
    _, reports = record(small_disk, disk)

    problem = reports.wait_for_state(IDLE).problem
    assert problem is not None
    assert problem.params["reason"] == "No space left on device"
    found = judge(small_disk / "show.mp4")
    assert found.boxes == ("ftyp", "mdat", "moov")
    assert 60 <= found.pictures < 150
    assert RecordingJournal(tmp_path).unfinished() == ()


def test_a_recording_stops_itself_at_500_mb_and_warns_once_before(tmp_path: Path) -> None:
    free = iter([ROOMY, 4_000_000_000, 3_000_000_000])
    looks = 0

    def shrinking(folder: Path) -> int:
        nonlocal looks
        looks += 1
        return next(free, 400_000_000)

    reports = Reports()
    head, packets = clip()
    disk = Disk(RecordingJournal(tmp_path), shrinking)
    sink = RecordingSink(head, Place(tmp_path, "show.mp4"), disk, reports)
    for packet in packets:
        sink.offer(packet)
    ended = reports.wait_for_state(IDLE)
    sink.stop()

    problems = [event.problem and event.problem.code for event in reports.all(RecordingChanged)]
    full = ErrorCode.DISK_FULL
    assert problems == [None, ErrorCode.DISK_LOW, full, full]
    assert reports.states() == [RECORDING, RECORDING, FINALISING, IDLE]
    assert sink.is_over
    assert judge(Path(ended.file)).boxes == ("ftyp", "mdat", "moov")
