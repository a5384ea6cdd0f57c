"""Edits the layers of the scene that is shown."""

from enum import StrEnum

from msgspec.structs import replace

from desktop.editing.geometry import WHOLE, Box, PictureSize, placed, visible_box
from desktop.editing.ids import Added, fresh_id
from encoder.scenes import Crop, Layer, Programme, Scene

DUPLICATE_STEP = 0.02
"""How far a duplicate stands from what it was made of, so that it is seen."""


class Order(StrEnum):
    """Where a layer goes among the others."""

    RAISE = "raise"
    LOWER = "lower"
    TOP = "top"
    BOTTOM = "bottom"


class Arrangement(StrEnum):
    """Ways to place a layer at once."""

    FIT = "fit"
    """Whole and as large as the canvas allows."""
    FILL = "fill"
    """Over the whole canvas, what is too much cut off."""
    STRETCH = "stretch"
    """Over the whole canvas, shape not kept."""
    CENTRE = "centre"
    """In the middle, as large as it is."""
    RESET = "reset"
    """Whole, uncropped, opaque."""


def find_layer(programme: Programme, layer_id: str | None) -> Layer | None:
    """Return a layer of the scene shown."""
    return next((layer for layer in programme.scene.layers if layer.id == layer_id), None)


def add_layer(programme: Programme, input_id: str, box: Box = WHOLE) -> Added:
    """Show an input that exists in the present scene too, on top."""
    scene = programme.scene
    layer_id = fresh_id("layer", (layer.id for layer in scene.layers))
    layer = placed(Layer(layer_id, input_id), box)
    return Added(_with_layers(programme, (*scene.layers, layer)), layer_id)


def duplicate_layer(programme: Programme, layer_id: str) -> Added:
    """Show the same input once more, a little further right and down, right above."""
    layers = programme.scene.layers
    at = _index(layers, layer_id)
    layer = layers[at]
    twin_id = fresh_id("layer", (each.id for each in layers))
    box = Box(layer.x + DUPLICATE_STEP, layer.y + DUPLICATE_STEP, layer.width, layer.height)
    twin = replace(placed(layer, box), id=twin_id, is_locked=False)
    return Added(_with_layers(programme, (*layers[: at + 1], twin, *layers[at + 1 :])), twin_id)


def remove_layer(programme: Programme, layer_id: str) -> Programme:
    """Take a layer away, and its input with it when no scene shows that any more.

    Or it would go on being heard without being seen anywhere.
    """
    layer = find_layer(programme, layer_id)
    if layer is None:
        return programme
    rest = tuple(each for each in programme.scene.layers if each.id != layer_id)
    return without_lost_inputs(_with_layers(programme, rest), (layer,))


def change_layer(programme: Programme, layer: Layer) -> Programme:
    """Put `layer` in the place of the one with its id."""
    if find_layer(programme, layer.id) in (None, layer):
        return programme
    layers = programme.scene.layers
    return _with_layers(programme, tuple(layer if each.id == layer.id else each for each in layers))


def order_layer(programme: Programme, layer_id: str, order: Order) -> Programme:
    """Move a layer up or down among the others."""
    at = _index(programme.scene.layers, layer_id)
    last = len(programme.scene.layers) - 1
    match order:
        case Order.RAISE:
            at = min(last, at + 1)
        case Order.LOWER:
            at = max(0, at - 1)
        case Order.TOP:
            at = last
        case Order.BOTTOM:
            at = 0
    return move_layer(programme, layer_id, at)


def move_layer(programme: Programme, layer_id: str, index: int) -> Programme:
    """Move a layer to this place, 0 = at the bottom."""
    layers = list(programme.scene.layers)
    layer = layers.pop(_index(programme.scene.layers, layer_id))
    layers.insert(max(0, min(len(layers), index)), layer)
    if tuple(layers) == programme.scene.layers:
        return programme
    return _with_layers(programme, tuple(layers))


def arrange_layer(
    programme: Programme, layer_id: str, arrangement: Arrangement, size: PictureSize | None
) -> Programme:
    """Place a layer at once."""
    layer = programme.scene.layers[_index(programme.scene.layers, layer_id)]
    whole = placed(layer, WHOLE)
    match arrangement:
        case Arrangement.FIT:
            after = replace(whole, fit="contain")
        case Arrangement.FILL:
            after = replace(whole, fit="cover")
        case Arrangement.STRETCH:
            after = replace(whole, fit="stretch")
        case Arrangement.CENTRE:
            seen = visible_box(layer, size, programme.canvas)
            box = Box(
                layer.x + 0.5 - seen.centre_x,
                layer.y + 0.5 - seen.centre_y,
                layer.width,
                layer.height,
            )
            after = placed(layer, box)
        case Arrangement.RESET:
            after = replace(whole, fit="contain", crop=Crop(), opacity=1.0)
    return change_layer(programme, after)


def without_lost_inputs(programme: Programme, gone: tuple[Layer, ...]) -> Programme:
    """Remove the inputs of layers that are gone, unless a scene still shows them."""
    placed_inputs = {layer.input for scene in programme.scenes for layer in scene.layers}
    lost = {layer.input for layer in gone} - placed_inputs
    if not lost:
        return programme
    kept = tuple(each for each in programme.inputs if each.id not in lost)
    return replace(programme, inputs=kept)


def _with_layers(programme: Programme, layers: tuple[Layer, ...]) -> Programme:
    def changed(scene: Scene) -> Scene:
        return replace(scene, layers=layers) if scene.id == programme.scene_id else scene

    return replace(programme, scenes=tuple(changed(scene) for scene in programme.scenes))


def _index(layers: tuple[Layer, ...], layer_id: str) -> int:
    return next(at for at, layer in enumerate(layers) if layer.id == layer_id)
