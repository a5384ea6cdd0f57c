"""Edits the inputs of a programme: what is captured, apart from where it is shown."""

from msgspec.structs import replace

from desktop.editing.geometry import WHOLE, Box
from desktop.editing.ids import Added, fresh_id
from desktop.editing.layers import add_layer
from encoder.scenes import Input, Programme
from encoder.settings import SourceSpec

MOST_NAME = 80
"""Longest name there may be, in characters."""
CORNER = Box(0.66, 0.66, 0.32, 0.32)
"""Where a picture goes that comes to others: at the bottom right, over them."""
LINE = Box(0.1, 0.84, 0.8, 0.12)
"""Where a text goes: along the bottom, as high as a line of it looks well."""


def find_input(programme: Programme, input_id: str | None) -> Input | None:
    """Return an input by its id."""
    return next((each for each in programme.inputs if each.id == input_id), None)


def add_input(programme: Programme, source: SourceSpec, name: str = "") -> Added:
    """Capture one more source, shown nowhere: its sound is heard in every scene."""
    input_id = fresh_id("input", (each.id for each in programme.inputs))
    new = Input(input_id, source, name[:MOST_NAME])
    return Added(replace(programme, inputs=(*programme.inputs, new)), input_id)


def add_picture(programme: Programme, source: SourceSpec, name: str = "") -> Added:
    """Capture one more source and show it on top of the present scene; the id is the layer's."""
    fills = source.kind == "screen"
    is_first = not programme.scene.layers
    box = LINE if source.kind == "text" else WHOLE if is_first or fills else CORNER
    with_input, input_id = add_input(programme, source, name)
    return add_layer(with_input, input_id, box)


def remove_input(programme: Programme, input_id: str) -> Programme:
    """Capture a source no more, and take its layers out of every scene."""
    scenes = tuple(
        replace(scene, layers=tuple(layer for layer in scene.layers if layer.input != input_id))
        for scene in programme.scenes
    )
    inputs = tuple(each for each in programme.inputs if each.id != input_id)
    if inputs == programme.inputs:
        return programme
    return replace(programme, inputs=inputs, scenes=scenes)


def rename_input(programme: Programme, input_id: str, name: str) -> Programme:
    """Call an input this; empty = as its kind is called."""
    return _changed(programme, input_id, name=name.strip()[:MOST_NAME])


def change_source(programme: Programme, input_id: str, source: SourceSpec) -> Programme:
    """Capture this instead; layers and sound stay."""
    return _changed(programme, input_id, source=source)


def _changed(programme: Programme, input_id: str, **changes: object) -> Programme:
    inputs = tuple(
        replace(each, **changes) if each.id == input_id else each for each in programme.inputs
    )
    return programme if inputs == programme.inputs else replace(programme, inputs=inputs)
