"""A button for what must not happen by accident: hold it, or press a key twice."""

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.widgets.tokens import SPACING, current_theme

_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
"""Pressed on the way to a shortcut, which may be this button's own."""
_FRAME_MS = 16


class HoldButton(QPushButton):
    """Confirmed by holding the mouse for `hold_ms`, or by two key presses.

    Letting go early does nothing. Space or Enter (or a screen reader's "press") changes the text
    to `confirm_text`; the same again within `confirm_ms` confirms. A key held down counts once, and
    any other key takes the question back: whoever types a sentence has not seen where it goes.

    Signals:
        confirmed(): the user meant it.
    """

    confirmed = Signal()

    def __init__(
        self,
        text: str = "",
        confirm_text: str = "",
        parent: QWidget | None = None,
        *,
        hold_ms: int = 1000,
        confirm_ms: int = 3000,
    ) -> None:
        super().__init__(text, parent)
        self._hold_ms = hold_ms
        self._text = text
        self._confirm_text = confirm_text
        self._held = QElapsedTimer()
        self._ticker = QTimer(self)
        self._ticker.setInterval(_FRAME_MS)
        self._ticker.timeout.connect(self._on_tick)
        self._question = QTimer(self)
        self._question.setSingleShot(True)
        self._question.setInterval(confirm_ms)
        self._question.timeout.connect(self._withdraw_question)
        self.clicked.connect(self._on_pressed_without_mouse)
        self.set_texts(text, confirm_text)

    def set_texts(self, text: str, confirm_text: str) -> None:
        """Set what the button says, and what it says while it waits for the second key press."""
        self._text, self._confirm_text = text, confirm_text
        self._show_text()

    @property
    def progress(self) -> float:
        """How much of the hold is done, 0 ... 1."""
        if not self._held.isValid():
            return 0.0
        return min(1.0, self._held.elapsed() / max(1, self._hold_ms))

    @property
    def is_asking(self) -> bool:
        """True while the second key press is awaited."""
        return self._question.isActive()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._withdraw_question()
        self.setDown(True)
        self._held.start()
        self._ticker.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.rect().contains(event.position().toPoint()):
            self._let_go()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _KEYS:
            if event.key() not in _MODIFIERS:
                self._withdraw_question()
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._on_pressed_without_mouse()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _KEYS:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._withdraw_question()
        self._let_go()
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.EnabledChange and not self.isEnabled():
            self._withdraw_question()
            self._let_go()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        progress = self.progress
        if progress <= 0.0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        fill = QColor(current_theme().bad)
        fill.setAlphaF(0.3)
        painter.setBrush(fill)
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setClipRect(
            QRectF(inside.x(), inside.y(), inside.width() * progress, inside.height())
        )
        painter.drawRoundedRect(inside, SPACING.radius - 1, SPACING.radius - 1)
        painter.end()

    def _on_tick(self) -> None:
        self.update()
        if self.progress >= 1.0:
            self._let_go()
            self.confirmed.emit()

    def _let_go(self) -> None:
        self._ticker.stop()
        self._held.invalidate()
        self.setDown(False)
        self.update()

    def _on_pressed_without_mouse(self) -> None:
        if self.is_asking:
            self._withdraw_question()
            self.confirmed.emit()
        else:
            self._question.start()
            self._show_text()

    def _withdraw_question(self) -> None:
        self._question.stop()
        self._show_text()

    def _show_text(self) -> None:
        text = self._confirm_text if self.is_asking else self._text
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
