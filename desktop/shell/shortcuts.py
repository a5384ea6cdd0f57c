"""Gives every action the key the user wants for it."""

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.actions import ACTIONS, Actions
from desktop.bridges.settingskeeper import SettingsKeeper
from desktop.dialogs.hotkeys import HotkeyRow, HotkeysDialog


class Shortcuts(QObject):
    """The keys of one window's actions, as the settings have them."""

    def __init__(self, keeper: SettingsKeeper, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._keeper = keeper
        self._actions = actions
        self._window = window
        keeper.changed.connect(self._apply)
        self._apply()

    def open(self) -> None:
        """Let the user type other keys."""
        dialog = HotkeysDialog(self._rows(), self._keeper.settings.hotkeys, self._window)
        dialog.changed.connect(self._on_changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _apply(self) -> None:
        chosen = self._keeper.settings.hotkeys
        for plan in ACTIONS:
            wanted = QKeySequence(chosen.get(plan.name, plan.shortcut))
            if self._actions[plan.name].shortcut() != wanted:
                self._actions[plan.name].setShortcut(wanted)

    def _rows(self) -> list[HotkeyRow]:
        return [
            HotkeyRow(plan.name, _plain(self._actions[plan.name].text()), plan.shortcut)
            for plan in ACTIONS
        ]

    def _on_changed(self, chosen: dict[str, str]) -> None:
        self._keeper.change(replace(self._keeper.settings, hotkeys=chosen))


def _plain(text: str) -> str:
    """Return a menu's text without its mnemonic and dots; Japanese writes the mnemonic behind."""
    head, opening, _ = text.rstrip("…").partition("(&")
    return head.strip() if opening else head.replace("&", "").strip()
