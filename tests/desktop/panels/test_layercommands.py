from collections.abc import Callable

import pytest

from desktop.editing.geometry import PictureSize
from desktop.editing.handles import Handle
from desktop.editing.history import Edit
from desktop.editing.layers import Arrangement, Order
from desktop.panels.layercommands import LayerCommands
from encoder.messages import PictureSized
from encoder.scenes import PICTURE_ID, Layer
from tests.fakes.desk import Desk

LAYER = "layer-1"


@pytest.fixture
def commands(desk: Desk) -> LayerCommands:
    desk.hears(desk.engine.attaches)
    desk.studio.editor.select(LAYER)
    return LayerCommands(desk.studio)


def layers(desk: Desk) -> list[Layer]:
    return list(desk.studio.programme().scene.layers)


def test_a_duplicate_is_selected(desk: Desk, commands: LayerCommands) -> None:
    commands.duplicate()

    assert len(layers(desk)) == 2
    assert desk.studio.editor.layer == layers(desk)[1]


def test_a_removed_layer_comes_back_by_undo(desk: Desk, commands: LayerCommands) -> None:
    before = desk.studio.programme()

    commands.remove()
    assert layers(desk) == []
    assert desk.studio.editor.layer is None
    desk.studio.editor.undo()

    assert desk.studio.programme() == before


def test_layers_are_ordered(desk: Desk, commands: LayerCommands) -> None:
    commands.duplicate()
    commands.order(Order.BOTTOM)
    assert [layer.id for layer in layers(desk)] == ["layer-2", LAYER]

    commands.move_to(LAYER, 0)
    assert [layer.id for layer in layers(desk)] == [LAYER, "layer-2"]


def test_a_locked_layer_is_not_arranged(desk: Desk, commands: LayerCommands) -> None:
    commands.toggle_locked(LAYER)
    commands.arrange(Arrangement.FILL)
    assert layers(desk)[0].fit == "contain"

    commands.toggle_locked(LAYER)
    commands.arrange(Arrangement.FILL)
    assert layers(desk)[0].fit == "cover"


def test_each_command_says_what_it_did(desk: Desk, commands: LayerCommands) -> None:
    acts: tuple[Callable[[], None], ...] = (
        lambda: commands.toggle_visible(LAYER),
        lambda: commands.toggle_visible(LAYER),
        lambda: commands.toggle_locked(LAYER),
        lambda: commands.rename(LAYER, "Desk"),
        lambda: commands.fade_to(0.5, is_settled=True),
    )
    done = []
    for act in acts:
        act()
        done.append(desk.studio.editor.next_undo)

    assert done == [
        Edit.HIDE_LAYER,
        Edit.SHOW_LAYER,
        Edit.LOCK_LAYER,
        Edit.RENAME,
        Edit.CHANGE_OPACITY,
    ]
    assert desk.studio.programme().input(PICTURE_ID).name == "Desk"


def test_the_size_of_pictures_is_known_once_the_engine_said_it(
    desk: Desk, commands: LayerCommands
) -> None:
    assert commands.size_of(PICTURE_ID) is None

    desk.says(PictureSized(PICTURE_ID, 640, 480))

    assert commands.size_of(PICTURE_ID) == PictureSize(640, 480)


def test_a_side_is_cut_off_by_number_while_the_rest_stands(
    desk: Desk, commands: LayerCommands
) -> None:
    commands.crop_to(Handle.LEFT, 0.25)
    commands.crop_to(Handle.BOTTOM, 0.5)
    commands.crop_to(Handle.LEFT, 0.125)

    (layer,) = layers(desk)
    assert (layer.crop.left, layer.crop.bottom) == pytest.approx((0.125, 0.5))
    assert (layer.x, layer.y) == pytest.approx((0.125, 0.0))
    assert (layer.width, layer.height) == pytest.approx((0.875, 0.5))
    assert desk.studio.editor.next_undo is Edit.CROP_LAYER


def test_a_locked_layer_is_not_cropped(desk: Desk, commands: LayerCommands) -> None:
    commands.toggle_locked(LAYER)

    commands.crop_to(Handle.TOP, 0.5)

    assert layers(desk)[0].crop.top == 0.0
