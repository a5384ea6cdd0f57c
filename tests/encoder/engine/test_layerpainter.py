from collections.abc import Callable

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from encoder.engine.layerpainter import Base, LayerPainter, Shown, has_alpha
from encoder.engine.patch import ClearPatch, Patch, black, draw, planes_of
from encoder.scenes import Crop, Layer
from encoder.settings import Canvas
from tests.encoder.engine.canvases import near, rgb, rgba, yuv, yuv_at
from tests.encoder.engine.layers import LAYERS

CANVAS = Canvas(320, 180)
WHOLE = Layer("whole", "input")
CORNER = Layer("corner", "input", width=0.25, height=0.25, fit="stretch")


def halves(pixels: str = "rgb24") -> av.VideoFrame:
    """Return a picture whose left half is black and whose right half is white."""
    picture = np.zeros((90, 160, 3), np.uint8)
    picture[:, 80:] = 255
    return av.VideoFrame.from_ndarray(picture, "rgb24").reformat(format=pixels)


def whole(painter: LayerPainter) -> av.VideoFrame:
    """Return the picture of a layer that covers the canvas."""
    painted = painter.painted()
    assert isinstance(painted, Base)
    return painted.frame


@pytest.fixture
def painter() -> LayerPainter:
    return LayerPainter(CANVAS)


def test_a_picture_is_painted_only_when_it_or_its_layer_is_new(painter: LayerPainter) -> None:
    frame = rgb(64, 64, (200, 0, 0))
    assert painter.show(CORNER, Shown(frame))
    first = painter.painted()
    assert painter.show(CORNER, Shown(frame))
    assert painter.painted() is first

    painter.show(CORNER, Shown(rgb(64, 64, (200, 0, 0))))
    second = painter.painted()
    assert second is not first
    painter.show(replace(CORNER, x=0.5), Shown(frame))
    assert painter.painted() is not second


@pytest.mark.parametrize(
    ("layer", "frame", "covers"),
    [
        (WHOLE, rgb(640, 360, (1, 2, 3)), True),
        (WHOLE, rgb(640, 480, (1, 2, 3)), False),
        (replace(WHOLE, fit="cover"), rgb(640, 480, (1, 2, 3)), True),
        (replace(WHOLE, opacity=0.5), rgb(640, 360, (1, 2, 3)), False),
        (WHOLE, rgba(640, 360, (1, 2, 3, 255)), False),
        (replace(WHOLE, x=-0.5, y=-0.5, width=2, height=2), rgb(640, 360, (1, 2, 3)), True),
        (CORNER, rgb(640, 360, (1, 2, 3)), False),
    ],
)
def test_whether_anything_below_is_seen_is_known(
    painter: LayerPainter, layer: Layer, frame: av.VideoFrame, covers: bool
) -> None:
    painter.show(layer, Shown(frame))

    assert isinstance(painter.painted(), Base) is covers


@pytest.mark.parametrize("pixels", ["rgb24", "bgr0", "yuyv422", "nv12", "yuv420p", "yuvj420p"])
def test_of_a_cropped_picture_only_that_part_is_shown(painter: LayerPainter, pixels: str) -> None:
    for crop, luma in ((Crop(left=0.5), 235), (Crop(right=0.5), 16)):
        painter.show(replace(WHOLE, crop=crop, fit="stretch"), Shown(halves(pixels)))
        frame = whole(painter)

        for x in (4, 160, 315):
            assert near(yuv_at(frame, x, 90), (luma, 128, 128), 3)


def test_the_colours_of_a_cropped_picture_are_those_of_the_whole_one(painter: LayerPainter) -> None:
    source = yuv(320, 180, (81, 90, 240))  # red by BT.601
    source.colorspace = Colorspace.ITU601
    source.color_range = ColorRange.MPEG
    painter.show(replace(WHOLE, crop=Crop(0.1, 0.1, 0.1, 0.1)), Shown(source))
    frame = whole(painter)

    assert near(yuv_at(frame, 160, 90), (63, 102, 240))


def test_a_slate_is_shown_whole_in_the_place_of_a_cropped_picture(painter: LayerPainter) -> None:
    layer = replace(WHOLE, crop=Crop(left=0.5), fit="cover")
    painter.show(layer, Shown(halves(), is_slate=True))
    slate = whole(painter)

    assert near(yuv_at(slate, 40, 90), (16, 128, 128))
    assert near(yuv_at(slate, 280, 90), (235, 128, 128))


def test_edges_of_clear_pictures_get_no_dark_seam(painter: LayerPainter) -> None:
    # White letters on clear black, made smaller: half covered is half white, not a quarter.
    pixels = np.zeros((90, 160, 4), np.uint8)
    pixels[:, 1::2] = 255
    painter.show(CORNER, Shown(av.VideoFrame.from_ndarray(pixels, "rgba")))
    patch = painter.painted()
    assert isinstance(patch, ClearPatch)
    on_white = (patch.light[0] + 235 * patch.below[0].astype(np.uint32)) >> 8

    assert np.abs(on_white.astype(int) - 235).max() <= 3


def test_only_the_part_of_a_clear_picture_that_is_not_clear_is_drawn(painter: LayerPainter) -> None:
    pixels = np.zeros((180, 320, 4), np.uint8)
    pixels[100:121, 51:81] = (255, 0, 0, 255)
    painter.show(WHOLE, Shown(av.VideoFrame.from_ndarray(pixels, "rgba")))
    patch = painter.painted()
    assert isinstance(patch, ClearPatch)

    assert (patch.left, patch.top, patch.light[0].shape) == (50, 100, (22, 32))
    painter.show(WHOLE, Shown(rgba(320, 180, (255, 0, 0, 0))))
    assert painter.painted() is None


@pytest.mark.parametrize(
    ("frame", "crop", "is_own"),
    [
        (yuv(320, 180, (90, 90, 90)), Crop(), False),
        (yuv(640, 360, (90, 90, 90)), Crop(left=0.5, top=0.5), False),
        (yuv(640, 360, (90, 90, 90)), Crop(), True),
        (rgb(320, 180, (90, 90, 90)), Crop(), True),
    ],
)
def test_whose_memory_a_picture_is_in_is_known(
    painter: LayerPainter, frame: av.VideoFrame, crop: Crop, is_own: bool
) -> None:
    painter.show(replace(WHOLE, crop=crop), Shown(frame))
    painted = painter.painted()
    assert isinstance(painted, Base)

    assert painted.is_own is is_own


def test_a_clear_source_is_never_written_to(painter: LayerPainter) -> None:
    source = rgba(64, 36, (200, 100, 50, 100))
    painter.show(WHOLE, Shown(source))
    painter.painted()

    assert source.to_ndarray()[0, 0].tolist() == [200, 100, 50, 100]


def test_the_opacity_of_a_layer_weakens_its_picture(painter: LayerPainter) -> None:
    painter.show(replace(WHOLE, opacity=0.5), Shown(rgb(64, 36, (255, 255, 255))))
    patch = painter.painted()
    assert isinstance(patch, Patch)
    assert patch.weight == 128

    painter.show(replace(WHOLE, opacity=0.001), Shown(rgb(64, 36, (255, 255, 255))))
    assert painter.painted() is None


def test_a_picture_that_can_not_be_scaled_is_left_out_and_that_is_said_once(
    painter: LayerPainter, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("WARNING", "Pictures in xv30be can't be scaled")
    for _ in range(2):
        painter.show(CORNER, Shown(av.VideoFrame(64, 36, "xv30be")))
        assert painter.painted() is None


def test_formats_with_an_alpha_channel_are_known() -> None:
    assert has_alpha(rgba(16, 16, (0, 0, 0, 0)))
    assert has_alpha(rgba(16, 16, (0, 0, 0, 0)).reformat(format="yuva420p"))
    assert not has_alpha(rgb(16, 16, (0, 0, 0)).reformat(format="bgr0"))
    assert not has_alpha(yuv(16, 16, (16, 128, 128)))


@given(
    LAYERS,
    st.integers(1, 300),
    st.integers(1, 300),
    st.sampled_from(["rgb24", "rgba", "bgr0", "yuyv422", "nv12", "yuv420p", "yuva420p", "gray"]),
)
def test_any_layer_of_any_picture_is_painted_inside_of_the_canvas(
    layer: Layer, width: int, height: int, pixels: str
) -> None:
    painter = LayerPainter(CANVAS)
    frame = rgb(width, height, (200, 100, 50)).reformat(format=pixels)
    planes = planes_of(black(CANVAS))
    if painter.show(layer, Shown(frame)):
        painted = painter.painted()
        if isinstance(painted, Patch | ClearPatch):
            draw(painted, planes)  # raises where it reaches over an edge
        elif painted is not None:
            assert (painted.frame.width, painted.frame.height) == (320, 180)
