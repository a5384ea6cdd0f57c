import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.actions import ACTIONS, Menu
from desktop.panels.chat import ChatPanel
from desktop.panels.chatcrowd import has_crowd
from desktop.store.chatchoice import ChatChoice
from tests.desktop.conftest import Shown


@pytest.fixture
def panel(shown: Shown) -> ChatPanel:
    found = shown.window.panels["chat"]
    assert isinstance(found, ChatPanel)
    return found


def test_every_entry_of_the_menu_brings_the_chat_forth(shown: Shown, panel: ChatPanel) -> None:
    shown.window.actions_by_name["chat_write"].trigger()
    assert panel.write.box.isVisible()
    assert shown.window.focusWidget() is panel.write.box
    for name in ("chat_mention", "chat_newest", "chat_settings"):
        shown.window.actions_by_name[name].trigger()

    names = {dialog.objectName() for dialog in panel.findChildren(QDialog)}
    assert "chat.settings" in names
    shown.window.actions_by_name["chat_health"].trigger()
    assert panel.health.plots is not None


def test_what_cannot_be_done_is_not_offered(shown: Shown) -> None:
    actions = shown.window.actions_by_name

    assert not actions["chat_moderation"].isEnabled()
    assert not actions["chat_poll"].isEnabled()


def test_a_crowd_is_let_in_from_the_menu_in_practice(shown: Shown, qtbot: QtBot) -> None:
    action = shown.window.actions_by_name["chat_crowd"]
    assert action.isVisible()
    action.trigger()
    qtbot.waitUntil(lambda: has_crowd(shown.app.studio.practice), timeout=5000)
    assert action.isChecked()

    shown.app.studio.chat.choose(ChatChoice("server"))
    assert not action.isVisible()


def test_the_menu_is_in_the_one_table() -> None:
    names = [plan.name for plan in ACTIONS if plan.menu is Menu.CHAT]

    assert "chat_write" in names
    assert all(name.startswith("chat_") for name in names)
