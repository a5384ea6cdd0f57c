"""The open question above the chat, with its answers to vote for; its result for a while."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chatclient.wire.envelopes import PollBody
from desktop.dialogs.chatwords import countdown
from desktop.panels.chatpollbars import PollBars
from desktop.panels.section import keep_room
from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.tokens import FONT_SIZES, SPACING, set_role, ui_font

ICON_PX = 14
RESULT_MS = 60_000
"""So long does the result stay by itself; the chat has it too."""


class PollCard(QFrame):
    """Not there without a poll; a closed one goes after a minute, or when it is put away.

    Signals:
        end_asked(str): the poll of this id shall end.
        vote_asked(str, int): this is the answer to the poll of that id.
    """

    end_asked = Signal(str)
    vote_asked = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.poll.card")
        set_role(self, "news")
        self._poll: PollBody | None = None
        self._away = ""
        self._chosen: dict[str, int] = {}
        self._closed_at_ms: float | None = None
        self._is_low = False
        self._may_end = False
        self.icon = QLabel(self)
        self.question = QLabel(self)
        self.question.setObjectName("chat.poll.question")
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.question.setWordWrap(True)
        self.question.setFont(ui_font(FONT_SIZES.body, is_bold=True))
        self.question.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.clock = QLabel(self)
        self.clock.setObjectName("chat.poll.clock")
        set_role(self.clock, "muted")
        self.button = QToolButton(self)
        self.button.setObjectName("chat.poll.end")
        set_role(self.button, "quiet")
        keep_room(self.button)
        self.button.clicked.connect(self._on_button)
        head = QHBoxLayout()
        head.setSpacing(SPACING.small)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.question, 1, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.bars = PollBars(self)
        self.bars.voted.connect(self._on_voted)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACING.normal, SPACING.small, SPACING.tight, SPACING.small)
        rows.setSpacing(SPACING.tight)
        rows.addLayout(head)
        rows.addWidget(self.bars)
        self._line_up()
        self.hide()

    def show_poll(
        self, poll: PollBody | None, votes: tuple[int, ...], *, may_end: bool, may_vote: bool
    ) -> None:
        """Show the question and what was answered up to now."""
        if poll != self._poll:
            self._closed_at_ms = None
        self._poll, self._may_end = poll, may_end
        self.setVisible(poll is not None and poll.id != self._away)
        if poll is None:
            return
        votes = votes if poll.is_open else poll.votes
        padded = (*votes, *([0] * len(poll.options)))[: len(poll.options)]
        chosen = self._chosen.get(poll.id, -1)
        self.bars.show_answers(poll.options, padded, chosen, may_vote=may_vote and poll.is_open)
        self._retext()

    def show_vote(self, poll_id: str, option: int) -> None:
        """Mark the own answer: it counts."""
        self._chosen = {poll_id: option}
        for at, bar in enumerate(self.bars.bars):
            bar.setChecked(self._poll is not None and self._poll.id == poll_id and at == option)
        self.bars.fold()

    def set_low(self, is_low: bool) -> None:
        """Show all, or where there is little height one line and the leading answer alone."""
        self._is_low = is_low
        self.bars.set_low(is_low)
        self.question.setWordWrap(not is_low)
        self._fit()

    def tick(self, now_ms: float) -> None:
        """Count down, and put away what has been closed for long; `now_ms` is UTC."""
        poll = self._poll
        if poll is None or poll.is_open:
            until_ms = None if poll is None else poll.until_ms
            self.clock.setText("" if until_ms is None else countdown((until_ms - now_ms) / 1000))
            return
        self.clock.setText(self.tr("ended"))
        self._closed_at_ms = now_ms if self._closed_at_ms is None else self._closed_at_ms
        if now_ms - self._closed_at_ms > RESULT_MS:
            self._put_away(poll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retext()
        super().changeEvent(event)

    def _on_button(self) -> None:
        poll = self._poll
        if poll is None:
            return
        if poll.is_open:
            self.end_asked.emit(poll.id)
        else:
            self._put_away(poll)

    def _on_voted(self, option: int) -> None:
        if self._poll is not None and self._poll.is_open:
            self.vote_asked.emit(self._poll.id, option)

    def _put_away(self, poll: PollBody) -> None:
        self._away = poll.id
        self.hide()

    def _line_up(self) -> None:
        """Let everything stand in the middle of the question's first line."""
        pad_px = max(0, (self.button.sizeHint().height() - self.question.fontMetrics().height()))
        self.question.setContentsMargins(0, pad_px // 2, 0, 0)
        for label in (self.icon, self.clock):
            label.setFixedHeight(self.button.sizeHint().height())

    def _fit(self) -> None:
        """In one line, show as much of the question as fits."""
        text = "" if self._poll is None else self._poll.question
        self.question.setToolTip(text)
        if self._is_low:
            room, metrics = self.question.width(), self.question.fontMetrics()
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        self.question.setText(text)

    def _retext(self) -> None:
        self.icon.setPixmap(make_icon(IconName.POLL).pixmap(ICON_PX, ICON_PX))
        is_open = self._poll is not None and self._poll.is_open
        self.button.setVisible(self._may_end or not is_open)
        self.button.setIcon(make_icon(IconName.STOP if is_open else IconName.CLOSE))
        self._line_up()
        words = self.tr("End the poll") if is_open else self.tr("Put it away")
        self.button.setToolTip(words)
        self.button.setAccessibleName(words)
        if self._poll is not None:
            said = self.tr("Poll: {question}").format(question=self._poll.question)
            self.setAccessibleName(said)
            self.setAccessibleDescription(self.bars.spoken())
        self._fit()
