import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.boxfields import BoxField, BoxFields
from tests.desktop.widgets.conftest import Brackets


@pytest.fixture
def fields(stage: QWidget) -> BoxFields:
    made = BoxFields("box", stage)
    made.resize(260, 80)
    made.show_box(10, -20, 640, 360)
    made.show()
    return made


def test_a_box_is_shown_without_asking_for_anything(fields: BoxFields, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(fields.edited):
        fields.show_box(1, 2, 3, 4)

    assert [fields.box(field).value() for field in BoxField] == [1, 2, 3, 4]


def test_a_number_is_wanted_once_it_is_typed(fields: BoxFields, qtbot: QtBot) -> None:
    box = fields.box(BoxField.WIDTH)
    box.setFocus()
    box.selectAll()

    with qtbot.assertNotEmitted(fields.edited):
        QTest.keyClicks(box, "320")
    with qtbot.waitSignal(fields.edited) as told:
        QTest.keyClick(box, Qt.Key.Key_Return)

    assert told.args == [BoxField.WIDTH, 320]


def test_a_size_is_never_nothing(fields: BoxFields) -> None:
    assert fields.box(BoxField.HEIGHT).minimum() == 1
    assert fields.box(BoxField.Y).minimum() < 0


def test_the_texts_follow_the_language(
    fields: BoxFields, qapp: QApplication, bracketed: Brackets, qtbot: QtBot
) -> None:
    qapp.installTranslator(bracketed)

    left = fields.box(BoxField.X)
    qtbot.waitUntil(lambda: left.accessibleName() == "[Left edge in pixels]", timeout=2000)
