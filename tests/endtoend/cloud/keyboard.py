"""Hands that only have a keyboard."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

MOST_STOPS = 120
MENU_MS = 50


class Keyboard:
    """Types into whatever has the focus, as a keyboard does."""

    def __init__(self, bot: QtBot, window: QWidget) -> None:
        self._bot = bot
        self._window = window

    @property
    def place(self) -> str:
        """The object name of what has the focus."""
        widget = self._focused()
        return "" if widget is None else widget.objectName()

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press one key."""
        QTest.keyClick(self._focused() or self._window, key, modifier)

    def go_to(self, name: str) -> None:
        """Press Tab until the focus is there; fails where it never comes there."""
        stops = []
        while self.place != name:
            stops.append(self.place)
            assert len(stops) < MOST_STOPS, f"{name} is not among {sorted(set(stops))}"
            self.press(Qt.Key.Key_Tab)

    def round_trip(self) -> list[str]:
        """Press Tab until the focus is where it was; return everything on the way."""
        begin = self._focused()
        stops = [self.place]
        self.press(Qt.Key.Key_Tab)
        while self._focused() is not begin:
            stops.append(self.place)
            assert len(stops) < MOST_STOPS, f"no way back from {stops}"
            self.press(Qt.Key.Key_Tab)
        return stops

    def choose_in_menu(self, *keys: Qt.Key) -> None:
        """Open the menu of the button that has the focus, and press these in it."""

        def answer() -> None:
            menu = QApplication.activePopupWidget()
            if menu is not None:
                timer.stop()
                for key in keys:
                    QTest.keyClick(menu, key)

        timer = QTimer()
        timer.timeout.connect(answer)
        timer.start(MENU_MS)
        self.press(Qt.Key.Key_Space)
        self._bot.waitUntil(lambda: not timer.isActive())

    def _focused(self) -> QWidget | None:
        if QApplication.activeWindow() is None:  # without a screen nobody does it after a dialog
            self._window.activateWindow()
            self._bot.waitUntil(self._window.isActiveWindow)
        return QApplication.focusWidget()
