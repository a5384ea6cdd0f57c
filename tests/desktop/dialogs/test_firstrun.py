import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.dialogs.firstrun import Beginning, FirstRunDialog


@pytest.fixture
def dialog(stage: QWidget) -> FirstRunDialog:
    made = FirstRunDialog(stage)
    made.open()
    return made


@pytest.mark.parametrize("beginning", list(Beginning))
def test_each_card_is_one_press(qtbot: QtBot, dialog: FirstRunDialog, beginning: Beginning) -> None:
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.buttons[beginning].click()

    assert chosen.args == [beginning]
    assert not dialog.isVisible()


def test_enter_means_practice(qtbot: QtBot, dialog: FirstRunDialog) -> None:
    with qtbot.waitSignal(dialog.chosen) as chosen:
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert chosen.args == [Beginning.PRACTICE]


def test_escape_chooses_nothing(qtbot: QtBot, dialog: FirstRunDialog) -> None:
    with qtbot.assertNotEmitted(dialog.chosen):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()


def test_every_card_has_a_name_and_an_explanation_to_be_read_out(dialog: FirstRunDialog) -> None:
    for button in dialog.findChildren(QPushButton):
        assert button.accessibleName()
        assert button.accessibleDescription()
