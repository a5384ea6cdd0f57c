"""Some lines of text in a form."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop.widgets.tokens import SPACING


class LinesField(QPlainTextEdit):
    """As high as its lines; Tab leaves it, and what is longer than allowed is not taken.

    Signals:
        edited(): the user wrote something else.
    """

    edited = Signal()

    def __init__(self, lines: int, longest: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._longest = longest
        self._taken = ""
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        frame_px = 2 * (SPACING.tight + SPACING.small)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + frame_px)
        self.textChanged.connect(self._on_changed)

    def show_text(self, text: str) -> None:
        """Show `text` without a signal; the cursor stays where nothing changes."""
        if text != self.toPlainText():
            self._taken = text
            self.setPlainText(text)

    def _on_changed(self) -> None:
        text = self.toPlainText()
        if self._longest is not None and len(text) > self._longest:
            self.setPlainText(self._taken)
            return
        if text != self._taken:
            self._taken = text
            self.edited.emit()
