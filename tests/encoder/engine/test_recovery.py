import contextlib
import shutil
from pathlib import Path

from encoder.engine.recordings import JOURNAL_FILE, RecordingJournal
from encoder.engine.recovery import Recovery
from encoder.engine.sinks.fragmenter import Fragmenter
from encoder.engine.sinks.mp4file import Mp4File
from encoder.errors import ErrorCode
from encoder.messages import RecordingRecovered, UnfinishedFound
from tests.encoder.engine.sinks.clip import clip, judge
from tests.encoder.engine.sinks.reports import Reports

TORN = b"\0\0\x10\0moof torn"


def crashed(folder: Path, seconds: int = 5, torn: bytes = TORN) -> Path:
    """Return a recording that a crash left, listed as such, with a torn end."""
    path = folder / "show.mp4"
    headers, packets = clip(seconds)
    fragmenter = Fragmenter(headers)
    with path.open("x+b", buffering=0) as file:
        runs = [runs for packet in packets if (runs := fragmenter.take(packet))]
        mp4 = Mp4File.begin(file, *fragmenter.tracks)
        for fragment in runs:
            mp4.append(fragment)
        file.write(torn)
    RecordingJournal(folder).begin(path)
    return path


def test_what_a_crash_left_is_found_and_finalised(tmp_path: Path) -> None:
    path = crashed(tmp_path)
    reports = Reports()
    recovery = Recovery(RecordingJournal(tmp_path), reports)
    recovery.look()
    recovery.recover(str(path))
    recovery.look()
    recovery.close()

    assert [found.files for found in reports.all(UnfinishedFound)] == [(str(path),), ()]
    assert reports.wait_for(RecordingRecovered) == RecordingRecovered(str(path), 4.0)
    found = judge(path)
    assert (found.pictures, found.boxes) == (120, ("ftyp", "mdat", "moov"))


def test_what_cannot_be_played_is_said_and_left(tmp_path: Path) -> None:
    path = tmp_path / "empty.mp4"
    path.touch()
    RecordingJournal(tmp_path).begin(path)
    reports = Reports()
    recovery = Recovery(RecordingJournal(tmp_path), reports)
    recovery.recover(str(path))
    recovery.close()

    problem = reports.wait_for(RecordingRecovered).problem
    assert problem is not None
    assert problem.code is ErrorCode.RECORDING_DAMAGED
    assert path.exists()


def test_only_listed_files_are_touched(tmp_path: Path) -> None:
    path = crashed(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    before = path.read_bytes()
    reports = Reports()
    recovery = Recovery(RecordingJournal(tmp_path / "elsewhere"), reports)
    recovery.recover(str(path))
    recovery.close()

    assert reports.wait_for(RecordingRecovered).problem is not None
    assert path.read_bytes() == before


def test_a_forgotten_recording_stays_but_is_offered_no_more(tmp_path: Path) -> None:
    path = crashed(tmp_path)
    reports = Reports()
    recovery = Recovery(RecordingJournal(tmp_path), reports)
    recovery.forget(str(path))
    recovery.look()
    recovery.close()

    assert reports.wait_for(UnfinishedFound).files == ()
    assert path.exists()


def test_on_a_full_disk_the_file_stays_as_it_is_and_is_offered_again(
    tmp_path: Path, small_disk: Path
) -> None:
    path = crashed(small_disk, seconds=16, torn=b"")  # its index has no room in the last page
    shutil.copy(small_disk / JOURNAL_FILE, tmp_path)
    with contextlib.suppress(OSError), (small_disk / "others").open("wb", buffering=0) as others:
        while True:
            others.write(bytes(4096))
    playable = judge(path)
    reports = Reports()
    recovery = Recovery(RecordingJournal(tmp_path), reports)
    recovery.recover(str(path))
    recovery.look()
    recovery.close()

    problem = reports.wait_for(RecordingRecovered).problem
    assert problem is not None
    assert problem.code is ErrorCode.RECOVERY_NO_ROOM
    assert reports.wait_for(UnfinishedFound).files == (str(path),)
    assert judge(path).pictures == playable.pictures
