"""The messages that wait for a moderator: let through, or not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from chatclient.messages import Entry
from chatclient.wire.envelopes import HeldBody
from chatclient.wire.requests import Hold
from desktop.dialogs.chatwords import refusal_words
from desktop.widgets.tokens import FONT_SIZES, SPACING, set_role, ui_font

MOST_SHOWN = 50


class HeldQueue(QScrollArea):
    """The oldest first; a card goes once its decision has come back.

    Signals:
        asked(Hold, str): decide so on this message; and whose it is.
    """

    asked = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.held")
        self.setWidgetResizable(True)
        self.cards: dict[str, HeldCard] = {}
        self._content = content = QWidget(self)
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACING.small)
        self.empty = QLabel(self.tr("No message waits."), content)
        self.empty.setObjectName("chat.held.empty")
        set_role(self.empty, "muted")
        self._rows.addWidget(self.empty)
        self._rows.addStretch(1)
        self.setWidget(content)
        self.setAccessibleName(self.tr("Messages that wait"))

    def show_held(self, held: tuple[Entry, ...]) -> None:
        """Show those that wait now; what is decided on keeps the place of the others."""
        wanted = {
            entry.body.id: entry for entry in held[:MOST_SHOWN] if isinstance(entry.body, HeldBody)
        }
        had_focus = any(
            card.isAncestorOf(self.focusWidget() or self) for card in self.cards.values()
        )
        for gone in [key for key in self.cards if key not in wanted]:
            card = self.cards.pop(gone)
            self._rows.removeWidget(card)
            card.deleteLater()
        for key, entry in wanted.items():
            if key not in self.cards and isinstance(entry.body, HeldBody):
                card = HeldCard(entry, entry.body, self._content)
                card.decided.connect(self.asked)
                self.cards[key] = card
                self._rows.insertWidget(self._rows.count() - 1, card)
        self.empty.setVisible(not self.cards)
        if had_focus and self.cards:
            first = next(iter(self.cards.values()))
            first.allow.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """What was asked is answered: what is still here can be decided on again."""
        for card in self.cards.values():
            card.setEnabled(True)


class HeldCard(QFrame):
    """One message, who wrote it, why it waits.

    Signals:
        decided(Hold, str): the user pressed a button.
    """

    decided = Signal(object, str)

    def __init__(self, entry: Entry, body: HeldBody, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"chat.held.{body.id}")
        set_role(self, "card")
        user = entry.envelope.user
        name = user.name if user is not None else ""
        head = QLabel(self)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setText(name)
        head.setFont(ui_font(FONT_SIZES.body, is_bold=True))
        why = QLabel(refusal_words(body.reason), self)
        why.setFont(ui_font(FONT_SIZES.small))
        set_role(why, "muted")
        text = QLabel(self)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setText(body.text)
        text.setWordWrap(True)
        self.allow = QPushButton(self.tr("Let through"), self)
        self.deny = QPushButton(self.tr("Reject"), self)
        for button, allow in ((self.allow, True), (self.deny, False)):
            button.setObjectName(f"chat.held.{'allow' if allow else 'deny'}.{body.id}")
            button.setAutoDefault(False)
            button.setAccessibleName(f"{button.text()}: {name}: {body.text[:80]}")
            button.clicked.connect(
                lambda _=False, yes=allow: self._decide(Hold(body.id, yes), name)
            )
        first = QHBoxLayout()
        first.addWidget(head)
        first.addWidget(why, 1)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.deny)
        last.addWidget(self.allow)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACING.normal, SPACING.small, SPACING.normal, SPACING.small)
        rows.setSpacing(SPACING.tight)
        rows.addLayout(first)
        rows.addWidget(text)
        rows.addLayout(last)

    def _decide(self, request: Hold, name: str) -> None:
        self.setEnabled(False)  # once is enough; it goes when the room says so
        self.decided.emit(request, name)
