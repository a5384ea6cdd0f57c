"""The menu of profiles: change to one, begin a new one, call it otherwise, remove one."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QMessageBox, QWidget

from desktop.bridges.studio import Studio
from desktop.store.profiles import (
    MOST_NAME,
    MOST_PROFILES,
    names,
    renamed,
    switched,
    with_new,
    without,
)
from desktop.store.settings import Settings


class ProfileMenu(QObject):
    """Fills one menu anew each time it opens; nothing can be changed while on air."""

    def __init__(self, studio: Studio, menu: QMenu, window: QWidget) -> None:
        super().__init__(window)
        self._studio = studio
        self._menu = menu
        self._window = window
        menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Show what can be done now."""
        self._menu.clear()
        settings = self._studio.keeper.settings
        is_free = not self._studio.broadcast.situation.is_on_air
        group = QActionGroup(self._menu)
        for number, name in enumerate(names(settings)):
            action = self._entry(f"use.{number}", name.replace("&", "&&"), is_free)
            action.setCheckable(True)
            action.setChecked(name == settings.profile)
            action.triggered.connect(lambda _=False, name=name: self._use(name))
            group.addAction(action)
        self._menu.addSeparator()
        has_room = len(settings.profiles) + 1 < MOST_PROFILES
        self._entry("new", self.tr("&New profile…"), is_free and has_room).triggered.connect(
            self._ask_new
        )
        self._entry("rename", self.tr("&Rename this profile…"), True).triggered.connect(
            self._ask_rename
        )
        has_others = bool(settings.profiles)
        self._entry(
            "remove", self.tr("Re&move this profile…"), is_free and has_others
        ).triggered.connect(self._ask_remove)

    def _entry(self, name: str, text: str, is_enabled: bool) -> QAction:
        action = self._menu.addAction(text)
        action.setObjectName(f"profiles.{name}")
        action.setEnabled(is_enabled)
        return action

    def _use(self, name: str) -> None:
        self._leave(lambda settings: switched(settings, name))

    def _leave(self, edit: Callable[[Settings], Settings]) -> None:
        """Use other choices, and other keys with them."""
        before = self._studio.keeper.settings.profile
        self._change(edit)
        if self._studio.keeper.settings.profile != before:
            self._studio.destinations.begin_anew()

    def _change(self, edit: Callable[[Settings], Settings]) -> None:
        self._studio.keeper.change(edit(self._studio.keeper.settings))

    def _ask_new(self) -> None:
        self._ask_name(
            self.tr("New profile"),
            self.tr("It begins as a copy of the present one. Name:"),
            "",
            lambda name: self._change(lambda settings: with_new(settings, name)),
        )

    def _ask_rename(self) -> None:
        self._ask_name(
            self.tr("Rename profile"),
            self.tr("Name:"),
            self._studio.keeper.settings.profile,
            lambda name: self._change(lambda settings: renamed(settings, name)),
        )

    def _ask_name(self, title: str, words: str, present: str, take: Callable[[str], None]) -> None:
        dialog = QInputDialog(self._window)
        dialog.setObjectName("profiles.name")
        dialog.setWindowTitle(title)
        dialog.setLabelText(words)
        dialog.setTextValue(present)
        editor = dialog.findChild(QLineEdit)
        if editor is not None:
            editor.setMaxLength(MOST_NAME)
            editor.setAccessibleName(words)
        dialog.textValueSelected.connect(lambda text: take(text) if text.strip() else None)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_remove(self) -> None:
        gone = self._studio.keeper.settings.profile
        box = QMessageBox(self._window)
        box.setObjectName("profiles.confirm")
        box.setWindowTitle(self.tr("Remove profile"))
        box.setText(self.tr("Remove the profile “{name}” with its scenes?").format(name=gone))
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        remove.setObjectName("profiles.confirm.remove")
        keep = box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        remove.clicked.connect(lambda: self._leave(lambda settings: _left(settings, gone)))
        box.finished.connect(box.deleteLater)
        box.open()


def _left(settings: Settings, gone: str) -> Settings:
    """Return settings that use the next profile, without the one that was left."""
    others = [name for name in names(settings) if name != gone]
    return without(switched(settings, others[0]), gone) if others else settings
