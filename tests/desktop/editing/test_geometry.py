from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editing.geometry import (
    Box,
    PictureSize,
    box_of,
    checked_crop,
    hugging,
    moved,
    placed,
    visible_box,
)
from encoder.scenes import Crop, Layer
from encoder.settings import Canvas

CANVAS = Canvas()
OLD_TELEVISION = PictureSize(640, 480)

shares = st.floats(-10, 10)
extents = st.floats(0.001, 8)
boxes = st.builds(Box, shares, shares, extents, extents)
crops = st.builds(
    Crop, st.floats(0, 0.95), st.floats(0, 0.95), st.floats(0, 0.95), st.floats(0, 0.95)
)


def test_a_narrow_picture_is_seen_in_the_middle_of_its_box() -> None:
    seen = visible_box(Layer("layer-1", "camera"), OLD_TELEVISION, CANVAS)

    assert astuple(seen) == pytest.approx((0.125, 0.0, 0.75, 1.0))


def test_a_picture_of_unknown_size_is_taken_to_fill_its_box() -> None:
    layer = Layer("layer-1", "camera", x=0.1, width=0.3)

    assert visible_box(layer, None, CANVAS) == box_of(layer)


def test_a_stretched_picture_fills_its_box() -> None:
    layer = Layer("layer-1", "camera", fit="stretch")

    assert visible_box(layer, OLD_TELEVISION, CANVAS) == box_of(layer)


def test_what_a_filled_box_cuts_becomes_crop() -> None:
    layer = hugging(Layer("layer-1", "camera", fit="cover"), OLD_TELEVISION, CANVAS)

    assert layer.fit == "contain"
    assert (layer.crop.top, layer.crop.bottom) == pytest.approx((0.125, 0.125))
    assert box_of(layer) == Box(0.0, 0.0, 1.0, 1.0)


@given(boxes, crops, st.sampled_from(["contain", "stretch", "cover"]))
def test_a_hugging_layer_is_seen_where_its_box_is(box: Box, crop: Crop, fit: str) -> None:
    layer = placed(Layer("layer-1", "camera", crop=checked_crop(crop), fit=fit), box)  # type: ignore[arg-type]

    hugged = hugging(layer, OLD_TELEVISION, CANVAS)

    seen = visible_box(hugged, OLD_TELEVISION, CANVAS)
    assert (seen.x, seen.y, seen.width, seen.height) == pytest.approx(
        (hugged.x, hugged.y, hugged.width, hugged.height), abs=1e-3
    )


@given(crops)
def test_a_checked_crop_leaves_something(crop: Crop) -> None:
    after = checked_crop(crop)

    assert after.left + after.right <= 0.95
    assert after.top + after.bottom <= 0.95


@given(st.builds(Box, st.floats(-4, 1), st.floats(-4, 1), extents, extents), shares, shares)
def test_a_moved_box_can_still_be_found(box: Box, dx: float, dy: float) -> None:
    after = moved(box, dx, dy, CANVAS)

    assert after.x < 1
    assert after.y < 1
    assert after.right > 0 or after.x == -4.0
    assert after.bottom > 0 or after.y == -4.0
