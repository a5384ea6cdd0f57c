import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.cropfields import CropFields, CropSide
from tests.desktop.widgets.conftest import Brackets


@pytest.fixture
def fields(stage: QWidget) -> CropFields:
    made = CropFields("crop", stage)
    made.show()
    return made


def test_a_crop_is_shown_without_asking_for_anything(fields: CropFields, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(fields.edited):
        fields.show_crop(0.1, 0.0, 0.255, 0.9)

    assert [fields.box(side).value() for side in CropSide] == [10, 0, 26, 90]


def test_a_share_is_wanted_once_it_is_typed(fields: CropFields, qtbot: QtBot) -> None:
    box = fields.box(CropSide.TOP)
    box.setFocus()
    box.selectAll()

    with qtbot.assertNotEmitted(fields.edited):
        QTest.keyClicks(box, "25")
    with qtbot.waitSignal(fields.edited) as told:
        QTest.keyClick(box, Qt.Key.Key_Return)

    assert told.args == [CropSide.TOP, 25]


def test_the_texts_follow_the_language(
    fields: CropFields, qapp: QApplication, bracketed: Brackets, qtbot: QtBot
) -> None:
    qapp.installTranslator(bracketed)

    left = fields.box(CropSide.LEFT)
    qtbot.waitUntil(lambda: left.accessibleName() == "[Cut off the left in percent]", timeout=2000)
