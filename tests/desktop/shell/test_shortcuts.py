import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import ACTIONS, Actions
from desktop.dialogs.hotkeys import HotkeysDialog
from desktop.shell.shortcuts import Shortcuts
from tests.fakes.desk import Desk


@pytest.fixture
def actions(stage: QWidget) -> Actions:
    return Actions(stage, QMenuBar(stage))


@pytest.fixture
def shortcuts(desk: Desk, actions: Actions, stage: QWidget) -> Shortcuts:
    return Shortcuts(desk.keeper, actions, stage)


def test_without_a_wish_every_action_has_its_usual_key(
    actions: Actions, shortcuts: Shortcuts
) -> None:
    for plan in ACTIONS:
        assert actions[plan.name].shortcut().toString() == plan.shortcut


def test_the_usual_keys_are_given_once() -> None:
    keys = [plan.shortcut for plan in ACTIONS if plan.shortcut]

    assert len(set(keys)) == len(keys)


def test_a_wish_in_the_settings_holds_at_once(
    desk: Desk, actions: Actions, shortcuts: Shortcuts
) -> None:
    desk.keeper.change(replace(desk.keeper.settings, hotkeys={"go_live": "F9", "quit": ""}))

    assert actions["go_live"].shortcut().toString() == "F9"
    assert actions["quit"].shortcut().isEmpty()


def test_a_key_typed_in_the_dialog_is_kept(
    qtbot: QtBot, desk: Desk, actions: Actions, shortcuts: Shortcuts, stage: QWidget
) -> None:
    shortcuts.open()
    dialog = stage.findChild(HotkeysDialog, "hotkeys")
    assert dialog is not None

    QTest.keyClick(dialog.editors["go_live"], Qt.Key.Key_F10)

    assert desk.keeper.settings.hotkeys == {"go_live": "F10"}
    assert actions["go_live"].shortcut().toString() == "F10"


def test_actions_are_named_as_in_the_menu_without_its_marks(
    shortcuts: Shortcuts, stage: QWidget
) -> None:
    shortcuts.open()
    dialog = stage.findChild(HotkeysDialog, "hotkeys")
    assert dialog is not None

    assert dialog.editors["settings"].accessibleName() == "Shortcut for “Settings”"
