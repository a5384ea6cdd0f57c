"""The line below the chat's heading, and the card in its middle while there is nothing to read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.dialogs.chatstate import CardWords, StateDeed, StateWords, deed_words
from desktop.widgets.tokens import FONT_SIZES, SPACING, set_role, ui_font

LINES = 2


class StateLine(QWidget):
    """Two lines of small words and a button; as high whatever it says, so that nothing jumps.

    Only where there is little height it isn't there while it has nothing to say.

    Signals:
        asked(StateDeed): the button was pressed.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.state")
        self._shown: StateWords | None = None
        self._is_low = False
        self._lines = LINES
        self.label = QLabel(self)
        self.label.setObjectName("chat.state.words")
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setFont(ui_font(FONT_SIZES.small))
        self.label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.button = QPushButton(self)
        self.button.setObjectName("chat.state.do")
        self.button.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING.small)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        self.button.hide()
        self._show_if_needed()

    def show_words(self, words: StateWords) -> None:
        """Say this."""
        if words == self._shown:
            return
        self._shown = words
        set_role(self.label, "value" if words.is_urgent else "muted")
        self.label.setFont(ui_font(FONT_SIZES.small))
        self.label.setToolTip(words.whole)
        self.label.setAccessibleName(words.whole)
        text = deed_words(words.deed)
        self.button.setText(text)
        self.button.setAccessibleName(text)
        self.button.setVisible(bool(text))
        self._show_if_needed()
        self._fit()

    def set_low(self, is_low: bool) -> None:
        """Leave out what goes without saying, or not."""
        self._is_low = is_low
        self._show_if_needed()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show_if_needed(self) -> None:
        words = self._shown
        has_news = words is not None and bool(words.text) and not words.is_usual
        self.setVisible(has_news or not self._is_low)
        is_short = self._is_low and self.button.isHidden()
        self._lines = 1 if is_short else LINES
        self.setFixedHeight(self._lines * (FONT_SIZES.small + 6))

    def _fit(self) -> None:
        """Shorten the words to what two lines hold."""
        text = "" if self._shown is None else self._shown.text
        room = max(0, self.label.width())
        metrics = self.label.fontMetrics()
        # Wrapping wastes some of each line; a third line would be cut through the middle.
        fits = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room * self._lines * 0.92))
        self.label.setText(fits)

    def _ask(self) -> None:
        if self._shown is not None and self._shown.deed is not StateDeed.NONE:
            self.asked.emit(self._shown.deed)


class StateCard(QWidget):
    """A title, a sentence, and perhaps a button, in the middle.

    Signals:
        asked(StateDeed): the button was pressed.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.card")
        self._deed = StateDeed.NONE
        self.title = self._label("chat.card.title", "heading")
        self.text = self._label("chat.card.text", "muted")
        self.button = QPushButton(self)
        self.button.setObjectName("chat.card.do")
        self.button.clicked.connect(lambda: self.asked.emit(self._deed))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACING.wide, SPACING.wide, SPACING.wide, SPACING.wide)
        rows.setSpacing(SPACING.small)
        rows.addStretch(1)
        rows.addWidget(self.title)
        rows.addWidget(self.text)
        rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(2)

    def show_words(self, words: CardWords) -> None:
        """Say this."""
        self._deed = words.deed
        self.title.setText(words.title)
        self.text.setText(words.text)
        text = deed_words(words.deed)
        self.button.setText(text)
        self.button.setAccessibleName(text)
        self.button.setVisible(bool(text))

    def _label(self, name: str, role: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setWordWrap(True)
        set_role(label, role)
        return label
