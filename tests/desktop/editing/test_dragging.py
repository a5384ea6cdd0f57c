from dataclasses import astuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editing.dragging import Drag, Keys
from desktop.editing.geometry import Box, PictureSize, box_of
from desktop.editing.handles import Handle
from desktop.editing.snapping import Guide, Snapper
from encoder.scenes import Layer
from encoder.settings import Canvas

CANVAS = Canvas()
CAMERA = Layer("layer-1", "camera", x=0.3, y=0.3, width=0.2, height=0.23)
ways = st.floats(-8, 8)


def drag(handle: Handle | None = None, layer: Layer = CAMERA, *others: Box) -> Drag:
    return Drag(layer, handle, None, CANVAS, Snapper(others, 0.01, 0.01))


def test_a_layer_follows_the_pointer() -> None:
    layer, guides = drag().to(0.05, 0.07, Keys())

    assert astuple(box_of(layer)) == pytest.approx((0.35, 0.37, 0.2, 0.23))
    assert guides == ()


def test_near_a_line_it_is_pulled_there_unless_that_is_suspended() -> None:
    layer, guides = drag().to(-0.295, 0.0, Keys())
    free, none = drag().to(-0.295, 0.0, Keys(snaps=False))

    assert layer.x == pytest.approx(0.0)
    assert guides == (Guide(is_upright=True, at=0.0),)
    assert free.x == pytest.approx(0.005)
    assert none == ()


def test_a_corner_pulled_to_a_line_keeps_the_shape() -> None:
    layer, guides = drag(Handle.BOTTOM_RIGHT).to(0.495, 0.3, Keys())

    assert layer.x + layer.width == pytest.approx(1.0)
    assert layer.height / layer.width == pytest.approx(0.23 / 0.2)
    assert guides == (Guide(is_upright=True, at=1.0),)


def test_a_free_corner_changes_the_shape_and_fills_the_box() -> None:
    layer, _ = drag(Handle.BOTTOM_RIGHT).to(0.1, 0.3, Keys(is_free=True))

    assert (layer.width, layer.height) == pytest.approx((0.3, 0.53))
    assert layer.fit == "stretch"


def test_the_bands_around_a_picture_are_not_resized_with_it() -> None:
    whole = Layer("layer-1", "camera")
    narrow = PictureSize(640, 480)
    held = Drag(whole, Handle.RIGHT, narrow, CANVAS, Snapper((), 0.01, 0.01))

    layer, _ = held.to(-0.375, 0.0, Keys(snaps=False))

    assert layer.x == pytest.approx(0.125)
    assert layer.width == pytest.approx(0.375)
    assert layer.height == pytest.approx(0.5)


def test_moving_keeps_the_box_and_pulls_what_is_seen() -> None:
    whole = Layer("layer-1", "camera")
    held = Drag(whole, None, PictureSize(640, 480), CANVAS, Snapper((), 0.01, 0.01))

    layer, guides = held.to(-0.12, 0.0, Keys())

    assert layer.x == pytest.approx(-0.125)
    assert layer.width == 1.0
    assert Guide(is_upright=True, at=0.0) in guides


@given(
    st.sampled_from([None, *Handle]),
    ways,
    ways,
    st.builds(Keys, st.booleans(), st.booleans(), st.booleans()),
)
def test_whatever_the_mouse_does_the_layer_is_valid(
    handle: Handle | None, dx: float, dy: float, keys: Keys
) -> None:
    layer, _ = drag(handle).to(dx, dy, keys)

    assert msgspec.convert(msgspec.to_builtins(layer), Layer) == layer
    assert layer.crop.left + layer.crop.right <= 0.95
