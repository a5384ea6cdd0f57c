from PySide6.QtWidgets import QMenu

from desktop.bridges.cloudaccount import CodeQuestion
from desktop.dialogs.cloudcode import CodeDialog
from desktop.dialogs.hotkeys import HotkeysDialog
from tests.desktop.conftest import Shown


def test_the_menu_of_profiles_fills_when_it_opens(shown: Shown) -> None:
    menu = shown.window.findChild(QMenu, "menu.profile")
    assert menu is not None

    menu.aboutToShow.emit()

    names = [action.objectName() for action in menu.actions() if action.objectName()]
    assert names == ["profiles.use.0", "profiles.new", "profiles.rename", "profiles.remove"]


def test_shortcuts_are_typed_from_the_menu(shown: Shown) -> None:
    shown.window.actions_by_name["hotkeys"].trigger()

    assert shown.window.findChild(HotkeysDialog, "hotkeys") is not None


def test_hiding_how_many_watch_is_kept(shown: Shown) -> None:
    action = shown.window.actions_by_name["hide_viewers"]
    action.trigger()

    assert shown.app.keeper.settings.hides_viewers
    assert action.isChecked()


def test_the_tray_offers_what_matters_while_the_window_is_away(shown: Shown) -> None:
    menu = shown.window.findChild(QMenu, "tray.menu")
    assert menu is not None

    names = {action.objectName() for action in menu.actions()}
    assert {"tray.show", "action.go_live", "action.stop", "action.record"} <= names


def test_the_code_of_an_mfa_device_is_asked_for_on_any_page(shown: Shown) -> None:
    question = CodeQuestion("device")

    shown.app.studio.cloud.account.code_asked.emit(question)

    dialog = shown.window.findChild(CodeDialog, "cloud.code")
    assert dialog is not None
    dialog.line.setText("123456")
    dialog.ok_button.click()
    assert question.wait(0) == "123456"
