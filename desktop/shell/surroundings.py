"""Puts around one window what does not stand in it: first start, shortcuts, profiles, tray."""

from typing import Protocol

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QSystemTrayIcon

from desktop.actions import Actions, Menu
from desktop.bridges.studio import Studio
from desktop.dialogs.cloudcode import CodeDialog
from desktop.panels.controls import ControlsPanel
from desktop.shell.firststart import FirstStart
from desktop.shell.mentionwatch import MentionWatch
from desktop.shell.profilemenu import ProfileMenu
from desktop.shell.shortcuts import Shortcuts
from desktop.shell.tray import Tray
from desktop.shell.traywatch import TrayWatch

IN_THE_TRAY = ("go_live", "stop", "record", "save_replay", "quit")


class Furnished(Protocol):
    """What stands in the window, as much of it as is needed here."""

    @property
    def actions_by_name(self) -> Actions:
        """What its menu offers."""
        ...

    @property
    def controls(self) -> ControlsPanel:
        """The panel with Go live and Stop."""
        ...


class Surroundings(QObject):
    """Made once the window is furnished; `close()` takes the tray's sign away."""

    def __init__(self, window: QMainWindow, studio: Studio, furniture: Furnished) -> None:
        super().__init__(window)
        self._window = window
        self._keeper = studio.keeper
        actions = self._actions = furniture.actions_by_name
        FirstStart(studio, window)
        ProfileMenu(studio, actions.menu(Menu.PROFILE), window)
        shortcuts = Shortcuts(studio.keeper, actions, window)
        actions["hotkeys"].triggered.connect(shortcuts.open)
        actions["hide_viewers"].toggled.connect(self._on_hide_viewers)
        self._tray = Tray(
            window,
            [actions[name] for name in IN_THE_TRAY],
            QSystemTrayIcon(window),
            is_available=QSystemTrayIcon.isSystemTrayAvailable(),
        )
        self._tray.show_asked.connect(self._show_window)
        studio.cloud.account.code_asked.connect(
            lambda question: CodeDialog(question, self._window).open()
        )
        MentionWatch(studio.chat, self._tray)
        TrayWatch(studio, furniture.controls.air.badge, self._tray)
        studio.keeper.changed.connect(self._show)
        self._show()

    def close(self) -> None:
        """Take the sign beside the clock away."""
        self._tray.close()

    def _show(self) -> None:
        self._actions["hide_viewers"].setChecked(self._keeper.settings.hides_viewers)

    def _on_hide_viewers(self, is_hidden: bool) -> None:
        self._keeper.change(replace(self._keeper.settings, hides_viewers=is_hidden))

    def _show_window(self) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()
