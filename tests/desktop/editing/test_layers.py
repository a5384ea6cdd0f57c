import pytest
from msgspec.structs import replace

from desktop.editing.geometry import WHOLE, PictureSize, box_of
from desktop.editing.layers import (
    Arrangement,
    Order,
    add_layer,
    arrange_layer,
    change_layer,
    duplicate_layer,
    find_layer,
    move_layer,
    order_layer,
    remove_layer,
)
from encoder.scenes import Crop, Layer, Programme
from tests.desktop.editing.conftest import assert_valid


def ids(programme: Programme) -> list[str]:
    return [layer.id for layer in programme.scene.layers]


def test_an_input_can_be_shown_twice(programme: Programme) -> None:
    after, layer_id = add_layer(programme, "camera")

    assert layer_id == "layer-3"
    assert ids(after) == ["layer-1", "layer-2", "layer-3"]
    assert after.inputs == programme.inputs
    assert_valid(after)


def test_a_duplicate_stands_right_above_and_beside_and_is_not_locked(programme: Programme) -> None:
    locked = change_layer(programme, replace(programme.scene.layers[0], is_locked=True))

    after, twin_id = duplicate_layer(locked, "layer-1")

    assert ids(after) == ["layer-1", twin_id, "layer-2"]
    twin = after.scene.layers[1]
    assert (twin.x, twin.y, twin.is_locked) == (0.02, 0.02, False)


def test_an_input_goes_with_its_last_layer(programme: Programme) -> None:
    without_screen = remove_layer(programme, "layer-1")
    without_camera = remove_layer(programme, "layer-2")

    assert [each.id for each in without_screen.inputs] == ["camera", "microphone"]
    assert without_camera.inputs == programme.inputs  # the other scene shows it
    assert_valid(without_screen)


@pytest.mark.parametrize(
    ("order", "after"),
    [
        (Order.RAISE, ["layer-2", "layer-1", "layer-3"]),
        (Order.TOP, ["layer-2", "layer-3", "layer-1"]),
        (Order.LOWER, ["layer-1", "layer-2", "layer-3"]),
        (Order.BOTTOM, ["layer-1", "layer-2", "layer-3"]),
    ],
)
def test_a_layer_is_raised_and_lowered(
    programme: Programme, order: Order, after: list[str]
) -> None:
    three = add_layer(programme, "camera").programme

    assert ids(order_layer(three, "layer-1", order)) == after


def test_what_is_where_it_should_be_is_not_changed(programme: Programme) -> None:
    assert move_layer(programme, "layer-2", 7) is programme
    assert change_layer(programme, programme.scene.layers[0]) is programme
    assert change_layer(programme, Layer("layer-9", "camera")) is programme


@pytest.mark.parametrize(
    ("arrangement", "fit"),
    [(Arrangement.FIT, "contain"), (Arrangement.FILL, "cover"), (Arrangement.STRETCH, "stretch")],
)
def test_a_layer_takes_the_whole_canvas(
    programme: Programme, arrangement: Arrangement, fit: str
) -> None:
    layer = find_layer(arrange_layer(programme, "layer-2", arrangement, None), "layer-2")

    assert layer is not None
    assert box_of(layer) == WHOLE
    assert layer.fit == fit


def test_what_is_seen_is_centred(programme: Programme) -> None:
    after = arrange_layer(programme, "layer-2", Arrangement.CENTRE, PictureSize(480, 640))
    layer = find_layer(after, "layer-2")

    assert layer is not None
    assert (layer.x, layer.y) == pytest.approx((0.375, 0.375))


def test_a_reset_forgets_crop_and_opacity(programme: Programme) -> None:
    cropped = replace(programme.scene.layers[1], crop=Crop(left=0.3), opacity=0.5, fit="stretch")
    after = arrange_layer(change_layer(programme, cropped), "layer-2", Arrangement.RESET, None)

    assert find_layer(after, "layer-2") == Layer("layer-2", "camera")
