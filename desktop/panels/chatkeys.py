"""Keys that mean something only while the chat has the keyboard, whatever menus say they mean."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_IGNORED = Qt.KeyboardModifier.KeypadModifier


class ChatKeys(QObject):
    """Watches one widget; each key of `acts` is taken from menus and done instead."""

    def __init__(self, watched: QWidget, acts: Mapping[str, Callable[[], object]]) -> None:
        """`acts`: by key, as in "Ctrl+F"."""
        super().__init__(watched)
        self._acts = {_key(key): act for key, act in acts.items()}
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        act = self._acts.get(_combined(event))
        if act is None:
            return False
        # Accepting the override keeps the key from being a menu's shortcut: it comes as a key.
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress:
            act()
            return True
        return False


def _key(key: str) -> int:
    sequence = QKeySequence(key)
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # the stubs forgot it
    return combination.toCombined()


def _combined(event: QKeyEvent) -> int:
    modifiers, key = event.modifiers() & ~_IGNORED, Qt.Key(event.key())
    if key is Qt.Key.Key_Plus:  # on most keyboards there is none without Shift
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeyCombination(modifiers, key).toCombined()
