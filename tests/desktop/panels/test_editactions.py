import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QWidget

from desktop.actions import Actions
from desktop.panels.editactions import EditActions
from desktop.panels.scenes import ScenesPanel
from tests.fakes.desk import Desk

NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def actions(desk: Desk, stage: QWidget) -> Actions:
    window = QMainWindow(stage)
    window.setWindowFlag(Qt.WindowType.Widget)
    window.show()
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


def test_keys_act_on_the_layer_but_not_while_a_text_is_typed(
    desk: Desk, actions: Actions, stage: QWidget
) -> None:
    window = stage.findChild(QMainWindow)
    assert window is not None
    line = QLineEdit("ab")
    window.setCentralWidget(line)
    line.show()
    desk.studio.editor.select("layer-1")
    start = desk.studio.programme()
    line.setFocus()
    line.setCursorPosition(0)

    for key, keys in ((Qt.Key.Key_Delete, NO_KEYS), (Qt.Key.Key_Z, CTRL)):
        QTest.keyClick(line, key, keys)
    assert line.text() == "ab"
    assert desk.studio.programme() == start

    QTest.keyClick(line, Qt.Key.Key_D, CTRL)
    assert len(desk.studio.programme().scene.layers) == 2


def test_every_scene_has_its_key_and_no_more(desk: Desk, actions: Actions) -> None:
    actions["add_scene"].trigger()
    shown = [n for n in range(1, 10) if actions[f"scene_{n}"].isVisible()]
    assert shown == [1, 2]

    actions["scene_1"].trigger()

    assert desk.studio.programme().scene_id == desk.studio.programme().scenes[0].id
