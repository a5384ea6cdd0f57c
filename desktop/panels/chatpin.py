"""The pinned message above the chat, and how long it stays."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from chatclient.wire.envelopes import PinBody
from desktop.dialogs.chatwords import countdown
from desktop.panels.section import keep_room
from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.tokens import FONT_SIZES, SPACING, set_role, ui_font

ICON_PX = 14
ANY_HEIGHT_PX = 16_777_215  # Qt's own word for no limit
LONGEST_SHOWN = 160
"""Characters: a pin reminds, and is not to push the chat out of the window."""


class PinCard(QFrame):
    """Not there while nothing is pinned.

    Signals:
        unpin_asked(): it shall be taken down.
        jump_asked(int): show the message of this number.
    """

    unpin_asked = Signal()
    jump_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.pin")
        set_role(self, "news")
        self._pin: PinBody | None = None
        self.icon = QLabel(self)
        self.name = self._label("chat.pin.name", "heading")
        self.name.setFont(ui_font(FONT_SIZES.small, is_bold=True))
        self.clock = self._label("chat.pin.clock", "muted")
        self.text = self._label("chat.pin.text", "")
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.button = QToolButton(self)
        self.button.setObjectName("chat.pin.unpin")
        set_role(self.button, "quiet")
        keep_room(self.button)
        self.button.clicked.connect(self.unpin_asked)
        head = QHBoxLayout()
        head.setSpacing(SPACING.small)
        head.addWidget(self.icon)
        head.addWidget(self.name, 1)
        head.addWidget(self.clock)
        head.addWidget(self.button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACING.normal, SPACING.tight, SPACING.tight, SPACING.small)
        rows.setSpacing(SPACING.hair)
        rows.addLayout(head)
        rows.addWidget(self.text)
        self._retext()
        self.hide()

    def show_pin(self, pin: PinBody | None, *, may_unpin: bool) -> None:
        """Show this message, or nothing."""
        self.button.setVisible(may_unpin)
        if pin == self._pin:
            return
        self._pin = pin if pin is not None and pin.seq else None
        if self._pin is not None:
            text = self._pin.text
            shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
            self.text.setText(shown)
            self.text.setToolTip(text)
            self.name.setText(self._pin.name)
            words = self.tr("Pinned: {name}: {text}")
            self.setAccessibleName(words.format(name=self._pin.name, text=text))
        self.setVisible(self._pin is not None)

    def set_low(self, is_low: bool) -> None:
        """Show the whole, or where there is little height its first line."""
        line_px = self.text.fontMetrics().lineSpacing()
        self.text.setMaximumHeight(line_px if is_low else ANY_HEIGHT_PX)

    def tick(self, now_ms: float) -> None:
        """Count down; `now_ms` is UTC. What has run out is not shown."""
        if self._pin is None or self._pin.until_ms is None:
            self.clock.setText("")
            return
        left_s = (self._pin.until_ms - now_ms) / 1000
        self.clock.setText(countdown(left_s))
        self.setVisible(left_s > 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._pin is not None and event.button() is Qt.MouseButton.LeftButton:
            self.jump_asked.emit(self._pin.seq)
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retext()
        super().changeEvent(event)

    def _label(self, name: str, role: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            set_role(label, role)
        return label

    def _retext(self) -> None:
        self.icon.setPixmap(make_icon(IconName.PIN).pixmap(ICON_PX, ICON_PX))
        self.button.setIcon(make_icon(IconName.CLOSE))
        words = self.tr("Take it down")
        self.button.setToolTip(words)
        self.button.setAccessibleName(words)
