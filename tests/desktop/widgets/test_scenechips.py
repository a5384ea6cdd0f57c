import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.scenechips import SceneChips, SceneRow

ROWS = (SceneRow("one", "Talk", is_shown=True), SceneRow("two", "A much longer name of a scene"))


@pytest.fixture
def chips(stage: QWidget, dressed: QApplication) -> SceneChips:
    made = SceneChips("scenes", stage)
    made.resize(420, made.height())
    made.show_rows(ROWS, "one")
    made.show()
    return made


def test_a_longer_name_has_a_wider_chip(chips: SceneChips) -> None:
    short, long = (chips.visualItemRect(chips.item(at)).width() for at in (0, 1))

    assert short < long <= 200


def test_the_scene_shown_looks_different(chips: SceneChips) -> None:
    before = chips.grab().toImage()

    chips.show_rows((SceneRow("one", "Talk"), ROWS[1]), "one")

    assert chips.grab().toImage() != before


def test_space_goes_to_a_scene(chips: SceneChips, qtbot: QtBot) -> None:
    chips.setFocus()
    QTest.keyClick(chips, Qt.Key.Key_Right)

    with qtbot.waitSignal(chips.activated_row) as told:
        QTest.keyClick(chips, Qt.Key.Key_Space)

    assert told.args == ["two"]


def test_the_wheel_goes_along_a_row_that_is_too_long(chips: SceneChips) -> None:
    chips.show_rows([SceneRow(str(at), f"A scene with number {at}") for at in range(9)], "0")
    chips.grab()
    turned = QWheelEvent(
        QPointF(20, 10), chips.mapToGlobal(QPointF(20, 10)), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    QApplication.sendEvent(chips.viewport(), turned)

    assert chips.horizontalScrollBar().value() > 0
