"""How the room may be written to, what waits, which words are blocked, and who did what."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from chatclient.messages import Entry
from chatclient.wire.requests import Clear, Hold, Panic, Settings
from desktop.chatting.situation import ChatSituation
from desktop.dialogs.chatblockedwords import BlockedWords
from desktop.dialogs.chatheld import HeldQueue
from desktop.dialogs.chatlines import ChatLines, Present
from desktop.widgets.tokens import SPACING, set_role

SIZE_PX = (480, 460)
SLOWEST_S = 3600


class ModerationDialog(QDialog):
    """Stays open beside the chat; shows the room as it is, which is not what was just pressed.

    Signals:
        asked(Request, str): do this; and to whom.
    """

    asked = Signal(object, str)

    def __init__(self, present: Present, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.moderation")
        self.setWindowTitle(self.tr("Moderation of the chat"))
        self.slow = QSpinBox(self)
        self.slow.setObjectName("chat.moderation.slow")
        self.slow.setRange(0, SLOWEST_S)
        self.slow.setKeyboardTracking(False)
        self.slow.setSuffix(self.tr(" s"))
        self.slow.setSpecialValueText(self.tr("off"))
        self.slow.setAccessibleName(self.tr("Slow mode"))
        self.members = self._switch("members", self.tr("Only members may write"))
        self.stamps = self._switch("stamps", self.tr("Only stamps may be sent"))
        self.links = self._switch("links", self.tr("Messages with links wait for a moderator"))
        self.panic = self._button("panic", "")
        self.panic.setCheckable(True)
        self.clear = self._button("clear", self.tr("Clear the chat…"))
        set_role(self.clear, "danger")
        self.held = HeldQueue(self)
        self.words = BlockedWords(self)
        self.audit = ChatLines("chat.moderation.audit", present, self)
        self.audit.setAccessibleName(self.tr("What moderators did"))
        self.feedback = QLabel(self)
        self.feedback.setObjectName("chat.moderation.feedback")
        self.feedback.setWordWrap(True)
        self._arrange()
        self._connect()

    def show_situation(self, situation: ChatSituation) -> None:
        """Show the room as it is, and let be pressed what is allowed."""
        settings = situation.room.settings
        may_set = situation.can(Settings)
        boxes = (self.slow, self.members, self.stamps, self.links, self.panic)
        for box in boxes:
            box.blockSignals(True)
            box.setEnabled(may_set)
        if not self.slow.lineEdit().isModified():  # a figure that is being typed stays
            self.slow.setValue(settings.slow_s)
        self.members.setChecked(settings.members_only)
        self.stamps.setChecked(settings.stamps_only)
        self.links.setChecked(settings.holds_links)
        self.panic.setChecked(settings.paused)
        for box in boxes:
            box.blockSignals(False)
        words = self.tr("End panic mode") if settings.paused else self.tr("Panic mode")
        self.panic.setText(words)
        self.panic.setAccessibleName(words)
        set_role(self.panic, "primary" if settings.paused else "danger")
        self.clear.setEnabled(situation.can(Clear))
        self.held.setEnabled(situation.can(Hold))
        self.words.setEnabled(may_set)
        self.words.show_words(situation.room.words)
        self.held.show_held(situation.room.held)
        count = len(situation.room.held)
        waiting = self.tr("Held ({count})").format(count=QLocale().toString(count))
        self.tabs.setTabText(1, waiting if count else self.tr("Held"))

    def show_audit(self, entries: tuple[Entry, ...]) -> None:
        """Show what moderators did, the oldest first."""
        self.audit.show_entries(entries)

    def say(self, words: str, is_bad: bool) -> None:
        """Say how something went."""
        set_role(self.feedback, "problem" if is_bad else "muted")
        self.feedback.setText(words)

    # ---- private ----

    def _arrange(self) -> None:
        room = QWidget(self)
        form = QFormLayout(room)
        form.setVerticalSpacing(SPACING.normal)
        label = QLabel(self.tr("Slow mode: one message of a viewer in"), room)
        label.setBuddy(self.slow)
        form.addRow(label, self.slow)
        for box in (self.members, self.stamps, self.links):
            form.addRow(box)
        hint = QLabel(
            self.tr("In panic mode only moderators and you write, until you end it."), room
        )
        hint.setWordWrap(True)
        set_role(hint, "hint")
        form.addRow(self.panic)
        form.addRow(hint)
        form.addRow(self.clear)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("chat.moderation.tabs")
        self.tabs.addTab(room, self.tr("Room"))
        self.tabs.addTab(self.held, self.tr("Held"))
        self.tabs.addTab(self.words, self.tr("Blocked words"))
        self.tabs.addTab(self.audit, self.tr("Log"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setObjectName("chat.moderation.close")
        close.setText(self.tr("Close"))
        close.setAccessibleName(self.tr("Close"))
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        # The words of an answer must not move what is above them.
        self.feedback.setFixedHeight(2 * self.fontMetrics().lineSpacing())
        rows = QVBoxLayout(self)
        rows.addWidget(self.tabs, 1)
        rows.addWidget(self.feedback)
        rows.addWidget(buttons)
        self.resize(*SIZE_PX)

    def _connect(self) -> None:
        self.slow.valueChanged.connect(lambda value: self._ask(Settings(slow_s=value)))
        self.members.clicked.connect(lambda on: self._ask(Settings(members_only=on)))
        self.stamps.clicked.connect(lambda on: self._ask(Settings(stamps_only=on)))
        self.links.clicked.connect(lambda on: self._ask(Settings(holds_links=on)))
        self.panic.clicked.connect(lambda on: self._ask(Panic(on)))
        self.clear.clicked.connect(lambda: self._ask(Clear()))
        self.words.asked.connect(self._ask)
        self.held.asked.connect(self.asked)

    def _ask(self, request: object) -> None:
        self.asked.emit(request, "")

    def _switch(self, name: str, text: str) -> QCheckBox:
        box = QCheckBox(text, self)
        box.setObjectName(f"chat.moderation.{name}")
        box.setAccessibleName(text)
        return box

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"chat.moderation.{name}")
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        return button
