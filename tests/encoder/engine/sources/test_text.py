import threading
import time

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from encoder.engine.sources.text import TextOptions, TextPainter, open_text
from encoder.settings import Canvas

NOON_UTC_S = 1_700_000_000.25


def drawn(**options: object) -> NDArray[np.uint8]:
    """Rows by columns by RGBA."""
    frame = TextPainter(TextOptions(**options), Canvas(), lambda: NOON_UTC_S).draw()  # type: ignore[arg-type]
    return rgba(frame)


def rgba(frame: av.VideoFrame | None) -> NDArray[np.uint8]:
    assert frame is not None
    assert frame.format.name == "rgba"
    return np.asarray(frame.to_ndarray(), np.uint8)


def ink_columns(image: NDArray[np.uint8], rows: slice) -> NDArray[np.int64]:
    return np.flatnonzero(image[rows, :, 3].max(axis=0) > 128)


def test_letters_stand_on_a_clear_ground() -> None:
    image = drawn(text="Livedesk")

    assert image[0, 0, 3] == 0
    assert image[..., 3].max() == 255
    assert (image[image[..., 3] == 255][:, :3] == 255).all()


def test_the_edges_of_letters_have_the_letters_colour() -> None:
    image = drawn(text="Oo", colour="#FF0000")
    edges = image[(image[..., 3] > 0) & (image[..., 3] < 255)]

    assert len(edges)
    assert (np.abs(edges[:, :3].astype(int) - (255, 0, 0)) <= 1).all()


def test_the_ground_may_be_coloured_and_half_clear() -> None:
    assert tuple(drawn(text="x", background="#10203080")[0, 0]) == (16, 32, 48, 128)
    assert tuple(drawn(text="x", background="#102030")[0, 0]) == (16, 32, 48, 255)


def test_letters_may_be_half_clear() -> None:
    assert drawn(text="III", colour="#FFFFFF80")[..., 3].max() == 128


def test_the_size_is_a_part_of_the_pictures_height() -> None:
    small, large = drawn(text="Livedesk", size=5), drawn(text="Livedesk", size=20)

    assert large.shape[0] / small.shape[0] == pytest.approx(4, rel=0.1)
    assert small.shape[0] < 720 * 0.05 * 2


def test_backslash_n_begins_a_new_line() -> None:
    one, two = drawn(text="Livedesk"), drawn(text="Livedesk\\nLivedesk")

    assert two.shape[0] > 1.5 * one.shape[0]
    assert two.shape[1] == one.shape[1]


def test_a_shorter_line_stands_where_it_is_told() -> None:
    starts = {}
    for alignment in ("left", "centre", "right"):
        image = drawn(text="MMMMMMMM\\nI", alignment=alignment)
        starts[alignment] = ink_columns(image, slice(image.shape[0] * 5 // 9, None))[0]

    assert starts["left"] < starts["centre"] < starts["right"]


def test_japanese_is_written() -> None:
    image = drawn(text="配信中")
    columns = ink_columns(image, slice(None))

    assert len(columns) > 80


@pytest.mark.parametrize("text", ["", "   ", "\\n", "{unknown} {}"])
def test_any_text_can_be_drawn(text: str) -> None:
    assert drawn(text=text).size


def test_a_text_as_long_as_allowed_has_an_end() -> None:
    assert drawn(text="W" * 1000, size=50).shape[1] <= 4096


def test_the_same_text_is_drawn_once() -> None:
    painter = TextPainter(TextOptions(text="still"), Canvas(), lambda: NOON_UTC_S)

    assert painter.draw() is not None
    assert painter.draw() is None
    assert painter.wait_s() is None


def test_a_clock_is_drawn_once_a_second() -> None:
    now_s = [NOON_UTC_S]
    painter = TextPainter(TextOptions(text="{date} {time}"), Canvas(), lambda: now_s[0])
    first = rgba(painter.draw())

    assert painter.draw() is None
    assert painter.wait_s() == pytest.approx(0.75, abs=0.01)
    now_s[0] += 0.76
    second = rgba(painter.draw())
    assert second.shape == first.shape
    assert (second != first).any()


def test_a_picture_that_changes_never_becomes_smaller() -> None:
    now_s = [1_700_000_000.0]
    painter = TextPainter(TextOptions(text="{time}"), Canvas(), lambda: now_s[0])
    widths = []
    for _ in range(60):
        widths.append(rgba(painter.draw()).shape[1])
        now_s[0] += 1

    assert widths == sorted(widths)


def test_an_open_clock_runs() -> None:
    source = open_text(TextOptions(text="{time}"), Canvas(320, 180), lambda: 0.0)
    first = source.picture(0.0)
    waiting, deadline = threading.Event(), time.monotonic() + 30
    while source.picture(0.0) is first:
        assert time.monotonic() < deadline, "the clock stands"
        waiting.wait(0.02)
    source.close()
