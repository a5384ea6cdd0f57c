import errno
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.engine.sinks.fragmenter import Fragmenter
from encoder.engine.sinks.mp4file import Mp4File, recover
from encoder.mp4.reading import ReadingError
from tests.encoder.engine.sinks.clip import boxes_of, clip, judge
from tests.encoder.engine.sinks.mediapackets import headers, picture, sound


class SmallDisk(io.FileIO):
    """A file on a disk that holds so many bytes."""

    def __init__(self, path: Path, room: int) -> None:
        super().__init__(path, "x+")
        self.room = room

    def write(self, content: object) -> int:
        view = memoryview(content)  # type: ignore[arg-type]
        left = self.room - self.tell()
        if left <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(view[:left]) or 0


class Writer:
    """Writes the clip into files that stay open until the test ends."""

    def __init__(self) -> None:
        self.files: list[io.FileIO] = []

    def __call__(self, path: Path, b_frames: int = 0, file: io.FileIO | None = None) -> Mp4File:
        headers, packets = clip(b_frames=b_frames)
        fragmenter = Fragmenter(headers)
        mp4: Mp4File | None = None
        self.files.append(file or io.FileIO(path, "x+"))
        for runs in (*map(fragmenter.take, packets), fragmenter.finish()):
            if runs:
                mp4 = mp4 or Mp4File.begin(self.files[-1], *fragmenter.tracks)
                mp4.append(runs)
        assert mp4 is not None
        return mp4


@pytest.fixture
def write() -> Iterator[Writer]:
    writer = Writer()
    yield writer
    for file in writer.files:
        file.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clip.mp4"


@pytest.mark.parametrize("b_frames", [0, 2])
def test_a_growing_file_plays(write: Writer, path: Path, b_frames: int) -> None:
    write(path, b_frames)

    found = judge(path)
    assert found.pictures == 150
    assert found.boxes[:3] == ("ftyp", "free", "moov")
    assert found.starts_s == (0.0, 0.0)


@pytest.mark.parametrize("b_frames", [0, 2])
def test_a_finalised_file_is_an_ordinary_one(write: Writer, path: Path, b_frames: int) -> None:
    mp4 = write(path, b_frames)
    mp4.finalise()

    found = judge(path)
    assert found.boxes == ("ftyp", "mdat", "moov")
    assert (found.pictures, found.sounds) == (150, 233)
    assert found.starts_s == (0.0, 0.0)
    assert found.durations_s == pytest.approx((5.0, 5.0), abs=0.06)
    assert mp4.seconds == pytest.approx(5.0)


def test_a_player_can_seek_in_a_finalised_file(write: Writer, path: Path) -> None:
    import av

    write(path).finalise()
    with av.open(str(path)) as file:
        file.seek(4_500_000)
        frame = next(file.decode(video=0))
        assert frame.pts is not None
        assert frame.time == pytest.approx(4.0)


def test_a_torn_file_is_recovered_up_to_its_last_whole_fragment(write: Writer, path: Path) -> None:
    write(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 5000])

    assert recover(path) == pytest.approx(4.0)
    assert boxes_of(path) == ["ftyp", "mdat", "moov"]
    assert judge(path).pictures == 120


def test_a_crash_at_any_byte_of_the_index_costs_nothing(write: Writer, path: Path) -> None:
    growing = write(path)
    size = growing.size_bytes
    content = path.read_bytes()
    growing.finalise()
    moov = path.read_bytes()[size:]

    for cut in (1, 8, 100, len(moov) // 2, len(moov)):
        path.write_bytes(content + moov[:cut])
        assert recover(path) == pytest.approx(5.0)
        assert path.read_bytes()[size:] == moov


def test_recovering_twice_changes_nothing(write: Writer, path: Path) -> None:
    write(path)
    recover(path)
    before = path.read_bytes()

    assert recover(path) == pytest.approx(5.0)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a film", b"\0" * 5000])
def test_what_holds_no_picture_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(ReadingError):
        recover(path)
    assert path.read_bytes() == content


def test_a_file_that_ends_in_its_opening_is_left_as_it_is(write: Writer, path: Path) -> None:
    write(path)
    opening = path.read_bytes()[:900]
    path.write_bytes(opening)

    with pytest.raises(ReadingError):
        recover(path)
    assert path.read_bytes() == opening


def test_a_fragment_that_finds_no_room_leaves_the_file_whole(write: Writer, path: Path) -> None:
    disk = SmallDisk(path, room=120_000)
    with pytest.raises(OSError, match="No space"):
        write(path, file=disk)

    assert judge(path).pictures == 60


def test_on_a_full_disk_the_newest_seconds_make_room_for_the_index(
    write: Writer, path: Path
) -> None:
    disk = SmallDisk(path, room=10_000_000)
    mp4 = write(path, file=disk)
    disk.room = mp4.size_bytes  # not one byte more
    mp4.finalise()

    found = judge(path)
    assert found.boxes == ("ftyp", "mdat", "moov")
    assert found.pictures == 120
    assert mp4.seconds == pytest.approx(4.0)


@given(
    kept=st.lists(st.booleans(), min_size=1, max_size=200),
    sound_is_kept=st.lists(st.booleans(), min_size=1, max_size=300),
    first_sound=st.integers(0, 60),
    keyframe_every=st.integers(1, 70),
)
def test_what_is_read_back_is_what_was_kept_in_memory(
    kept: list[bool], sound_is_kept: list[bool], first_sound: int, keyframe_every: int
) -> None:
    """Whatever pictures and sounds are missing: the index of a crash is that of a stop."""
    packets = [
        *(picture(n, key=n % keyframe_every == 0) for n, is_kept in enumerate(kept) if is_kept),
        *(sound(first_sound + n) for n, is_kept in enumerate(sound_is_kept) if is_kept),
    ]
    fragmenter = Fragmenter(headers())
    ordered = sorted(packets, key=lambda packet: packet.dts_us)
    written = [*map(fragmenter.take, ordered), fragmenter.finish()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        with io.FileIO(path, "x+") as file:
            mp4: Mp4File | None = None
            for runs in written:
                if runs:
                    mp4 = mp4 or Mp4File.begin(file, *fragmenter.tracks)
                    mp4.append(runs)
            if mp4 is None:
                return  # there was no keyframe
            crashed = path.read_bytes()
            mp4.finalise()
        stopped = path.read_bytes()
        path.write_bytes(crashed)
        seconds = recover(path)

        assert path.read_bytes() == stopped
        assert seconds == pytest.approx(mp4.seconds)
