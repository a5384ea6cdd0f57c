from desktop.editing.scenes import (
    add_scene,
    change_transition,
    duplicate_scene,
    move_scene,
    remove_scene,
    rename_scene,
    show_scene,
)
from encoder.scenes import Programme, Transition
from tests.desktop.editing.conftest import assert_valid


def ids(programme: Programme) -> list[str]:
    return [scene.id for scene in programme.scenes]


def test_a_new_scene_is_empty_and_not_shown_yet(programme: Programme) -> None:
    after, scene_id = add_scene(programme, "Break")

    assert after.scenes[-1].id == scene_id == "scene-3"
    assert after.scenes[-1].layers == ()
    assert after.scene_id == "scene-1"


def test_a_duplicate_shows_the_same_inputs(programme: Programme) -> None:
    after, twin_id = duplicate_scene(programme, "scene-1", "Talk 2")

    assert ids(after) == ["scene-1", twin_id, "scene-2"]
    assert after.scenes[1].layers == programme.scenes[0].layers
    assert after.inputs == programme.inputs
    assert_valid(after)


def test_with_a_scene_go_the_inputs_that_only_it_showed(programme: Programme) -> None:
    after = remove_scene(programme, "scene-1")

    assert after.scene_id == "scene-2"
    assert [each.id for each in after.inputs] == ["camera", "microphone"]
    assert_valid(after)


def test_the_last_scene_stays(programme: Programme) -> None:
    one = remove_scene(programme, "scene-2")

    assert remove_scene(one, "scene-1") is one


def test_scenes_are_renamed_moved_and_shown(programme: Programme) -> None:
    assert rename_scene(programme, "scene-2", " Me ").scenes[1].name == "Me"
    assert ids(move_scene(programme, "scene-2", 0)) == ["scene-2", "scene-1"]
    assert show_scene(programme, "scene-2").scene.name == "Face"
    assert show_scene(programme, "scene-1") is programme
    assert move_scene(programme, "scene-2", 1) is programme


def test_the_way_from_scene_to_scene_is_chosen(programme: Programme) -> None:
    fade = Transition("fade", 500)

    assert change_transition(programme, fade).transition == fade
