from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.editing.geometry import Box, moved, placed
from desktop.editing.history import Edit, History, Step
from desktop.editing.inputs import (
    add_input,
    add_picture,
    change_source,
    remove_input,
    rename_input,
)
from desktop.editing.layers import (
    Arrangement,
    Order,
    add_layer,
    arrange_layer,
    change_layer,
    duplicate_layer,
    order_layer,
    remove_layer,
)
from desktop.editing.scenes import (
    add_scene,
    duplicate_scene,
    move_scene,
    remove_scene,
    rename_scene,
    show_scene,
)
from encoder.scenes import Programme, Sound
from encoder.settings import SourceSpec
from tests.desktop.editing.conftest import assert_valid

Act = Callable[[Programme, int], Programme]


def layer_at(programme: Programme, pick: int) -> str:
    layers = programme.scene.layers
    return layers[pick % len(layers)].id


def input_at(programme: Programme, pick: int) -> str:
    return programme.inputs[pick % len(programme.inputs)].id


def scene_at(programme: Programme, pick: int) -> str:
    return programme.scenes[pick % len(programme.scenes)].id


def pushed(programme: Programme, pick: int) -> Programme:
    layer = programme.scene.layers[pick % len(programme.scene.layers)]
    box = moved(Box(layer.x, layer.y, layer.width, layer.height), pick / 9, -pick / 7, CANVAS)
    return change_layer(programme, placed(layer, box))


CANVAS = Programme().canvas
SCENE_ACTS: tuple[Act, ...] = (
    lambda p, _: add_scene(p, "New").programme,
    lambda p, n: duplicate_scene(p, scene_at(p, n)).programme,
    lambda p, n: remove_scene(p, scene_at(p, n)),
    lambda p, n: rename_scene(p, scene_at(p, n), f"Scene {n}"),
    lambda p, n: move_scene(p, scene_at(p, n), n // 3),
    lambda p, n: show_scene(p, scene_at(p, n)),
    lambda p, _: add_input(p, SourceSpec("tone")).programme,
    lambda p, _: add_picture(p, SourceSpec("camera")).programme,
)
INPUT_ACTS: tuple[Act, ...] = (
    lambda p, n: remove_input(p, input_at(p, n)),
    lambda p, n: rename_input(p, input_at(p, n), f"Name {n}"),
    lambda p, n: change_source(p, input_at(p, n), SourceSpec("pattern", {"n": n})),
    lambda p, n: add_layer(p, input_at(p, n)).programme,
)
LAYER_ACTS: tuple[Act, ...] = (
    lambda p, n: duplicate_layer(p, layer_at(p, n)).programme,
    lambda p, n: remove_layer(p, layer_at(p, n)),
    lambda p, n: order_layer(p, layer_at(p, n), list(Order)[n % 4]),
    lambda p, n: arrange_layer(p, layer_at(p, n), list(Arrangement)[n % 5], None),
    pushed,
)


def act(programme: Programme, which: int, pick: int) -> Programme:
    """Do one of all the edits there are, as far as there is something to edit."""
    acts = SCENE_ACTS
    if programme.inputs:
        acts += INPUT_ACTS
    if programme.scene.layers:
        acts += LAYER_ACTS
    return acts[which % len(acts)](programme, pick)


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 20)), max_size=30))
def test_any_sequence_of_edits_is_valid_and_can_be_undone_and_done_again(
    acts: list[tuple[int, int]],
) -> None:
    history = History()
    present = Programme()
    passed = [present]
    for which, pick in acts:
        after = act(present, which, pick)
        assert_valid(after)
        history.record(Step(Edit.MOVE_LAYER, present, after))
        if after != present:
            passed.append(after)
        present = after

    for earlier in reversed(passed[:-1]):
        undone = history.undo(present)
        assert undone is earlier
        present = undone
    assert history.undo(present) is None
    for later in passed[1:]:
        done = history.redo(present)
        assert done is later
        present = done
    assert history.redo(present) is None


@pytest.fixture
def history() -> History:
    return History(3)


def step(before: Programme, name: str, target: str = "") -> Step:
    return Step(Edit.RENAME, before, rename_input(before, "camera", name), target)


def test_what_was_undone_is_gone_after_something_new(
    history: History, programme: Programme
) -> None:
    history.record(step(programme, "a"))
    history.undo(rename_input(programme, "camera", "a"))
    assert history.next_redo is Edit.RENAME

    history.record(step(programme, "b"))

    assert history.next_redo is None


def test_the_oldest_steps_are_forgotten(history: History, programme: Programme) -> None:
    present = programme
    for name in "abcd":
        history.record(step(present, name))
        present = rename_input(present, "camera", name)

    while (back := history.undo(present)) is not None:
        present = back

    assert present.input("camera").name == "a"


def test_steps_on_one_target_in_a_row_are_one(history: History, programme: Programme) -> None:
    history.record(step(programme, "a", "camera"))
    once = rename_input(programme, "camera", "a")
    history.record(step(once, "ab", "camera"))

    assert history.undo(rename_input(once, "camera", "ab")) is programme
    assert history.next_undo is None


def test_nothing_done_is_no_step(history: History, programme: Programme) -> None:
    history.record(Step(Edit.MOVE_LAYER, programme, programme))

    assert history.next_undo is None


def test_undo_leaves_the_mixer_and_the_scene_gone_to_alone(
    history: History, programme: Programme
) -> None:
    after, _ = duplicate_layer(programme, "layer-2")
    history.record(Step(Edit.DUPLICATE_LAYER, programme, after))
    quiet = replace(after.inputs[2], sound=Sound(gain_db=-20))
    present = replace(after, inputs=(*after.inputs[:2], quiet), scene_id="scene-2")

    undone = history.undo(present)

    assert undone is not None
    assert undone.scenes == programme.scenes
    assert undone.input("microphone").sound.gain_db == -20
    assert undone.scene_id == "scene-2"
    assert_valid(undone)
    again = history.redo(undone)
    assert again == present


def test_after_others_changed_the_scenes_nothing_can_be_undone(
    history: History, programme: Programme
) -> None:
    after, _ = duplicate_layer(programme, "layer-2")
    history.record(Step(Edit.DUPLICATE_LAYER, programme, after))

    assert history.undo(Programme()) is None
    assert history.next_undo is None
