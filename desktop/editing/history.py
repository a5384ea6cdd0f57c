"""Undo and redo of edits, without undoing what others changed meanwhile."""

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from msgspec.structs import replace

from encoder.scenes import Input, Programme

MOST_STEPS = 500


class Edit(StrEnum):
    """What was done, as the Edit menu says it in English."""

    ADD_SCENE = "Add scene"
    REMOVE_SCENE = "Remove scene"
    RENAME_SCENE = "Rename scene"
    DUPLICATE_SCENE = "Duplicate scene"
    REORDER_SCENES = "Reorder scenes"
    ADD_INPUT = "Add sound"
    REMOVE_INPUT = "Remove sound"
    RENAME = "Rename"
    CHANGE_OPTIONS = "Change options"
    ADD_LAYER = "Add layer"
    REMOVE_LAYER = "Remove layer"
    DUPLICATE_LAYER = "Duplicate layer"
    REORDER_LAYERS = "Reorder layers"
    MOVE_LAYER = "Move layer"
    RESIZE_LAYER = "Resize layer"
    CROP_LAYER = "Crop layer"
    ARRANGE_LAYER = "Arrange layer"
    CHANGE_OPACITY = "Change opacity"
    SHOW_LAYER = "Show layer"
    HIDE_LAYER = "Hide layer"
    LOCK_LAYER = "Lock layer"
    UNLOCK_LAYER = "Unlock layer"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that can be undone."""

    edit: Edit
    before: Programme
    after: Programme
    target: str = ""
    """Further steps of the same kind on the same target join this one; empty = never."""


class History:
    """The steps done and undone; the oldest are forgotten."""

    def __init__(self, most_steps: int = MOST_STEPS) -> None:
        self._done: deque[Step] = deque(maxlen=most_steps)
        self._undone: deque[Step] = deque(maxlen=most_steps)

    @property
    def next_undo(self) -> Edit | None:
        """What undo would take back."""
        return self._done[-1].edit if self._done else None

    @property
    def next_redo(self) -> Edit | None:
        """What redo would do again."""
        return self._undone[-1].edit if self._undone else None

    def record(self, step: Step) -> None:
        """Remember what was done; what was undone before is gone."""
        if step.before == step.after:
            return
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if step.target and last and (last.edit, last.target) == (step.edit, step.target):
            self._done.pop()
            step = Step(step.edit, last.before, step.after, step.target)
        self._done.append(step)

    def undo(self, present: Programme) -> Programme | None:
        """Return the programme before the last step; None where there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        back = _between(step.after, step.before, present)
        if back is None:
            self.clear()
            return None
        self._undone.append(step)
        return back

    def redo(self, present: Programme) -> Programme | None:
        """Return the programme after the step undone last; None where there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        forth = _between(step.before, step.after, present)
        if forth is None:
            self.clear()
            return None
        self._done.append(step)
        return forth

    def still_fits(self, present: Programme) -> bool:
        """Tell whether what was done could be undone in a programme that others changed."""
        if self._done:
            start = self._done[-1].after
        elif self._undone:
            start = self._undone[-1].before
        else:
            return True
        return _between(start, start, present) is not None

    def clear(self) -> None:
        """Forget every step."""
        self._done.clear()
        self._undone.clear()


def _between(start: Programme, goal: Programme, present: Programme) -> Programme | None:
    """Return `goal` with everything that `present` has changed since `start`.

    Sound, the scene shown, canvas and transition have no undo: a mixer moved or a scene gone to
    in between stays. None where the scenes or inputs themselves were changed by others.
    """
    if present == start:
        return goal
    if present.scenes != start.scenes or _arranged(present) != _arranged(start):
        return None
    sounds = {each.id: each.sound for each in present.inputs}
    known = {each.id: each.sound for each in start.inputs}
    inputs = tuple(
        replace(each, sound=sounds[each.id])
        if each.id in sounds and sounds[each.id] != known[each.id]
        else each
        for each in goal.inputs
    )
    scene_ids = {scene.id for scene in goal.scenes}
    return replace(
        present,
        inputs=inputs,
        scenes=goal.scenes,
        scene_id=present.scene_id
        if present.scene_id != start.scene_id and present.scene_id in scene_ids
        else goal.scene_id,
    )


def _arranged(programme: Programme) -> tuple[Input, ...]:
    """Return the inputs as if nobody had touched their sound."""
    return tuple(Input(each.id, each.source, each.name) for each in programme.inputs)
