import itertools

import av
import numpy as np
import pytest
from PIL import ImageFont

from encoder.engine.slate import draw_slate, shown_reason, wrapped
from encoder.errors import ErrorCode, Problem
from tests.encoder.engine.canvases import plane

UNPLUGGED = "HD Webcam C920 is not connected."
SIZES = [(1280, 720), (320, 180), (360, 640), (160, 90), (64, 48), (2, 2), (1280, 2)]


def ink(frame: av.VideoFrame) -> tuple[slice, slice]:
    """Return the part of the slate that something is written on."""
    written = plane(frame, 0) > 60
    rows, columns = np.flatnonzero(written.any(axis=1)), np.flatnonzero(written.any(axis=0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_slate_has_the_size_that_was_asked_for(width: int, height: int) -> None:
    slate = draw_slate("Camera", UNPLUGGED, width, height)

    assert (slate.width, slate.height, slate.format.name) == (width, height, "yuv420p")


@pytest.mark.parametrize(("width", "height"), SIZES[:3])
@pytest.mark.parametrize("words", [UNPLUGGED, UNPLUGGED * 6, "カメラが抜かれました。" * 8])
def test_all_of_the_text_is_inside_of_the_slate(width: int, height: int, words: str) -> None:
    rows, columns = ink(draw_slate("Camera", words, width, height))

    assert rows.start > 0
    assert rows.stop < height
    assert columns.start > 0
    assert columns.stop < width


def test_a_slate_is_dark_and_its_text_is_bright() -> None:
    luma = plane(draw_slate("Camera", UNPLUGGED, 640, 360), 0)

    assert np.median(luma) < 40
    assert luma.max() > 200


def test_japanese_names_are_drawn_and_not_replaced_by_boxes() -> None:
    names = ["正面カメラ", "背面カメラ", "手元カメラ"]
    pictures = [plane(draw_slate(name, "", 640, 360), 0) for name in names]

    for one, other in itertools.combinations(pictures, 2):
        assert not np.array_equal(one, other)


def test_names_with_line_breaks_are_drawn_in_one_go() -> None:
    assert draw_slate("Front\ncamera\t", "It\nwas\n\nlost.", 320, 180).width == 320


def test_lines_are_no_wider_than_asked_and_lose_no_word() -> None:
    font = ImageFont.load_default(20)
    text = "The camera was pulled out, and nobody put it back in again."
    lines = list(wrapped(text, font, 150))

    assert len(lines) > 2
    assert all(font.getlength(line) <= 150 for line in lines)
    assert " ".join(lines) == text


def test_a_word_that_is_too_long_has_a_line_of_its_own() -> None:
    font = ImageFont.load_default(20)

    assert list(wrapped("an incomprehensibilities b", font, 60)) == [
        "an",
        "incomprehensibilities",
        "b",
    ]


def test_lines_of_japanese_end_after_any_character() -> None:
    font = ImageFont.load_default(20)
    lines = list(wrapped("カメラが抜かれました", font, font.getlength("カメラ")))

    assert "".join(lines) == "カメラが抜かれました"
    assert len(lines) > 2


def test_viewers_do_not_see_the_folders_of_who_broadcasts() -> None:
    problem = Problem(ErrorCode.FILE_MISSING, {"file": "/srv/private/wedding.mp4"})

    assert shown_reason(problem) == "The file wedding.mp4 doesn't exist."
    lost = Problem(ErrorCode.SOURCE_LOST, {"kind": "camera", "reason": "unplugged"})
    assert shown_reason(lost) == lost.message
