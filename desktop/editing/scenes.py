"""Edits the list of scenes."""

from msgspec.structs import replace

from desktop.editing.ids import Added, fresh_id
from desktop.editing.inputs import MOST_NAME
from desktop.editing.layers import without_lost_inputs
from encoder.scenes import Programme, Scene, Transition


def add_scene(programme: Programme, name: str = "") -> Added:
    """Append an empty scene; the one shown stays."""
    scene_id = fresh_id("scene", (scene.id for scene in programme.scenes))
    scene = Scene(scene_id, name[:MOST_NAME])
    return Added(replace(programme, scenes=(*programme.scenes, scene)), scene_id)


def duplicate_scene(programme: Programme, scene_id: str, name: str = "") -> Added:
    """Put a scene with the same layers right behind this one; both show the same inputs."""
    at = _index(programme, scene_id)
    twin_id = fresh_id("scene", (scene.id for scene in programme.scenes))
    twin = replace(programme.scenes[at], id=twin_id, name=name[:MOST_NAME])
    scenes = (*programme.scenes[: at + 1], twin, *programme.scenes[at + 1 :])
    return Added(replace(programme, scenes=scenes), twin_id)


def remove_scene(programme: Programme, scene_id: str) -> Programme:
    """Remove a scene, and the inputs only it showed; the last scene stays.

    Where it was shown, the one before it comes.
    """
    at = _index(programme, scene_id)
    if len(programme.scenes) == 1:
        return programme
    gone = programme.scenes[at]
    rest = (*programme.scenes[:at], *programme.scenes[at + 1 :])
    shown = programme.scene_id if programme.scene_id != scene_id else rest[max(0, at - 1)].id
    after = replace(programme, scenes=rest, scene_id=shown)
    return without_lost_inputs(after, gone.layers)


def rename_scene(programme: Programme, scene_id: str, name: str) -> Programme:
    """Call a scene this."""
    at = _index(programme, scene_id)
    name = name.strip()[:MOST_NAME]
    if programme.scenes[at].name == name:
        return programme
    scenes = list(programme.scenes)
    scenes[at] = replace(scenes[at], name=name)
    return replace(programme, scenes=tuple(scenes))


def move_scene(programme: Programme, scene_id: str, index: int) -> Programme:
    """Move a scene to this place in the list, 0 = first."""
    scenes = list(programme.scenes)
    scene = scenes.pop(_index(programme, scene_id))
    scenes.insert(max(0, min(len(scenes), index)), scene)
    return (
        programme if tuple(scenes) == programme.scenes else replace(programme, scenes=tuple(scenes))
    )


def show_scene(programme: Programme, scene_id: str) -> Programme:
    """Go to a scene; the programme's transition says how."""
    _index(programme, scene_id)
    return programme if programme.scene_id == scene_id else replace(programme, scene_id=scene_id)


def change_transition(programme: Programme, transition: Transition) -> Programme:
    """Go from scene to scene in this way."""
    if transition == programme.transition:
        return programme
    return replace(programme, transition=transition)


def _index(programme: Programme, scene_id: str) -> int:
    return next(at for at, scene in enumerate(programme.scenes) if scene.id == scene_id)
