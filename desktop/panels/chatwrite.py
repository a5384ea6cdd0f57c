"""Where one writes to the chat: reply line, box, stamps, send."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from chatclient.wire.envelopes import STAMPS
from chatclient.wire.requests import MAX_TEXT
from desktop.chatting.commands import is_command
from desktop.chatting.completion import offers_for
from desktop.chatting.people import People
from desktop.dialogs.chatwords import stamp_title
from desktop.panels.section import Note
from desktop.widgets.chatinput import ChatInput
from desktop.widgets.completionlist import ShownOffer
from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.stamppicker import StampPicker
from desktop.widgets.tokens import SPACING, current_theme, set_role

COUNTED_FROM = MAX_TEXT - 100
LONGEST_EXCERPT = 60


class ChatWrite(QWidget):
    """Sends nothing itself; what is written stays until `sent` says that it went out.

    Signals:
        said(str, int): text, and the number of what it answers.
        stamped(str, int): a stamp, likewise.
        commanded(str): a line that begins with a slash.
        left(): Escape, with nothing to put away: the keyboard wants out.
    """

    said = Signal(str, int)
    stamped = Signal(str, int)
    commanded = Signal(str)
    left = Signal()

    def __init__(self, people: People, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.write")
        self._people = people
        self._capabilities: frozenset[str] = frozenset()
        self._can_send = False
        self._waits_s = 0
        self.reply_seq = 0
        """The number of what is being answered; 0: nothing."""
        self.reply = Note("chat.reply", "muted", self)
        self.reply.setTextFormat(Qt.TextFormat.PlainText)
        self.reply.setWordWrap(False)
        self.reply_close = QToolButton(self)
        self.reply_close.setObjectName("chat.reply.close")
        set_role(self.reply_close, "quiet")
        self.reply_close.hide()
        self.box = ChatInput("chat.input", self)
        self.stamps = QToolButton(self)
        self.stamps.setObjectName("chat.stamps")
        self.send = QToolButton(self)
        self.send.setObjectName("chat.send")
        set_role(self.send, "primary")
        self.picker = StampPicker("chat.stamps.picker", self)
        self._arrange()
        self._connect()
        self._retext()
        self._show()

    def allow(self, can_send: bool, capabilities: frozenset[str]) -> None:
        """Let messages be sent, or not; offer the commands of these capabilities."""
        self._can_send, self._capabilities = can_send, capabilities
        self._show()

    def wait(self, seconds: int) -> None:
        """Show that nothing can be sent for so long."""
        if seconds != self._waits_s:
            self._waits_s = seconds
            self._show()

    def answer(self, seq: int, name: str, text: str) -> None:
        """Write an answer to this message from now on."""
        self.reply_seq = seq
        excerpt = text if len(text) <= LONGEST_EXCERPT else f"{text[:LONGEST_EXCERPT]}…"
        words = self.tr("Answering {name}: {text}").format(name=name, text=excerpt)
        metrics = self.reply.fontMetrics()
        room = max(80, self.width() - 40)
        self.reply.say(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
        self.reply.setToolTip(words)
        self.reply_close.show()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer_nobody(self) -> None:
        """Write to everybody again."""
        self.reply_seq = 0
        self.reply.say("")
        self.reply_close.hide()

    def sent(self) -> None:
        """What was written went out: begin anew."""
        self.box.remember(self.box.text.strip())
        self.answer_nobody()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retext()
        super().changeEvent(event)

    # ---- private ----

    def _arrange(self) -> None:
        answered = QHBoxLayout()
        answered.addWidget(self.reply, 1)
        answered.addWidget(self.reply_close)
        buttons = QVBoxLayout()
        buttons.setSpacing(SPACING.hair)
        buttons.addWidget(self.stamps)
        buttons.addWidget(self.send)
        written = QHBoxLayout()
        written.setSpacing(SPACING.tight)
        written.addWidget(self.box, 1)
        written.addLayout(buttons)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.small)
        rows.addLayout(answered)
        rows.addLayout(written)
        for first, second in ((self.box, self.stamps), (self.stamps, self.send)):
            QWidget.setTabOrder(first, second)

    def _connect(self) -> None:
        self.box.submitted.connect(self._submit)
        self.box.edited.connect(self._offer)
        self.box.textChanged.connect(self._show)
        self.box.left.connect(self._leave)
        self.reply_close.clicked.connect(self.answer_nobody)
        self.stamps.clicked.connect(lambda: self.picker.open_above(self.stamps))
        self.picker.picked.connect(self._on_picked)
        self.send.clicked.connect(lambda: self._submit(self.box.text))

    def _submit(self, text: str) -> None:
        line = text.strip()
        if is_command(line):
            self.commanded.emit(line)
            return
        if not line or len(line) > MAX_TEXT or self._waits_s:
            return
        name = line[1:-1]
        if line == f":{name}:" and name in STAMPS:
            self.stamped.emit(name, self.reply_seq)
        else:
            self.said.emit(line[1:] if line.startswith("//") else line, self.reply_seq)

    def _on_picked(self, stamp: str) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stamped.emit(stamp, self.reply_seq)

    def _leave(self) -> None:
        if self.reply_seq:
            self.answer_nobody()
        else:
            self.left.emit()

    def _offer(self) -> None:
        found = offers_for(
            self.box.text,
            self.box.textCursor().position(),
            self._people.completions,
            self._capabilities,
        )
        self.box.show_offers(
            tuple(ShownOffer(each.start, each.text, each.shown, each.detail) for each in found)
        )

    def _show(self) -> None:
        length = len(self.box.text.strip())
        is_too_long = length > MAX_TEXT
        if self._waits_s:
            self.box.show_note(self.tr("Wait {count} s").format(count=self._waits_s))
        else:
            words = f"{length} / {MAX_TEXT}" if length >= COUNTED_FROM else ""
            self.box.show_note(words, is_bad=is_too_long)
        is_line = is_command(self.box.text.strip())
        is_sendable = bool(length) and not is_too_long and not self._waits_s
        self.send.setEnabled(is_line or (self._can_send and is_sendable))
        self.stamps.setEnabled(self._can_send and not self._waits_s)

    def _retext(self) -> None:
        self.box.setPlaceholderText(self.tr("Write to the chat"))
        self.box.setAccessibleName(self.tr("Message to the chat"))
        self.box.setToolTip(self.tr("Enter sends. / for commands, @ for names, : for stamps"))
        ink = current_theme().on_accent
        for button, icon, words in (
            (self.stamps, IconName.STAMP, self.tr("Stamps")),
            (self.send, IconName.SEND, self.tr("Send the message")),
            (self.reply_close, IconName.CLOSE, self.tr("Write to everybody")),
        ):
            button.setIcon(make_icon(icon, ink if button is self.send else None))
            button.setToolTip(words)
            button.setAccessibleName(words)
        self.picker.setAccessibleName(self.tr("Stamps"))
        self.picker.show_stamps([(name, stamp_title(name)) for name in STAMPS])
