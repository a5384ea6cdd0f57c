import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.linesfield import LinesField


@pytest.fixture
def field(stage: QWidget) -> LinesField:
    made = LinesField(3, 20, stage)
    made.show()
    made.setFocus()
    return made


def test_enter_begins_a_new_line(qtbot: QtBot, field: LinesField) -> None:
    QTest.keyClicks(field, "Sunday")
    QTest.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.edited):
        QTest.keyClicks(field, "r")

    assert field.toPlainText() == "Sunday\nr"


def test_tab_leaves_it(field: LinesField, stage: QWidget) -> None:
    after = QLineEdit(stage)
    after.show()
    QWidget.setTabOrder(field, after)

    QTest.keyClick(field, Qt.Key.Key_Tab)

    assert after.hasFocus()
    assert field.toPlainText() == ""


def test_what_is_too_long_is_not_taken(field: LinesField) -> None:
    QTest.keyClicks(field, "x" * 25)

    assert field.toPlainText() == "x" * 20


def test_showing_a_text_is_no_edit(qtbot: QtBot, field: LinesField) -> None:
    with qtbot.assertNotEmitted(field.edited):
        field.show_text("Sunday\nrace")

    assert field.toPlainText() == "Sunday\nrace"
