"""The middle of the chat panel: one of several pages, and a bubble of words over it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from desktop.widgets.tokens import SPACING, set_role

SAID_MS = 6_000
_PLAIN = Qt.TextFormat.PlainText


class ChatStage(QStackedWidget):
    """What is said lies over the page for a while, so that nothing moves for it."""

    def __init__(self, parent: QWidget | None = None, *, said_ms: int = SAID_MS) -> None:
        super().__init__(parent)
        self.setObjectName("chat.stage")
        self.bubble = QLabel(self)
        self.bubble.setObjectName("chat.bubble")
        self.bubble.setTextFormat(_PLAIN)
        self.bubble.setWordWrap(True)
        self.bubble.setMargin(SPACING.tight)
        self.bubble.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(said_ms)
        self._timer.timeout.connect(self.bubble.hide)

    def say(self, words: str, is_bad: bool) -> None:
        """Show `words` for a while; a screen reader hears them too."""
        if not words:
            self.bubble.hide()
            return
        set_role(self.bubble, "notice-bad" if is_bad else "notice")
        self.bubble.setText(words)
        self.bubble.setAccessibleName(words)
        self._place()
        self.bubble.show()
        self.bubble.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def add_page(self, page: QWidget) -> None:
        """Add one of the pages."""
        self.addWidget(page)
        self.bubble.raise_()

    def show_page(self, page: QWidget) -> None:
        """Show this page."""
        if self.currentWidget() is not page:
            self.setCurrentWidget(page)
            self.bubble.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        room = max(40, self.width() - 2 * SPACING.small)
        self.bubble.setGeometry(
            SPACING.small, SPACING.small, room, self.bubble.heightForWidth(room)
        )
