import pytest
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.actions import Actions
from desktop.panels.editactions import EditActions
from desktop.panels.scenes import ScenesPanel
from tests.fakes.desk import Desk


@pytest.fixture
def actions(desk: Desk, stage: QWidget) -> Actions:
    window = QMainWindow(stage)
    made = Actions(window, window.menuBar())
    EditActions(desk.studio, made, ScenesPanel(desk.studio, stage))
    desk.hears(desk.engine.attaches)
    return made


def test_undo_says_what_it_takes_back(desk: Desk, actions: Actions) -> None:
    assert not actions["undo"].isEnabled()
    desk.studio.editor.select("layer-1")

    actions["duplicate_layer"].trigger()
    texts = [actions["undo"].text()]
    actions["undo"].trigger()
    texts.append(actions["redo"].text())

    assert texts == ["&Undo: Duplicate layer", "&Redo: Duplicate layer"]
    assert actions["undo"].text() == "&Undo"
    assert len(desk.studio.programme().scene.layers) == 1


def test_without_a_layer_there_is_nothing_to_do_to_it(desk: Desk, actions: Actions) -> None:
    assert not actions["remove_layer"].isEnabled()

    desk.studio.editor.select("layer-1")
    assert actions["remove_layer"].isEnabled()
    assert actions["fit_layer"].isEnabled()


@pytest.mark.parametrize(("name", "fit"), [("fill_layer", "cover"), ("fit_layer", "contain")])
def test_a_layer_is_placed(desk: Desk, actions: Actions, name: str, fit: str) -> None:
    desk.studio.editor.select("layer-1")

    actions[name].trigger()

    assert desk.studio.programme().scene.layers[0].fit == fit


def test_every_scene_has_its_key_and_no_more(desk: Desk, actions: Actions) -> None:
    actions["add_scene"].trigger()
    shown = [n for n in range(1, 10) if actions[f"scene_{n}"].isVisible()]
    assert shown == [1, 2]

    actions["scene_1"].trigger()

    assert desk.studio.programme().scene_id == desk.studio.programme().scenes[0].id
