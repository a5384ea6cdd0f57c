import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from PIL import Image

from encoder.engine.sources.base import Samples
from encoder.engine.sources.mediafile import MediaFile, MediaFileOptions
from encoder.errors import ErrorCode, SourceError
from encoder.settings import Canvas
from tests.encoder.engine.sources.mediamaker import brightness, starts_s, steady, write_media

CANVAS = Canvas(fps=30)
FRAME_SAMPLES = 1600


@contextmanager
def playing(path: Path, opened_at_s: float = 0.0, volume_db: float = 0.0) -> Iterator[MediaFile]:
    options = MediaFileOptions(path=str(path), volume_db=volume_db)
    with closing(MediaFile(options, CANVAS, lambda: opened_at_s)) as source:
        yield source


def watch(source: MediaFile, from_s: float, seconds: float) -> tuple[list[bool], Samples]:
    """Read pictures and sound as the programme does; return which are white, and the sound."""
    is_white, sound = [], []
    first = round(from_s * 30)
    for number in range(first, first + round(seconds * 30)):
        assert source.wait_until_ahead(10)
        frame = source.picture(number / 30)
        is_white.append(frame is not None and brightness(frame) > 128)
        samples = source.sound(number * FRAME_SAMPLES, FRAME_SAMPLES)
        sound.append(np.zeros((2, FRAME_SAMPLES), np.float32) if samples is None else samples)
    return is_white, np.concatenate(sound, axis=1)


def code_of(path: Path | str) -> ErrorCode:
    with pytest.raises(SourceError) as raised:
        MediaFile(MediaFileOptions(path=str(path)), CANVAS, lambda: 0.0)
    return raised.value.problem.code


@pytest.mark.parametrize("container", ["mp4", "mkv", "ts", "flv"])
def test_picture_and_sound_stay_in_step_over_many_rounds(tmp_path: Path, container: str) -> None:
    path = write_media(tmp_path / f"film.{container}", steady(2, 25), sound_s=2)
    with playing(path) as source:
        is_white, sound = watch(source, 0, 13)

    flashes = starts_s(is_white, 1 / 30)
    beeps = starts_s(np.abs(sound[0]) > 0.1, 1 / 48_000)
    assert len(flashes) == len(beeps) >= 12
    assert np.abs(np.array(flashes) - np.array(beeps)).max() <= 0.020


@pytest.mark.parametrize(("picture_s", "sound_s"), [(2.0, 1.5), (1.5, 2.0)])
def test_the_longer_stream_is_played_to_its_end(
    tmp_path: Path, picture_s: float, sound_s: float
) -> None:
    path = write_media(tmp_path / "film.mp4", steady(picture_s, 25), sound_s=sound_s)
    with playing(path) as source:
        is_white, sound = watch(source, 0, 8)

    flashes = starts_s(is_white, 1 / 30)
    beeps = starts_s(np.abs(sound[0]) > 0.1, 1 / 48_000)
    assert flashes == pytest.approx([0, 1, 2, 3, 4, 5, 6, 7], abs=0.12)
    assert beeps == pytest.approx(flashes, abs=0.020)


def test_the_file_starts_at_the_media_time_of_opening(flash_and_beep: Path) -> None:
    with playing(flash_and_beep, opened_at_s=41.99) as source:
        assert source.picture(41.9) is None
        before = source.sound(41 * 48_000, 48_000)
        is_white, sound = watch(source, 42, 1)

    assert before is not None
    assert not before.any()
    assert is_white[:5] == [True, True, True, True, False]
    assert np.abs(sound[0][:480]).max() > 0.1


def test_a_file_of_the_programmes_rate_gives_each_picture_once(tmp_path: Path) -> None:
    path = write_media(tmp_path / "film.mkv", steady(3, 30))  # rounds its times to 1 ms
    with playing(path, opened_at_s=7.003) as source:
        frames = []
        for number in range(211, 211 + 80):
            assert source.wait_until_ahead(10)
            frames.append(source.picture(number / 30))

    assert len({id(frame) for frame in frames}) == 80


@examples(max_examples=8)
@given(counts=st.lists(st.integers(0, 6000), min_size=1, max_size=20))
def test_any_split_of_the_reads_gives_the_same_sound(
    flash_and_beep: Path, counts: list[int]
) -> None:
    parts, at = [], 0
    with playing(flash_and_beep) as source:
        for count in counts:
            assert source.wait_until_ahead(10)
            samples = source.sound(at, count)
            assert samples is not None
            parts.append(samples)
            at += count
    with playing(flash_and_beep) as source:
        _, whole = watch(source, 0, at / 48_000 + 0.1)

    assert np.array_equal(np.concatenate(parts, axis=1), whole[:, :at])


def test_a_song_has_no_picture(tmp_path: Path) -> None:
    with playing(write_media(tmp_path / "song.m4a", sound_s=1)) as source:
        is_white, sound = watch(source, 0, 3)

    assert not any(is_white)
    assert len(starts_s(np.abs(sound[0]) > 0.1, 1 / 48_000)) == 3


def test_a_silent_film_has_no_sound(tmp_path: Path) -> None:
    with playing(write_media(tmp_path / "film.mp4", steady(1, 25))) as source:
        assert source.sound(0, 1024) is None
        is_white, _ = watch(source, 0, 3)

    assert len(starts_s(is_white, 1 / 30)) == 3


def test_a_photo_stands_still_and_its_thread_ends(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20), "white").save(tmp_path / "photo.png")
    with playing(tmp_path / "photo.png") as source:
        source._thread.join(30)
        assert not source._thread.is_alive()
        assert source.picture(0) is source.picture(1000)
        assert source.picture(0) is not None


def test_the_volume_is_turned_down(flash_and_beep: Path) -> None:
    with playing(flash_and_beep, volume_db=-20) as source:
        _, sound = watch(source, 0, 0.5)

    assert np.abs(sound).max() == pytest.approx(0.05, abs=0.005)


def test_after_a_suspension_playing_goes_on_in_step(flash_and_beep: Path) -> None:
    with playing(flash_and_beep) as source:
        watch(source, 0, 1)
        source.picture(10_000)
        is_white, sound = watch(source, 10_000.5, 4)

    flashes = starts_s(is_white, 1 / 30)
    beeps = starts_s(np.abs(sound[0]) > 0.1, 1 / 48_000)
    assert len(flashes) >= 3
    assert beeps[-3:] == pytest.approx(flashes[-3:], abs=0.020)


def test_a_file_that_vanishes_while_it_plays_is_named(tmp_path: Path) -> None:
    path = write_media(tmp_path / "film.mp4", steady(1, 25), sound_s=1)
    with playing(path) as source:
        path.unlink()
        with pytest.raises(SourceError, match=r"film\.mp4 doesn't exist"):
            watch(source, 0, 5)
        with pytest.raises(SourceError):
            source.picture(0)
        with pytest.raises(SourceError):
            source.sound(0, 1024)


def test_a_file_that_becomes_unreadable_while_it_plays_is_named(tmp_path: Path) -> None:
    path = write_media(tmp_path / "film.mp4", steady(1, 25), sound_s=1)
    with playing(path) as source:
        path.write_text("no film any more")
        with pytest.raises(SourceError, match="can't be played"):
            watch(source, 0, 5)


def test_nothing_can_be_played_without_a_file(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()

    assert code_of("") == ErrorCode.SOURCE_OPTIONS_INVALID
    assert code_of(tmp_path / "gone.mp4") == ErrorCode.FILE_MISSING
    assert code_of(tmp_path / "empty.mp4") == ErrorCode.FILE_UNREADABLE


def test_a_file_with_nothing_but_damage_is_unreadable(tmp_path: Path) -> None:
    path = write_media(tmp_path / "film.mp4", steady(1, 25))
    content = path.read_bytes()
    start = content.index(b"mdat") + 4
    end = content.index(b"moov") - 4
    path.write_bytes(content[:start] + b"\xff" * (end - start) + content[end:])

    assert code_of(path) == ErrorCode.FILE_UNREADABLE


def test_a_file_of_which_a_part_is_there_is_tried_again(tmp_path: Path) -> None:
    path = write_media(tmp_path / "film.mp4", steady(1, 25))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(SourceError) as raised:
        MediaFile(MediaFileOptions(path=str(path)), CANVAS, lambda: 0.0)

    assert raised.value.problem.code is ErrorCode.FILE_UNREADABLE
    assert not raised.value.problem.is_final


def test_closing_joins_the_thread(flash_and_beep: Path) -> None:
    with playing(flash_and_beep):
        assert "mediafile-decode" in {thread.name for thread in threading.enumerate()}
    assert "mediafile-decode" not in {thread.name for thread in threading.enumerate()}
