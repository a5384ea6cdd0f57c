from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from encoder.engine.sources.filedecoder import Decoded, DecodedPicture, DecodedSound, FileDecoder
from encoder.errors import ErrorCode, SourceError
from tests.encoder.engine.sources.mediamaker import brightness, steady, write_cover, write_media


def decoded(path: Path) -> list[Decoded]:
    with closing(FileDecoder(str(path))) as decoder:
        return list(decoder.decoded())


def pictures(items: list[Decoded]) -> list[DecodedPicture]:
    return [item for item in items if isinstance(item, DecodedPicture)]


def sounds(items: list[Decoded]) -> list[DecodedSound]:
    return [item for item in items if isinstance(item, DecodedSound)]


def is_seamless(parts: list[DecodedSound]) -> bool:
    ends = [part.first_sample + part.samples.shape[1] for part in parts]
    return all(end == part.first_sample for end, part in zip(ends, parts[1:], strict=False))


def failure(path: Path | str) -> ErrorCode:
    with pytest.raises(SourceError) as raised, closing(FileDecoder(str(path))):
        pass
    return raised.value.problem.code


@pytest.mark.parametrize("container", ["mp4", "mkv", "mov", "ts", "flv"])
def test_pictures_and_sound_stand_where_the_file_has_them(tmp_path: Path, container: str) -> None:
    items = decoded(write_media(tmp_path / f"file.{container}", steady(2, 25), sound_s=2))

    starts = [item.start_s for item in pictures(items)]
    assert np.diff(starts) == pytest.approx(0.04, abs=0.0011)
    assert len(starts) == 50
    bright = [item.start_s for item in pictures(items) if brightness(item.frame) > 128]
    whole = np.concatenate([part.samples for part in sounds(items)], axis=1)
    loud = np.flatnonzero(np.abs(whole[0]) > 0.1)
    first_loud_s = (sounds(items)[0].first_sample + loud[0]) / 48_000
    assert first_loud_s == pytest.approx(bright[0], abs=0.005)
    assert is_seamless(sounds(items))


@pytest.mark.parametrize(("rate_hz", "layout"), [(44_100, "stereo"), (22_050, "mono")])
def test_sound_of_any_kind_becomes_48_khz_stereo(tmp_path: Path, rate_hz: int, layout: str) -> None:
    path = write_media(tmp_path / "file.m4a", sound_s=2, rate_hz=rate_hz, layout=layout)
    parts = sounds(decoded(path))

    assert all(part.samples.dtype == np.float32 and len(part.samples) == 2 for part in parts)
    assert is_seamless(parts)
    assert sum(part.samples.shape[1] for part in parts) == pytest.approx(96_000, abs=2100)
    assert np.array_equal(parts[5].samples[0], parts[5].samples[1])


def test_pictures_keep_the_times_of_a_variable_frame_rate(tmp_path: Path) -> None:
    times_s = [0.0, 0.01, 0.5, 0.533, 2.0, 2.2]

    items = pictures(decoded(write_media(tmp_path / "file.mkv", times_s)))

    assert [item.start_s for item in items] == pytest.approx(times_s, abs=0.001)


def test_a_file_says_what_it_has(tmp_path: Path) -> None:
    with closing(FileDecoder(str(write_media(tmp_path / "a.m4a", sound_s=1)))) as song:
        assert (song.has_pictures, song.has_sound) == (False, True)
    with closing(FileDecoder(str(write_media(tmp_path / "v.mp4", steady(1, 25))))) as film:
        assert (film.has_pictures, film.has_sound) == (True, False)


def test_the_cover_of_a_song_is_shown_but_does_not_move(tmp_path: Path) -> None:
    path = write_cover(tmp_path / "song.m4a")

    with closing(FileDecoder(str(path))) as song:
        assert not song.has_pictures
    (cover,) = pictures(decoded(path))
    assert (cover.start_s, cover.end_s) == (0.0, 0.0)


def test_a_photo_is_a_single_picture(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20), "red").save(tmp_path / "photo.png")

    (photo,) = decoded(tmp_path / "photo.png")
    assert isinstance(photo, DecodedPicture)
    assert (photo.frame.width, photo.frame.height) == (30, 20)


def test_the_encoder_is_not_told_where_the_file_had_its_keyframes(flash_and_beep: Path) -> None:
    assert {item.frame.pict_type for item in pictures(decoded(flash_and_beep))} == {0}


def test_a_truncated_film_plays_as_far_as_it_goes(tmp_path: Path) -> None:
    path = write_media(tmp_path / "whole.mkv", steady(4, 25), sound_s=4)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    items = pictures(decoded(path))
    assert 10 < len(items) < 90


def test_damage_in_the_middle_is_skipped(tmp_path: Path) -> None:
    path = write_media(tmp_path / "whole.ts", steady(4, 25), sound_s=4)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = np.random.default_rng(1).bytes(3000)
    path.write_bytes(content)

    items = decoded(path)
    assert pictures(items)[-1].start_s > 3.5
    assert len(pictures(items)) > 80


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone\.mp4 doesn't exist"):
        FileDecoder(str(tmp_path / "gone.mp4"))


def broken_files(folder: Path) -> Iterator[Path]:
    (folder / "empty.mp4").touch()
    yield folder / "empty.mp4"
    (folder / "text.mp4").write_text("This is not a film.\n" * 100)
    yield folder / "text.mp4"
    whole = write_media(folder / "whole.mp4", steady(1, 25)).read_bytes()
    (folder / "half.mp4").write_bytes(whole[: len(whole) // 2])  # its index stood at the end
    yield folder / "half.mp4"
    yield folder


def test_what_can_not_be_played_is_unreadable(tmp_path: Path) -> None:
    for path in broken_files(tmp_path):
        assert failure(path) == ErrorCode.FILE_UNREADABLE


def test_a_network_address_is_no_file() -> None:
    assert failure("http://127.0.0.1:9/film.mp4") == ErrorCode.FILE_MISSING


def test_subtitles_alone_are_not_played(tmp_path: Path) -> None:
    path = tmp_path / "words.srt"
    path.write_text("1\n00:00:00,000 --> 00:00:01,000\nHello\n")

    with pytest.raises(SourceError, match="neither picture nor sound"):
        FileDecoder(str(path))
