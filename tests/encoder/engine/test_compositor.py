import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from encoder.engine.compositor import Compositor, fitted_size
from encoder.settings import Canvas

CANVAS = Canvas(320, 180)
BLACK = (16, 128, 128)
RED_709 = (63, 102, 240)
"""Limited range; BT.709 luma of red is 0.2126, BT.601's 0.299 would give 81."""
GREY_16 = (16, 128, 128)


def plane(frame: av.VideoFrame, index: int) -> NDArray[np.uint8]:
    """Return rows x columns of a plane, without the padding."""
    source = frame.planes[index]
    rows = np.frombuffer(memoryview(source), np.uint8).reshape(source.height, source.line_size)
    return rows[:, : source.width]


def yuv_at(frame: av.VideoFrame, x: int, y: int) -> tuple[int, ...]:
    return tuple(int(plane(frame, i)[y >> (i > 0), x >> (i > 0)]) for i in range(3))


def rgb(width: int, height: int, colour: tuple[int, int, int]) -> av.VideoFrame:
    return av.VideoFrame.from_ndarray(np.full((height, width, 3), colour, np.uint8), "rgb24")


def yuv(width: int, height: int, colour: tuple[int, int, int]) -> av.VideoFrame:
    frame = av.VideoFrame(width, height, "yuv420p")
    for index, value in enumerate(colour):
        np.frombuffer(memoryview(frame.planes[index]), np.uint8)[:] = value
    return frame


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 2 for a, b in zip(found, wanted, strict=True))


def test_without_a_picture_it_is_black_in_limited_range() -> None:
    frame = Compositor(CANVAS).compose(None)

    assert (frame.width, frame.height, frame.format.name) == (320, 180, "yuv420p")
    for index, value in enumerate(BLACK):
        assert (plane(frame, index) == value).all()


def test_a_picture_that_fits_is_passed_on_untouched() -> None:
    source = yuv(320, 180, (90, 100, 110))

    assert Compositor(CANVAS).compose(source) is source


def test_the_same_picture_is_composed_only_once() -> None:
    compositor = Compositor(CANVAS)
    source = rgb(64, 64, (9, 9, 9))
    first = compositor.compose(source)

    assert compositor.compose(source) is first
    assert compositor.compose(None) is not first
    assert compositor.compose(source) is first
    assert compositor.compose(rgb(64, 64, (9, 9, 9))) is not first


def test_colours_are_those_of_bt709() -> None:
    frame = Compositor(CANVAS).compose(rgb(320, 180, (255, 0, 0)))

    assert near(yuv_at(frame, 160, 90), RED_709)


def test_a_picture_in_full_range_is_brought_to_limited_range() -> None:
    source = yuv(320, 180, (255, 128, 128))
    source.color_range = ColorRange.JPEG
    frame = Compositor(CANVAS).compose(source)

    assert near(yuv_at(frame, 160, 90), (235, 128, 128))


def test_a_picture_in_the_colours_of_old_television_is_converted() -> None:
    source = yuv(320, 180, (81, 90, 240))  # red by BT.601
    source.colorspace = Colorspace.ITU601
    source.color_range = ColorRange.MPEG
    frame = Compositor(CANVAS).compose(source)

    assert near(yuv_at(frame, 160, 90), RED_709)


@pytest.mark.parametrize(
    ("width", "height", "inside", "outside"),
    [
        (640, 360, [(0, 0), (319, 179)], []),
        (160, 180, [(160, 0), (160, 179), (81, 90), (238, 90)], [(78, 90), (241, 90)]),
        (640, 180, [(0, 90), (319, 90), (160, 46), (160, 133)], [(160, 43), (160, 136)]),
        (101, 57, [(160, 90)], []),
        (1, 1, [(160, 90), (160, 0)], [(20, 90), (300, 90)]),
        (4096, 2, [(160, 88), (0, 89)], [(160, 80), (160, 100)]),
    ],
)
def test_another_shape_is_centred_between_black_bars(
    width: int, height: int, inside: list[tuple[int, int]], outside: list[tuple[int, int]]
) -> None:
    frame = Compositor(CANVAS).compose(rgb(width, height, (255, 255, 255)))

    assert (frame.width, frame.height, frame.format.name) == (320, 180, "yuv420p")
    assert all(near(yuv_at(frame, *point), (235, 128, 128)) for point in inside)
    assert all(yuv_at(frame, *point) == BLACK for point in outside)


@pytest.mark.parametrize("pixels", ["rgb24", "bgra", "bgr0", "yuyv422", "nv12", "gray", "yuv444p"])
def test_every_usual_pixel_format_is_taken(pixels: str) -> None:
    source = rgb(66, 38, (0, 0, 0)).reformat(format=pixels)
    frame = Compositor(CANVAS).compose(source)

    assert near(yuv_at(frame, 160, 90), GREY_16)


SIZES = st.integers(1, 5000)
EVEN = st.integers(40, 2000).map(lambda half: 2 * half)


@given(SIZES, SIZES, EVEN, EVEN)
def test_a_fitted_picture_is_even_inside_and_as_large_as_can_be(
    width: int, height: int, max_width: int, max_height: int
) -> None:
    fitted = fitted_size(width, height, max_width, max_height)

    assert all(side % 2 == 0 and side >= 2 for side in fitted)
    assert fitted[0] <= max_width
    assert fitted[1] <= max_height
    assert fitted[0] >= max_width - 1 or fitted[1] >= max_height - 1


@given(EVEN, EVEN)
def test_a_picture_of_the_same_shape_fills_everything(width: int, height: int) -> None:
    assert fitted_size(width, height, width, height) == (width, height)
    assert fitted_size(2 * width, 2 * height, width, height) == (width, height)
