from desktop.editing.geometry import WHOLE, box_of
from desktop.editing.inputs import (
    CORNER,
    LINE,
    add_input,
    add_picture,
    change_source,
    find_input,
    remove_input,
    rename_input,
)
from encoder.scenes import Programme, Scene, Sound
from encoder.settings import SourceSpec
from tests.desktop.editing.conftest import assert_valid


def test_a_sound_is_added_without_a_layer(programme: Programme) -> None:
    after, input_id = add_input(programme, SourceSpec("tone"), "Beep")

    assert after.scenes == programme.scenes
    added = find_input(after, input_id)
    assert added is not None
    assert (added.name, added.source.kind, added.sound) == ("Beep", "tone", Sound())


def test_the_first_picture_of_a_scene_fills_it_and_further_ones_go_to_a_corner() -> None:
    empty = Programme(inputs=(), scenes=(Scene("scene-1"),))

    first, first_id = add_picture(empty, SourceSpec("camera"))
    second, second_id = add_picture(first, SourceSpec("image"))

    layers = {layer.id: layer for layer in second.scene.layers}
    assert box_of(layers[first_id]) == WHOLE
    assert box_of(layers[second_id]) == CORNER
    assert_valid(second)


def test_a_screen_fills_the_scene_and_a_text_stands_along_the_bottom(programme: Programme) -> None:
    screen, _ = add_picture(programme, SourceSpec("screen"))
    text, _ = add_picture(screen, SourceSpec("text"))

    assert [box_of(layer) for layer in text.scene.layers[-2:]] == [WHOLE, LINE]
    assert_valid(text)


def test_a_removed_input_leaves_every_scene(programme: Programme) -> None:
    after = remove_input(programme, "camera")

    assert [len(scene.layers) for scene in after.scenes] == [1, 0]
    assert find_input(after, "camera") is None
    assert_valid(after)


def test_a_name_is_trimmed_and_cut(programme: Programme) -> None:
    after = rename_input(programme, "camera", "  " + "x" * 100)

    assert after.input("camera").name == "x" * 80
    assert rename_input(programme, "camera", " ") is programme


def test_another_source_keeps_layers_and_sound(programme: Programme) -> None:
    after = change_source(programme, "camera", SourceSpec("pattern"))

    assert after.input("camera").source == SourceSpec("pattern")
    assert after.scenes == programme.scenes
