from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desktop.actions import ACTIONS, Actions, Menu
from desktop.language import LanguageSwitch


def test_every_action_stands_in_its_menu_with_its_shortcut(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)

    actions = Actions(window, window.menuBar())

    for plan in ACTIONS:
        action = actions[plan.name]
        assert action.objectName() == f"action.{plan.name}"
        assert action.shortcut() == QKeySequence(plan.shortcut)
        assert action.text() == plan.text


def test_no_shortcut_is_given_twice() -> None:
    shortcuts = [plan.shortcut for plan in ACTIONS if plan.shortcut]

    assert len(shortcuts) == len(set(shortcuts))


def test_within_a_menu_no_letter_is_underlined_twice(qtbot: QtBot) -> None:
    for menu in Menu:
        texts = [str(plan.text) for plan in ACTIONS if plan.menu is menu]
        letters = [text[text.index("&") + 1].lower() for text in texts]
        assert len(letters) == len(set(letters)), f"{menu}: {letters}"


def test_the_texts_follow_the_language(qtbot: QtBot, language: LanguageSwitch) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window, window.menuBar())

    language.choose("ja")
    actions.retext()

    assert actions["go_live"].text() == "配信を開始(&G)"
