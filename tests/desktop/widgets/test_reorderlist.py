import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.reorderlist import ListRow, ReorderList

ROWS = tuple(ListRow(name, name.title(), f"{name}, words") for name in ("one", "two", "three"))
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(params=[False, True], ids=["below", "beside"])
def rows(stage: QWidget, request: pytest.FixtureRequest) -> ReorderList:
    made = ReorderList("rows", stage, is_flat=request.param)
    made.resize(300, 200)
    made.show_rows(ROWS, "one")
    made.show()
    return made


def middle(rows: ReorderList, at: int) -> QPoint:
    return rows.visualItemRect(rows.item(at)).center()


def drag(rows: ReorderList, start: QPoint, end: QPoint) -> None:
    target = rows.viewport()
    QTest.mousePress(target, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for stop in (QPointF(start + end) / 2, QPointF(end)):
        move = QMouseEvent(
            QEvent.Type.MouseMove, stop, target.mapToGlobal(stop),
            Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(target, move)
    QTest.mouseRelease(target, LEFT, Qt.KeyboardModifier.NoModifier, end)


def test_rows_are_shown_without_asking_for_anything(rows: ReorderList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(rows.pressed_row):
        rows.show_rows(ROWS[:2], "two")

    assert rows.count() == 2
    assert rows.current_id == "two"
    assert rows.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "two, words"


def test_a_click_chooses_and_activates(rows: ReorderList, qtbot: QtBot) -> None:
    with qtbot.waitSignals([rows.pressed_row, rows.activated_row]):
        QTest.mouseClick(rows.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, middle(rows, 1))

    assert rows.current_id == "two"


def test_arrows_choose_and_enter_activates(rows: ReorderList, qtbot: QtBot) -> None:
    rows.setFocus()
    key = Qt.Key.Key_Right if rows.flow() is rows.Flow.LeftToRight else Qt.Key.Key_Down

    with qtbot.waitSignal(rows.pressed_row) as pressed, qtbot.assertNotEmitted(rows.activated_row):
        QTest.keyClick(rows, key)
    with qtbot.waitSignal(rows.activated_row) as activated:
        QTest.keyClick(rows, Qt.Key.Key_Return)

    assert pressed.args == activated.args == ["two"]


@pytest.mark.parametrize(("start", "end", "asked"), [(0, 2, ("one", 1)), (2, 0, ("three", 0))])
def test_a_row_is_dragged_to_another_place(
    rows: ReorderList, qtbot: QtBot, start: int, end: int, asked: tuple[str, int]
) -> None:
    there = middle(rows, end) - QPoint(3, 3)  # before its middle

    with qtbot.waitSignal(rows.moved) as told, qtbot.assertNotEmitted(rows.activated_row):
        drag(rows, middle(rows, start), there)

    assert tuple(told.args) == asked
    assert rows.rows == ROWS  # until it is true


def test_a_row_dragged_to_where_it_is_stays(rows: ReorderList, qtbot: QtBot) -> None:
    area = rows.visualItemRect(rows.item(0))

    with qtbot.assertNotEmitted(rows.moved):
        drag(rows, area.topLeft() + QPoint(1, 1), area.bottomRight() - QPoint(1, 1))


def test_another_name_is_asked_for_and_shown_when_it_is_true(
    rows: ReorderList, qtbot: QtBot
) -> None:
    rows.rename("two")
    editor = rows.findChild(QLineEdit)
    assert editor is not None
    editor.setText(" Deux ")

    with qtbot.waitSignal(rows.renamed) as told:
        QTest.keyClick(editor, Qt.Key.Key_Return)

    assert told.args == ["two", "Deux"]
    assert rows.item(1).text() == "Two"


def test_delete_asks_to_remove_the_row_with_the_keyboard(rows: ReorderList, qtbot: QtBot) -> None:
    rows.setFocus()

    with qtbot.waitSignal(rows.removal_asked) as told:
        QTest.keyClick(rows, Qt.Key.Key_Delete)

    assert told.args == ["one"]


def test_the_keyboard_coming_in_chooses_nothing(
    rows: ReorderList, stage: QWidget, qtbot: QtBot
) -> None:
    rows.show_rows(ROWS, None)
    stage.setFocus()

    with qtbot.assertNotEmitted(rows.pressed_row):
        rows.setFocus()
