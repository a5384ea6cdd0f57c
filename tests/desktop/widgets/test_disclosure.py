import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.disclosure import Disclosure


@pytest.fixture
def disclosure(stage: QWidget) -> Disclosure:
    made = Disclosure("options", QLabel("content"), stage)
    made.set_title("Options")
    made.resize(200, 80)
    made.show()
    return made


def content(disclosure: Disclosure) -> QLabel:
    found = disclosure.findChild(QLabel)
    assert found is not None
    return found


def test_it_is_closed_until_it_is_clicked(disclosure: Disclosure, qtbot: QtBot) -> None:
    assert not content(disclosure).isVisible()

    with qtbot.waitSignal(disclosure.toggled) as told:
        QTest.mouseClick(disclosure.button, Qt.MouseButton.LeftButton)

    assert told.args == [True]
    assert content(disclosure).isVisible()
    assert disclosure.is_open


def test_it_can_be_opened_for_the_user_and_closed_by_keyboard(disclosure: Disclosure) -> None:
    disclosure.open()
    assert content(disclosure).isVisible()

    QTest.keyClick(disclosure.button, Qt.Key.Key_Space)

    assert not disclosure.is_open
    assert disclosure.button.accessibleName() == "Options"
