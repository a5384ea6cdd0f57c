from pathlib import Path

import pytest

from encoder.engine.recordings import RecordingJournal
from encoder.engine.sinks.recordingfile import Disk, Place
from encoder.engine.sinks.replay import ReplayBuffer
from encoder.errors import ErrorCode
from encoder.messages import Failed, ReplaySaved
from tests.encoder.engine.sinks.clip import clip, judge
from tests.encoder.engine.sinks.mediapackets import headers, picture, sound
from tests.encoder.engine.sinks.reports import Reports

ROOMY = 100_000_000_000


def disk_of(folder: Path, free: int = ROOMY) -> Disk:
    return Disk(RecordingJournal(folder), lambda _: free)


def test_the_last_seconds_are_saved_from_a_keyframe_on(tmp_path: Path) -> None:
    reports = Reports()
    head, packets = clip()
    replay = ReplayBuffer(head, 2, disk_of(tmp_path), reports)
    for packet in packets:
        replay.offer(packet)
    replay.save(Place(tmp_path, "show.mp4"))
    saved = reports.wait_for(ReplaySaved)
    replay.close()

    assert saved.file == str(tmp_path / "Replay show.mp4")
    assert saved.seconds == pytest.approx(3.0)
    found = judge(tmp_path / "Replay show.mp4")
    assert (found.pictures, found.boxes) == (90, ("ftyp", "mdat", "moov"))
    assert found.starts_s == (0.0, 0.0)
    assert found.durations_s[1] == pytest.approx(3.0, abs=0.06)


def test_two_requests_in_a_row_make_two_files(tmp_path: Path) -> None:
    reports = Reports()
    head, packets = clip()
    replay = ReplayBuffer(head, 20, disk_of(tmp_path), reports)
    for packet in packets:
        replay.offer(packet)
    replay.save(Place(tmp_path, "show.mp4"))
    replay.save(Place(tmp_path, "show.mp4"))
    replay.close()

    names = [Path(saved.file).name for saved in reports.all(ReplaySaved)]
    assert names == ["Replay show.mp4", "Replay show (2).mp4"]


def test_with_nothing_encoded_there_is_nothing_to_save(tmp_path: Path) -> None:
    reports = Reports()
    replay = ReplayBuffer(headers(), 20, disk_of(tmp_path), reports)
    replay.offer(picture(1))
    replay.save(Place(tmp_path, "show.mp4"))
    replay.close()

    assert reports.wait_for(Failed).problem.code is ErrorCode.NOTHING_ENCODED


def test_on_a_full_disk_no_replay_is_begun(tmp_path: Path) -> None:
    reports = Reports()
    head, packets = clip()
    replay = ReplayBuffer(head, 20, disk_of(tmp_path, free=1000), reports)
    for packet in packets:
        replay.offer(packet)
    replay.save(Place(tmp_path, "show.mp4"))
    replay.close()

    assert reports.wait_for(Failed).problem.code is ErrorCode.DISK_FULL
    assert list(tmp_path.glob("*.mp4")) == []


def test_it_holds_whole_groups_and_little_more_than_asked_for(tmp_path: Path) -> None:
    replay = ReplayBuffer(headers(), 10, disk_of(tmp_path), Reports())
    most = 0
    for number in range(3000):
        replay.offer(picture(number, key=number % 60 == 0, size=1000))
        replay.offer(sound(number))
        most = max(most, replay.held_bytes)
    replay.close()

    assert most < 1100 * 30 * (10 + 2 + 2 + 1)
    assert replay.held_bytes == 0


@pytest.mark.parametrize("keyframe_every", [60, 10_000])
def test_its_memory_has_a_hard_end(tmp_path: Path, keyframe_every: int) -> None:
    replay = ReplayBuffer(headers(), 600, disk_of(tmp_path), Reports(), max_bytes=100_000)
    for number in range(1000):
        replay.offer(picture(number, key=number % keyframe_every == 0, size=1000))
        assert replay.held_bytes <= 100_000
    replay.close()


def test_sound_without_pictures_is_not_collected(tmp_path: Path) -> None:
    replay = ReplayBuffer(headers(), 600, disk_of(tmp_path), Reports())
    for number in range(5000):
        replay.offer(sound(number))
    held = replay.held_bytes
    replay.close()

    assert held <= 256 * 54
