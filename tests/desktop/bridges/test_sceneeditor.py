import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.bridges.sceneeditor import SceneEditor
from desktop.editing.history import Edit
from desktop.editing.inputs import add_input, rename_input
from desktop.editing.layers import change_layer, find_layer, remove_layer
from desktop.editing.scenes import duplicate_scene
from encoder.scenes import PICTURE_ID, SCENE_ID, Programme, Sound
from encoder.settings import SourceSpec

LAYER = "layer-1"


class Desk:
    """Holds a programme, and remembers how each came."""

    def __init__(self) -> None:
        self.programme = Programme()
        self.is_settled: list[bool] = []
        self.editor = SceneEditor(lambda: self.programme, self._change)

    def drag_to(self, x: float, *, is_settled: bool) -> None:
        """Move the layer there."""
        layer = find_layer(self.programme, LAYER)
        assert layer is not None
        after = change_layer(self.programme, replace(layer, x=x))
        self.editor.do(Edit.MOVE_LAYER, after, is_settled=is_settled)

    def is_given(self, programme: Programme) -> None:
        """Let somebody else change the programme."""
        self.programme = programme
        self.editor.follow(programme)

    def _change(self, programme: Programme, is_settled: bool) -> None:
        self.is_settled.append(is_settled)
        self.is_given(programme)


@pytest.fixture
def desk(qapp: QApplication) -> Desk:
    return Desk()


def test_a_drag_is_one_step(desk: Desk) -> None:
    start = desk.programme
    for x in (0.1, 0.2, 0.3):
        desk.drag_to(x, is_settled=False)
    desk.drag_to(0.3, is_settled=True)
    assert desk.is_settled == [False, False, False, True]
    assert desk.editor.next_undo is Edit.MOVE_LAYER

    desk.editor.undo()

    assert desk.programme is start
    assert desk.editor.next_undo is None
    assert desk.editor.next_redo is Edit.MOVE_LAYER


def test_what_was_undone_can_be_done_again(desk: Desk) -> None:
    desk.drag_to(0.3, is_settled=True)
    moved = desk.programme
    desk.editor.undo()

    desk.editor.redo()

    assert desk.programme is moved


def test_a_cancelled_drag_leaves_no_trace(desk: Desk) -> None:
    start = desk.programme
    desk.drag_to(0.3, is_settled=False)

    desk.editor.cancel()

    assert desk.programme is start
    assert desk.editor.next_undo is None


def test_undo_in_the_middle_of_a_drag_cancels_it_first(desk: Desk) -> None:
    start = desk.programme
    desk.drag_to(0.1, is_settled=True)
    desk.drag_to(0.5, is_settled=False)

    desk.editor.undo()

    assert desk.programme is start


def test_an_edit_that_changes_nothing_is_none(desk: Desk) -> None:
    desk.editor.do(Edit.MOVE_LAYER, desk.programme)

    assert desk.is_settled == []
    assert desk.editor.next_undo is None


def test_typing_a_name_is_one_step(desk: Desk) -> None:
    start = desk.programme
    for name in ("C", "Ca", "Cam"):
        after = rename_input(desk.programme, PICTURE_ID, name)
        desk.editor.do(Edit.RENAME, after, target=PICTURE_ID)

    desk.editor.undo()

    assert desk.programme is start


def test_the_selected_layer_tells_its_input(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.editor.selection_changed):
        desk.editor.select(LAYER)

    assert desk.editor.layer is not None
    assert desk.editor.input == desk.programme.inputs[0]
    with qtbot.assertNotEmitted(desk.editor.selection_changed):
        desk.editor.select(LAYER)


def test_a_layer_that_is_gone_is_not_selected_until_it_is_back(desk: Desk) -> None:
    desk.editor.select(LAYER)
    desk.editor.do(Edit.REMOVE_LAYER, remove_layer(desk.programme, LAYER))
    assert desk.editor.layer is None
    assert desk.editor.input is None

    desk.editor.undo()

    assert desk.editor.layer is not None


def test_going_to_a_scene_is_no_step_and_selects_nothing(desk: Desk) -> None:
    after, twin_id = duplicate_scene(desk.programme, SCENE_ID)
    desk.editor.do(Edit.DUPLICATE_SCENE, after)
    desk.editor.select(LAYER)

    desk.editor.show_scene(twin_id)

    assert desk.programme.scene_id == twin_id
    assert desk.editor.layer is None
    assert desk.editor.next_undo is Edit.DUPLICATE_SCENE


def test_a_sound_is_selected_on_its_own(desk: Desk, qtbot: QtBot) -> None:
    after, input_id = add_input(desk.programme, SourceSpec("tone"))
    desk.editor.do(Edit.ADD_INPUT, after)

    with qtbot.waitSignal(desk.editor.options_asked):
        desk.editor.select_input(input_id)

    assert desk.editor.layer is None
    assert desk.editor.input is not None
    assert desk.editor.input.source.kind == "tone"


def test_scenes_that_come_from_elsewhere_end_the_history(desk: Desk, qtbot: QtBot) -> None:
    desk.drag_to(0.3, is_settled=True)

    with qtbot.waitSignal(desk.editor.history_changed):
        desk.is_given(duplicate_scene(Programme(), SCENE_ID).programme)

    assert desk.editor.next_undo is None


def test_a_mixer_that_is_moved_leaves_the_history_alone(desk: Desk) -> None:
    desk.drag_to(0.3, is_settled=True)
    quiet = replace(desk.programme.inputs[0], sound=Sound(gain_db=-12))

    desk.is_given(replace(desk.programme, inputs=(quiet,)))
    desk.editor.undo()

    assert desk.programme == replace(Programme(), inputs=(quiet,))
