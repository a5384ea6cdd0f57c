"""Own messages that did not get through: why, and what to do with them."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from chatclient.messages import OwnChanged, OwnState
from desktop.dialogs.chatwords import refusal_words, stamp_title
from desktop.widgets.tokens import FONT_SIZES, SPACING, set_role, ui_font

MOST_SHOWN = 3
MOST_KEPT = 50
LONGEST_SHOWN = 80


class Unsent(QWidget):
    """Not there while all got through.

    Signals:
        retry_asked(str): send the message of this id once more.
        discard_asked(str): forget it.
    """

    retry_asked = Signal(str)
    discard_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.unsent")
        self._kept: dict[str, OwnChanged] = {}
        self._most_shown = MOST_SHOWN
        self.cards: list[UnsentCard] = []
        self.more = QLabel(self)
        self.more.setObjectName("chat.unsent.more")
        set_role(self.more, "hint")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACING.tight)
        self._rows.addWidget(self.more)
        self.hide()

    @property
    def kept(self) -> tuple[OwnChanged, ...]:
        """The messages, the oldest first."""
        return tuple(self._kept.values())

    def set_low(self, is_low: bool) -> None:
        """Show several, or where there is little height the newest alone."""
        most_shown = 1 if is_low else MOST_SHOWN
        if most_shown != self._most_shown:
            self._most_shown = most_shown
            self._show()

    def hear(self, own: OwnChanged) -> None:
        """Take the state of an own message."""
        if own.state in (OwnState.HELD, OwnState.REJECTED):
            self._kept[own.id] = own
            while len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        elif self._kept.pop(own.id, None) is None:
            return
        self._show()

    def discard(self, own_id: str) -> None:
        """Forget one."""
        if self._kept.pop(own_id, None) is not None:
            self._show()
            self.discard_asked.emit(own_id)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        shown = self.kept[-self._most_shown :]
        while len(self.cards) > len(shown):
            card = self.cards.pop()
            self._rows.removeWidget(card)
            card.deleteLater()
        while len(self.cards) < len(shown):
            card = UnsentCard(f"chat.unsent.{len(self.cards)}", self)
            card.retry.clicked.connect(lambda _=False, each=card: self._retry(each.own_id))
            card.discard.clicked.connect(lambda _=False, each=card: self.discard(each.own_id))
            self.cards.append(card)
            self._rows.insertWidget(self._rows.count() - 1, card)
        for card, own in zip(self.cards, shown, strict=True):
            card.show_own(own)
        hidden = len(self._kept) - len(shown)
        self.more.setText(self.tr("{count} more").format(count=hidden) if hidden else "")
        self.more.setVisible(bool(hidden) and self._most_shown > 1)
        self.setVisible(bool(shown))

    def _retry(self, own_id: str) -> None:
        self.retry_asked.emit(own_id)


class UnsentCard(QFrame):
    """One message: what it says, why it is here, two buttons."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        set_role(self, "banner")
        self.own_id = ""
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.reason = QLabel(self)
        self.reason.setWordWrap(True)
        self.reason.setFont(ui_font(FONT_SIZES.small))
        set_role(self.reason, "muted")
        self.retry = QPushButton(self)
        self.retry.setObjectName(f"{name}.retry")
        self.discard = QPushButton(self)
        self.discard.setObjectName(f"{name}.discard")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACING.small)
        buttons.addWidget(self.reason, 1)
        buttons.addWidget(self.retry)
        buttons.addWidget(self.discard)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACING.normal, SPACING.small, SPACING.small, SPACING.small)
        rows.setSpacing(SPACING.tight)
        rows.addWidget(self.words)
        rows.addLayout(buttons)

    def show_own(self, own: OwnChanged) -> None:
        """Show this message."""
        self.own_id = own.id
        text = own.text or stamp_title(own.stamp)
        self.words.setText(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")
        is_held = own.state is OwnState.HELD
        self.reason.setText(
            self.tr("Held: a moderator decides.")
            if is_held
            else self.tr("Not sent. {reason}").format(reason=refusal_words(own.code, own.retry_ms))
        )
        self.retry.setVisible(not is_held)
        for button, title in ((self.retry, self.tr("Retry")), (self.discard, self.tr("Discard"))):
            button.setText(title)
            button.setAccessibleName(f"{title}: {text[:LONGEST_SHOWN]}")
        self.setAccessibleName(f"{self.reason.text()} {text}")
