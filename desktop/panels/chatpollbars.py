"""The answers of a poll: a bar and a count for each, and a click on one is a vote."""

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.widgets.tokens import FONT_SIZES, SPACING, current_theme, ui_font

BAR_PX = 22
CHOSEN = "✓"
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class PollBars(QWidget):
    """One bar for each answer; where there is little height only the leading one, until asked.

    Signals:
        voted(int): this answer was chosen, counted from 0.
    """

    voted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: list[PollBar] = []
        self._is_low = False
        self._is_unfolded = False
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACING.hair)

    def show_answers(
        self, options: tuple[str, ...], votes: tuple[int, ...], chosen: int, *, may_vote: bool
    ) -> None:
        """Show so many votes for each; `chosen` is the own answer, -1: none."""
        if tuple(bar.option for bar in self.bars) != options:
            self._make(options)
        total, most = sum(votes), max(votes, default=0)
        for at, (bar, count) in enumerate(zip(self.bars, votes, strict=True)):
            bar.show_votes(count, total, leads=count == most, is_chosen=at == chosen)
            bar.set_open(may_vote)
        self._fold()

    def set_low(self, is_low: bool) -> None:
        """Show all answers, or only the one with the most votes."""
        if is_low != self._is_low:
            self._is_low, self._is_unfolded = is_low, False
            self._fold()

    def fold(self) -> None:
        """Where there is little height, show the leading answer alone again."""
        self._is_unfolded = False
        self._fold()

    def spoken(self) -> str:
        """Return the result in words."""
        number = QLocale().toString
        return ", ".join(f"{bar.option}: {number(bar.votes)}" for bar in self.bars)

    # ---- private ----

    def _make(self, options: tuple[str, ...]) -> None:
        for bar in self.bars:
            self._rows.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self.bars = [PollBar(option, self) for option in options]
        self._is_unfolded = False
        for at, bar in enumerate(self.bars):
            bar.setObjectName(f"chat.poll.answer.{at}")
            bar.clicked.connect(lambda _=False, each=at: self._on_clicked(each))
            self._rows.addWidget(bar)

    def _on_clicked(self, at: int) -> None:
        if any(bar.isHidden() for bar in self.bars):
            self._is_unfolded = True
            self._fold()
            return
        self._is_unfolded = False
        if self.bars[at].is_open:
            self.voted.emit(at)

    def _fold(self) -> None:
        leading = max(self.bars, key=lambda bar: bar.votes, default=None)
        is_folded = self._is_low and not self._is_unfolded
        if leading is not None and is_folded:
            leading.show()
            if any(bar.hasFocus() for bar in self.bars):  # the keyboard must not leave the poll
                leading.setFocus(Qt.FocusReason.OtherFocusReason)
        for bar in self.bars:
            bar.setVisible(not is_folded or bar is leading)
            bar.show_hidden(len(self.bars) - 1 if is_folded else 0)


class PollBar(QAbstractButton):
    """One answer: its words, its share as a bar, its votes."""

    def __init__(self, option: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = option
        self.votes = 0
        self.is_open = False
        """Whether a click is a vote."""
        self._share = 0.0
        self._leads = False
        self._hidden = 0
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_votes(self, votes: int, total: int, *, leads: bool, is_chosen: bool) -> None:
        """Show so many votes of `total`."""
        self.votes, self._leads = votes, leads
        self._share = votes / total if total else 0.0
        self.setChecked(is_chosen)
        self._say()
        self.update()

    def show_hidden(self, count: int) -> None:
        """Say that so many other answers come forth by a click."""
        if count != self._hidden:
            self._hidden = count
            self._say()
            self.update()

    def set_open(self, is_open: bool) -> None:
        """Take votes, or not; it isn't disabled: the keyboard would be thrown elsewhere."""
        self.is_open = is_open
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_open else Qt.FocusPolicy.NoFocus)
        shape = Qt.CursorShape.PointingHandCursor if is_open else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.update()

    def nextCheckState(self) -> None:
        """Leave the mark where it is: it moves once the vote counts."""

    def sizeHint(self) -> QSize:
        return QSize(160, max(BAR_PX, QFontMetrics(ui_font(FONT_SIZES.small)).height() + 4))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.sunken))
        painter.drawRoundedRect(row, SPACING.radius, SPACING.radius)
        if self._share:
            bar = QRectF(row)
            bar.setWidth(max(2 * SPACING.radius, row.width() * self._share))
            painter.setBrush(QColor(theme.selection if self._leads else theme.hover))
            painter.drawRoundedRect(bar, SPACING.radius, SPACING.radius)
        self._write(painter, row)
        if self.is_open and (self.underMouse() or self.hasFocus()):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.accent))
            painter.drawRoundedRect(row, SPACING.radius, SPACING.radius)
        painter.end()

    def _say(self) -> None:
        number = QLocale().toString
        said = f"{self.option}: {number(self.votes)}"
        if self._hidden:
            said = f"{said}. {self.tr('Show all answers')}"
        self.setAccessibleName(said)
        self.setToolTip(said)

    def _write(self, painter: QPainter, row: QRectF) -> None:
        theme, number = current_theme(), QLocale().toString
        painter.setFont(ui_font(FONT_SIZES.small))
        count = f"{number(self.votes)} · {number(round(100 * self._share))} %"
        metrics = QFontMetrics(painter.font())
        inner = row.adjusted(SPACING.small, 0, -SPACING.small, 0)
        painter.setPen(QColor(theme.muted))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | _MIDDLE), count)
        room = int(inner.width()) - metrics.horizontalAdvance(count) - SPACING.small
        painter.setPen(QColor(theme.text))
        said = f"{CHOSEN} {self.option}" if self.isChecked() else self.option
        more = f"  +{number(self._hidden)} ▾" if self._hidden else ""
        room -= metrics.horizontalAdvance(more)
        words = metrics.elidedText(said, Qt.TextElideMode.ElideRight, max(0, room)) + more
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | _MIDDLE), words)
