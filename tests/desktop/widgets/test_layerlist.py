import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.icon import IconName
from desktop.widgets.layerlist import LayerList, LayerRow
from desktop.widgets.statuslamp import Lamp

ROWS = (
    LayerRow("camera", "Camera", icon=IconName.CAMERA, lamp=Lamp.OK),
    LayerRow("screen", "Screen", icon=IconName.SCREEN, lamp=Lamp.OK),
)


@pytest.fixture
def layers(stage: QWidget, dressed: QApplication) -> LayerList:
    made = LayerList("layers", stage)
    made.resize(260, 120)
    made.show_rows(ROWS, "camera")
    made.show()
    return made


def click(layers: LayerList, point: QPoint) -> None:
    QTest.mouseClick(
        layers.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
    )


def test_the_eye_is_pressed_without_choosing_the_row(layers: LayerList, qtbot: QtBot) -> None:
    with (
        qtbot.waitSignal(layers.visibility_asked) as told,
        qtbot.assertNotEmitted(layers.pressed_row),
    ):
        click(layers, layers.eye_area(1).center())

    assert told.args == ["screen"]


def test_the_lock_is_pressed(layers: LayerList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(layers.lock_asked) as told:
        click(layers, layers.lock_area(0).center())

    assert told.args == ["camera"]


def test_space_presses_the_eye(layers: LayerList, qtbot: QtBot) -> None:
    layers.setFocus()

    with qtbot.waitSignal(layers.visibility_asked) as told:
        QTest.keyClick(layers, Qt.Key.Key_Space)

    assert told.args == ["camera"]


def test_the_eye_is_as_large_as_a_finger_can_meet(layers: LayerList) -> None:
    area = layers.eye_area(0)

    assert area.width() >= 26
    assert area.height() >= 26


@pytest.mark.parametrize(
    "row",
    [
        LayerRow("camera", "Camera", icon=IconName.CAMERA, lamp=Lamp.BAD),
        LayerRow("camera", "Camera", icon=IconName.CAMERA, lamp=Lamp.OK, is_visible=False),
        LayerRow("camera", "Camera", icon=IconName.CAMERA, lamp=Lamp.OK, is_locked=True),
        LayerRow("camera", "Camera", icon=IconName.TEXT, lamp=Lamp.OK),
    ],
)
def test_everything_about_a_layer_can_be_seen(layers: LayerList, row: LayerRow) -> None:
    before = layers.grab().toImage()

    layers.show_rows((row, ROWS[1]), "camera")

    assert layers.grab().toImage() != before
