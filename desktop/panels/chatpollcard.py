"""The open question above the chat: a bar and a count for each answer."""

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from chatclient.wire.envelopes import PollBody
from desktop.dialogs.chatwords import countdown
from desktop.panels.section import keep_room
from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.tokens import FONT_SIZES, SPACING, current_theme, set_role, ui_font

ICON_PX = 14
BAR_PX = 22


class PollCard(QFrame):
    """Not there without a poll; a closed one stays until it is put away.

    Signals:
        end_asked(str): the poll of this id shall end.
    """

    end_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.poll.card")
        set_role(self, "news")
        self._poll: PollBody | None = None
        self._away = ""
        self._votes: tuple[int, ...] = ()
        self._may_end = False
        self.icon = QLabel(self)
        self.question = QLabel(self)
        self.question.setObjectName("chat.poll.question")
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.question.setWordWrap(True)
        self.question.setFont(ui_font(FONT_SIZES.body, is_bold=True))
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
        head.addWidget(self.question, 1)
        head.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.bars = PollBars(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACING.normal, SPACING.small, SPACING.tight, SPACING.small)
        rows.setSpacing(SPACING.tight)
        rows.addLayout(head)
        rows.addWidget(self.bars)
        self.hide()

    def show_poll(self, poll: PollBody | None, votes: tuple[int, ...], *, may_end: bool) -> None:
        """Show the question and what was answered up to now."""
        self._poll, self._may_end = poll, may_end
        if poll is not None and not poll.is_open:
            votes = poll.votes
        is_shown = poll is not None and (poll.is_open or poll.id != self._away)
        self.setVisible(is_shown)
        if poll is None:
            return
        padded = (*votes, *([0] * len(poll.options)))[: len(poll.options)]
        self.question.setText(poll.question)
        self.bars.show_answers(poll.options, padded)
        self._retext()

    def set_low(self, is_low: bool) -> None:
        """Show the bars, or where there is little height the leading answer alone."""
        self.bars.set_low(is_low)

    def tick(self, now_ms: float) -> None:
        """Count down; `now_ms` is UTC."""
        poll = self._poll
        if poll is None or not poll.is_open or poll.until_ms is None:
            self.clock.setText("" if poll is None or poll.is_open else self.tr("ended"))
            return
        self.clock.setText(countdown((poll.until_ms - now_ms) / 1000))

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
            self._away = poll.id
            self.hide()

    def _retext(self) -> None:
        self.icon.setPixmap(make_icon(IconName.POLL).pixmap(ICON_PX, ICON_PX))
        is_open = self._poll is not None and self._poll.is_open
        self.button.setVisible(self._may_end or not is_open)
        self.button.setIcon(make_icon(IconName.STOP if is_open else IconName.CLOSE))
        words = self.tr("End the poll") if is_open else self.tr("Put it away")
        self.button.setToolTip(words)
        self.button.setAccessibleName(words)
        if self._poll is not None:
            said = self.tr("Poll: {question}").format(question=self._poll.question)
            self.setAccessibleName(said)
            self.setAccessibleDescription(self.bars.spoken())


class PollBars(QWidget):
    """A row for each answer: its words, its share as a bar, its votes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers: tuple[tuple[str, int], ...] = ()
        self._is_low = False

    def show_answers(self, options: tuple[str, ...], votes: tuple[int, ...]) -> None:
        """Show so many votes for each."""
        answers = tuple(zip(options, votes, strict=True))
        if answers == self._answers:
            return
        self._answers = answers
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def set_low(self, is_low: bool) -> None:
        """Show all answers, or only the one with the most votes."""
        if is_low != self._is_low:
            self._is_low = is_low
            self.setFixedHeight(self.sizeHint().height())
            self.update()

    def spoken(self) -> str:
        """Return the result in words."""
        number = QLocale().toString
        return ", ".join(f"{option}: {number(votes)}" for option, votes in self._answers)

    def sizeHint(self) -> QSize:
        shown = 1 if self._is_low else max(1, len(self._answers))
        return QSize(160, shown * (BAR_PX + SPACING.hair))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(FONT_SIZES.small))
        total = sum(votes for _, votes in self._answers)
        most = max((votes for _, votes in self._answers), default=0)
        shown = self._answers
        if self._is_low:
            shown = tuple(sorted(shown, key=lambda answer: -answer[1])[:1])
        for at, (option, votes) in enumerate(shown):
            row = QRectF(0, at * (BAR_PX + SPACING.hair), self.width(), BAR_PX)
            share = votes / total if total else 0.0
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.sunken))
            painter.drawRoundedRect(row, SPACING.radius, SPACING.radius)
            if share:
                bar = QRectF(row)
                bar.setWidth(max(2 * SPACING.radius, row.width() * share))
                leads = votes == most
                painter.setBrush(QColor(theme.selection if leads else theme.hover))
                painter.drawRoundedRect(bar, SPACING.radius, SPACING.radius)
            self._write(painter, row, option, votes, share)
        painter.end()

    def _write(self, painter: QPainter, row: QRectF, option: str, votes: int, share: float) -> None:
        theme = current_theme()
        locale = QLocale()
        count = f"{locale.toString(votes)} · {locale.toString(round(100 * share))} %"
        metrics = QFontMetrics(painter.font())
        inner = row.adjusted(SPACING.small, 0, -SPACING.small, 0)
        painter.setPen(QColor(theme.muted))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | _MIDDLE), count)
        room = int(inner.width()) - metrics.horizontalAdvance(count) - SPACING.small
        painter.setPen(QColor(theme.text))
        words = metrics.elidedText(option, Qt.TextElideMode.ElideRight, max(0, room))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | _MIDDLE), words)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter
