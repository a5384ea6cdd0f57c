import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.dialogs.closing import ClosingChoice, ClosingDialog


@pytest.fixture
def dialog(stage: QWidget) -> ClosingDialog:
    made = ClosingDialog(stage)
    made.open()
    return made


def test_each_button_is_a_choice(dialog: ClosingDialog, qtbot: QtBot) -> None:
    for button, choice in (
        (dialog.stop_button, ClosingChoice.STOP),
        (dialog.background_button, ClosingChoice.BACKGROUND),
        (dialog.cancel_button, ClosingChoice.CANCEL),
    ):
        with qtbot.waitSignal(dialog.chosen) as told:
            button.click()
        assert told.args == [choice]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_key_pressed_without_thinking_cancels(
    dialog: ClosingDialog, qtbot: QtBot, key: Qt.Key
) -> None:
    with qtbot.waitSignal(dialog.chosen) as told:
        QTest.keyClick(dialog, key)

    assert told.args == [ClosingChoice.CANCEL]


def test_while_it_stops_only_waiting_is_left(dialog: ClosingDialog) -> None:
    dialog.show_stopping()

    assert dialog.is_stopping
    assert not dialog.stop_button.isEnabled()
    assert not dialog.background_button.isEnabled()
