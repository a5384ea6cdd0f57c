from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.holdbutton import HoldButton

LEFT = Qt.MouseButton.LeftButton
LONG_MS = 60_000

MakeButton = Callable[..., HoldButton]


@pytest.fixture
def make_button(stage: QWidget) -> MakeButton:
    def make(hold_ms: int = LONG_MS, confirm_ms: int = LONG_MS) -> HoldButton:
        button = HoldButton(
            "Hold to stop", "Press again", stage, hold_ms=hold_ms, confirm_ms=confirm_ms
        )
        button.resize(200, 40)
        button.show()
        return button

    return make


def test_holding_long_enough_confirms_once(qtbot: QtBot, make_button: MakeButton) -> None:
    button = make_button(hold_ms=40)

    with qtbot.waitSignal(button.confirmed):
        QTest.mousePress(button, LEFT)

    with qtbot.assertNotEmitted(button.confirmed):
        QTest.mouseRelease(button, LEFT)
    assert button.progress == 0.0
    assert not button.isDown()


def test_letting_go_early_does_nothing(qtbot: QtBot, make_button: MakeButton) -> None:
    button = make_button()

    with qtbot.assertNotEmitted(button.confirmed):
        QTest.mousePress(button, LEFT)
        qtbot.waitUntil(lambda: button.progress > 0.0)
        QTest.mouseRelease(button, LEFT)

    assert button.progress == 0.0
    assert not button.is_asking


def test_leaving_the_button_while_holding_does_nothing(
    qtbot: QtBot, make_button: MakeButton
) -> None:
    button = make_button()
    QTest.mousePress(button, LEFT)

    QTest.mouseMove(button, QPoint(500, 500))

    qtbot.waitUntil(lambda: not button.isDown())
    assert button.progress == 0.0


def test_the_right_button_is_ignored(qtbot: QtBot, make_button: MakeButton) -> None:
    button = make_button()

    QTest.mousePress(button, Qt.MouseButton.RightButton)

    assert not button.isDown()


def test_progress_is_painted(qtbot: QtBot, make_button: MakeButton, dressed: QApplication) -> None:
    button = make_button(hold_ms=2000)
    QTest.mousePress(button, LEFT)
    at_once = button.grab().toImage()

    qtbot.waitUntil(lambda: button.progress > 0.1)

    assert button.grab().toImage() != at_once
    QTest.mouseRelease(button, LEFT)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_the_first_key_press_asks_and_the_second_confirms(
    qtbot: QtBot, make_button: MakeButton, key: Qt.Key
) -> None:
    button = make_button()

    with qtbot.assertNotEmitted(button.confirmed):
        QTest.keyClick(button, key)
    assert button.text() == button.accessibleName() == "Press again"

    with qtbot.waitSignal(button.confirmed):
        QTest.keyClick(button, key)
    assert button.text() == "Hold to stop"


def test_a_key_held_down_counts_once(qtbot: QtBot, make_button: MakeButton) -> None:
    button = make_button()
    space = Qt.Key.Key_Space
    repeat = QKeyEvent(
        QEvent.Type.KeyPress, space, Qt.KeyboardModifier.NoModifier, " ", autorep=True
    )

    with qtbot.assertNotEmitted(button.confirmed):
        QTest.keyPress(button, space)
        QApplication.sendEvent(button, repeat)

    assert button.is_asking


def test_the_question_is_withdrawn_after_a_while(qtbot: QtBot, make_button: MakeButton) -> None:
    button = make_button(confirm_ms=30)
    QTest.keyClick(button, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: not button.is_asking)

    assert button.text() == "Hold to stop"


def test_the_question_is_withdrawn_when_the_focus_leaves(
    qtbot: QtBot, make_button: MakeButton
) -> None:
    button = make_button()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_Space)

    button.clearFocus()

    assert not button.is_asking


def test_the_question_is_withdrawn_when_the_button_is_disabled(
    qtbot: QtBot, make_button: MakeButton
) -> None:
    button = make_button()
    QTest.keyClick(button, Qt.Key.Key_Space)

    button.setEnabled(False)

    assert button.text() == "Hold to stop"


def test_a_screen_readers_press_asks_too(qtbot: QtBot, make_button: MakeButton) -> None:
    button = make_button()

    button.click()
    assert button.is_asking

    with qtbot.waitSignal(button.confirmed):
        button.click()


def test_texts_can_change_while_it_asks(qtbot: QtBot, make_button: MakeButton) -> None:
    button = make_button()
    button.click()

    button.set_texts("長押しで停止", "もう一度押すと停止")

    assert button.text() == "もう一度押すと停止"


def test_other_keys_are_left_to_qt(qtbot: QtBot, make_button: MakeButton) -> None:
    button = make_button()

    QTest.keyClick(button, Qt.Key.Key_A)

    assert not button.is_asking


def test_a_sentence_that_was_meant_for_a_field_does_not_confirm(
    qtbot: QtBot, make_button: MakeButton
) -> None:
    button = make_button()

    with qtbot.assertNotEmitted(button.confirmed):
        QTest.keyClicks(button, "we are back in a minute")
    assert not button.is_asking


def test_the_keys_of_a_shortcut_leave_the_question_open(
    qtbot: QtBot, make_button: MakeButton
) -> None:
    button = make_button()
    QTest.keyClick(button, Qt.Key.Key_Space)

    QTest.keyClick(button, Qt.Key.Key_Control)
    QTest.keyClick(button, Qt.Key.Key_Shift)

    assert button.is_asking
