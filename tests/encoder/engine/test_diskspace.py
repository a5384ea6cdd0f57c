from pathlib import Path

import pytest

from encoder.engine.diskspace import DiskGuard, Room, free_bytes, shown
from encoder.errors import ErrorCode, RecordingError

FOLDER = Path("/videos")
GB = 1_000_000_000


class Free:
    """A disk whose free space a test sets."""

    def __init__(self, free: int) -> None:
        self.free = free

    def __call__(self, folder: Path) -> int:
        return self.free


@pytest.mark.parametrize("free", [0, 499_999_999])
def test_a_recording_is_not_begun_below_500_mb(free: int) -> None:
    with pytest.raises(RecordingError) as caught:
        DiskGuard(FOLDER, Free(free)).check()

    assert caught.value.problem.code is ErrorCode.DISK_FULL
    assert caught.value.problem.params == {"free": shown(free), "stop": "500 MB"}


def test_a_recording_begins_with_500_mb() -> None:
    DiskGuard(FOLDER, Free(500_000_000)).check()


def test_a_disk_that_gets_low_is_said_once_for_each_crossing() -> None:
    free = Free(6 * GB)
    guard = DiskGuard(FOLDER, free)
    rooms: list[Room] = []
    for free.free in (6 * GB, 4 * GB, 3 * GB, int(5.2 * GB), 4 * GB, 6 * GB, 4 * GB):
        rooms.append(guard.look(float(len(rooms)), 0))

    assert [at for at, room in enumerate(rooms) if room is Room.LOW] == [1, 6]
    assert guard.problem(ErrorCode.DISK_LOW).params == {"free": "4.0 GB", "stop": "500 MB"}


def test_a_recording_begun_on_a_low_disk_is_warned_of_at_once() -> None:
    assert DiskGuard(FOLDER, Free(1 * GB)).look(0.0, 0) is Room.LOW


def test_at_500_mb_it_is_full() -> None:
    assert DiskGuard(FOLDER, Free(499_999_999)).look(0.0, 0) is Room.FULL


def test_the_forecast_is_the_room_down_to_the_stop_mark_at_the_present_rate() -> None:
    guard = DiskGuard(FOLDER, Free(2_500_000_000))
    assert guard.forecast_s() is None
    for second in range(100):
        guard.look(float(second), 500_000 * max(0, second - 50))

    assert guard.forecast_s() == pytest.approx(2 * GB / 500_000)


def test_a_disk_that_is_gone_is_said_with_its_folder() -> None:
    def gone(folder: Path) -> int:
        raise OSError(5, "Input/output error")

    with pytest.raises(RecordingError) as caught:
        DiskGuard(FOLDER, gone).look(0.0, 0)

    assert caught.value.problem.code is ErrorCode.FOLDER_UNUSABLE
    assert caught.value.problem.params == {"folder": "/videos", "reason": "Input/output error"}


def test_a_folder_that_does_not_exist_yet_has_the_room_of_the_one_above(tmp_path: Path) -> None:
    assert free_bytes(tmp_path / "new" / "folder") > 0


@pytest.mark.parametrize(
    ("size", "text"), [(4_800_000_000, "4.8 GB"), (500_000_000, "500 MB"), (0, "0 MB")]
)
def test_sizes_are_shown_as_people_read_them(size: int, text: str) -> None:
    assert shown(size) == text
