import os
import threading
import time
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from encoder.engine.sources.image import MAX_SIDE, ImageFile, ImageOptions, frame_of, open_image
from encoder.errors import ErrorCode, Problem, SourceError
from encoder.settings import Canvas

RED, CLEAR = (255, 0, 0, 255), (0, 0, 255, 0)


def write(path: Path, colour: tuple[int, ...] = RED, size: tuple[int, int] = (40, 30)) -> Path:
    Image.new("RGBA" if len(colour) == 4 else "RGB", size, colour).save(path)
    return path


def read(path: Path) -> av.VideoFrame:
    frame = ImageFile(str(path)).read()
    assert frame is not None
    return frame


def refusal(path: str) -> Problem:
    with pytest.raises(SourceError) as raised:
        open_image(ImageOptions(path), Canvas(), lambda: 0.0)
    return raised.value.problem


@pytest.mark.parametrize("suffix", ["png", "webp"])
def test_transparent_parts_stay_transparent(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"logo.{suffix}"
    image = Image.new("RGBA", (41, 31), CLEAR)
    image.paste(RED, (0, 0, 10, 10))
    image.save(path, lossless=True)
    frame = read(path)

    assert (frame.format.name, frame.width, frame.height) == ("rgba", 41, 31)
    assert tuple(frame.to_ndarray()[0, 0]) == RED
    assert frame.to_ndarray()[20, 20, 3] == 0


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "bmp"])
def test_a_picture_without_clear_parts_has_no_alpha_to_be_blended(
    tmp_path: Path, suffix: str
) -> None:
    frame = read(write(tmp_path / f"photo.{suffix}", (0, 128, 0)))

    assert frame.format.name == "rgb24"
    assert np.abs(frame.to_ndarray()[15, 20].astype(int) - (0, 128, 0)).max() < 6


def test_a_palette_with_a_clear_colour_is_transparent(tmp_path: Path) -> None:
    image = Image.new("P", (8, 8), 0)
    image.putpalette([255, 0, 0, 0, 255, 0])
    image.save(tmp_path / "old.gif", transparency=0)

    assert read(tmp_path / "old.gif").to_ndarray()[0, 0, 3] == 0


def test_a_photo_stands_as_the_camera_was_held(tmp_path: Path) -> None:
    image = Image.new("RGB", (40, 30))
    exif = image.getexif()
    exif[0x0112] = 6  # turned by 90 degrees
    image.save(tmp_path / "photo.jpg", exif=exif)
    frame = read(tmp_path / "photo.jpg")

    assert (frame.width, frame.height) == (30, 40)


def test_a_picture_larger_than_any_canvas_is_made_smaller() -> None:
    frame = frame_of(Image.new("L", (MAX_SIDE * 2, 8)))

    assert frame.width == MAX_SIDE


def test_a_file_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    image = ImageFile(str(write(tmp_path / "logo.png")))

    assert image.read() is not None
    assert image.read() is None


def test_a_changed_file_is_shown_while_the_source_runs(tmp_path: Path) -> None:
    path = write(tmp_path / "logo.png")
    source = open_image(ImageOptions(str(path)), Canvas(), lambda: 0.0)
    # As programs save: written beside, then put in its place.
    write(tmp_path / "new.png", (0, 0, 255, 128))
    os.replace(tmp_path / "new.png", path)

    waiting, deadline = threading.Event(), time.monotonic() + 30
    while (frame := source.picture(0.0)) is None or frame.format.name != "rgba":
        assert time.monotonic() < deadline, "the new picture was never shown"
        waiting.wait(0.02)
    assert tuple(frame.to_ndarray()[0, 0]) == (0, 0, 255, 128)
    source.close()


def test_a_missing_file_is_named() -> None:
    problem = refusal("nowhere/logo.png")

    assert problem.code is ErrorCode.FILE_MISSING
    assert "nowhere/logo.png" in problem.message


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"x" * 40])
def test_a_file_that_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(content)

    assert refusal(str(path)).code is ErrorCode.IMAGE_UNREADABLE


def test_a_picture_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    Image.effect_noise((200, 200), 80).save(path)
    path.write_bytes(path.read_bytes()[:3000])

    assert refusal(str(path)).code is ErrorCode.IMAGE_UNREADABLE
    assert not refusal(str(path)).is_final  # it may just be on its way from another disk


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    assert refusal(str(tmp_path)).code is ErrorCode.IMAGE_UNREADABLE


def test_no_file_is_said_as_such() -> None:
    assert "no file is chosen" in refusal("").message
