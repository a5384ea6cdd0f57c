"""Who somebody in the chat is: since when, how much, what they said last, what was done to them."""

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMenu,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from chatclient.wire.envelopes import Role, User
from desktop.chatting.situation import ChatSituation
from desktop.dialogs.chatlines import ChatLines, Present
from desktop.store.chatfindings import Card
from desktop.widgets.tokens import SPACING, set_role

SIZE_PX = (440, 480)


class CardDialog(QDialog):
    """Empty until `show_card`; everything from the network is plain text.

    Signals:
        mention_asked(User): write to them.
    """

    mention_asked = Signal(object)

    def __init__(
        self,
        user: User,
        situation: ChatSituation,
        present: Present,
        fill: Callable[[QMenu], None] | None,
        parent: QWidget | None = None,
    ) -> None:
        """`fill` puts what moderators may do into a menu; None where there is nothing."""
        super().__init__(parent)
        self.setObjectName("chat.card.dialog")
        self.setWindowTitle(user.name)
        self._user = user
        self.name = self._label("chat.card.name", "title", user.name)
        self.facts = self._label("chat.card.facts", "muted", self._role_words(user))
        self.history = ChatLines("chat.card.history", present, self)
        self.history.setAccessibleName(self.tr("What they said"))
        self.audit = ChatLines("chat.card.audit", present, self)
        self.audit.setAccessibleName(self.tr("What was done"))
        self.audit.hide()  # until there is something, and a tab for it
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("chat.card.tabs")
        self.tabs.addTab(self.history, self.tr("Messages"))
        box = QDialogButtonBox(self)
        self.mention = self._button(box, "mention", self.tr("Mention"))
        self.mention.setEnabled(situation.may("send"))
        self.mention.clicked.connect(self._mention)
        self.moderate = self._button(box, "moderate", self.tr("Moderate"))
        self.moderate.setVisible(fill is not None)
        if fill is not None:
            menu = QMenu(self.moderate)
            fill(menu)
            self.moderate.setMenu(menu)
        close = self._button(box, "close", self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.small)
        rows.addWidget(self.name)
        rows.addWidget(self.facts)
        rows.addWidget(self.tabs, 1)
        rows.addWidget(box)
        self.resize(*SIZE_PX)
        self.finished.connect(self.deleteLater)

    def show_card(self, card: Card) -> None:
        """Show what the record knows."""
        words = [self._role_words(self._user)]
        if card.messages:
            count = QLocale().toString(card.messages)
            since = QDateTime.fromMSecsSinceEpoch(card.first_ms)
            when = QLocale().toString(since, QLocale.FormatType.ShortFormat)
            words.append(self.tr("{count} messages since {when}").format(count=count, when=when))
            if card.removed_count:
                removed = QLocale().toString(card.removed_count)
                words.append(self.tr("{count} removed").format(count=removed))
        else:
            words.append(self.tr("Nothing of them is recorded yet"))
        self.facts.setText(" · ".join(words))
        self.history.show_entries(tuple(reversed(card.entries)), card.removed)
        if card.audit:
            self.audit.show_entries(tuple(reversed(card.audit)))
            if self.tabs.count() == 1:
                self.tabs.addTab(self.audit, "")
            count = QLocale().toString(len(card.audit))
            self.tabs.setTabText(1, self.tr("Moderation ({count})").format(count=count))

    def _role_words(self, user: User) -> str:
        role = {
            Role.HOST: self.tr("Host"),
            Role.MODERATOR: self.tr("Moderator"),
            Role.VIEWER: self.tr("Viewer"),
        }[user.role]
        return " · ".join((role, *user.badges))

    def _mention(self) -> None:
        self.accept()
        self.mention_asked.emit(self._user)

    def _label(self, name: str, role: str, text: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(text)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_role(label, role)
        return label

    def _button(self, box: QDialogButtonBox, name: str, text: str) -> QPushButton:
        button = box.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setObjectName(f"chat.card.{name}")
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        return button
