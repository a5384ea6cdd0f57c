from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editing.geometry import Box, box_of
from desktop.editing.handles import Handle, cropped, resized, scaled
from encoder.scenes import Crop, Layer
from encoder.settings import Canvas

CANVAS = Canvas()
HALF = Box(0.25, 0.25, 0.5, 0.5)
ways = st.floats(-8, 8)
handles = st.sampled_from(Handle)
boxes = st.builds(
    Box, st.floats(-4, 1), st.floats(-4, 1), st.floats(0.02, 5.0), st.floats(0.02, 5.0)
)


def test_a_free_handle_moves_only_its_own_edges() -> None:
    right = resized(HALF, Handle.RIGHT, 0.1, 0.3, CANVAS)
    corner = resized(HALF, Handle.TOP_LEFT, 0.1, -0.1, CANVAS)

    assert astuple(right) == pytest.approx((0.25, 0.25, 0.6, 0.5))
    assert astuple(corner) == pytest.approx((0.35, 0.15, 0.4, 0.6))


def test_a_corner_grows_the_shape_from_the_corner_opposite() -> None:
    assert scaled(HALF, Handle.TOP_LEFT, -0.25, 0.0, CANVAS) == Box(0.0, 0.0, 0.75, 0.75)


def test_an_edge_grows_the_shape_from_the_middle_of_the_edge_opposite() -> None:
    assert scaled(HALF, Handle.RIGHT, 0.25, 0.0, CANVAS) == Box(0.25, 0.125, 0.75, 0.75)


def test_a_cropped_picture_stands_still() -> None:
    layer = Layer("layer-1", "camera", x=0.2, y=0.2, width=0.4, height=0.4)

    after = cropped(layer, Handle.LEFT, 0.1, 0.0, CANVAS)

    assert after.crop.left == pytest.approx(0.25)
    assert astuple(box_of(after)) == pytest.approx((0.3, 0.2, 0.3, 0.4))


def test_a_crop_can_be_pulled_back_to_the_edge_of_the_picture_and_no_further() -> None:
    layer = Layer("layer-1", "camera", x=0.2, width=0.4, crop=Crop(left=0.5))

    after = cropped(layer, Handle.LEFT, -3.0, 0.0, CANVAS)

    assert after.crop == Crop()
    assert (after.x, after.width) == pytest.approx((-0.2, 0.8))


@given(boxes, handles, ways, ways)
def test_a_box_stays_within_the_contract(box: Box, handle: Handle, dx: float, dy: float) -> None:
    for after in (resized(box, handle, dx, dy, CANVAS), scaled(box, handle, dx, dy, CANVAS)):
        assert 8 / CANVAS.width <= after.width + 1e-9 <= 5 + 2e-9
        assert 8 / CANVAS.height <= after.height + 1e-9 <= 5 + 2e-9
        assert after.x >= -4 - 1e-9
        assert after.y >= -4 - 1e-9


@given(boxes, handles, ways, ways)
def test_a_scaled_box_keeps_its_shape_and_the_side_opposite(
    box: Box, handle: Handle, dx: float, dy: float
) -> None:
    after = scaled(box, handle, dx, dy, CANVAS)

    assert after.width / after.height == pytest.approx(box.width / box.height)
    if handle.across > 0:
        assert after.x == pytest.approx(box.x)
    if handle.down < 0:
        assert after.bottom == pytest.approx(box.bottom)


@given(boxes, handles, ways, ways)
def test_a_crop_stays_within_the_contract(box: Box, handle: Handle, dx: float, dy: float) -> None:
    layer = Layer(
        "layer-1", "camera", box.x, box.y, box.width, box.height, crop=Crop(0.3, 0.2, 0.3, 0.1)
    )

    after = cropped(layer, handle, dx, dy, CANVAS).crop

    assert after.left + after.right <= 0.95
    assert after.top + after.bottom <= 0.95
    assert min(after.left, after.top, after.right, after.bottom) >= 0
