"""A low row of bars, one for every ten seconds: how much was said in the chat."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.widgets.tokens import FONT_SIZES, current_theme, ui_font

HEIGHT_PX = 30
LEAST_TOP = 5
"""So many messages fill the height at least: a single one is no excitement."""
_GAP_PX = 1.0
_DOT_PX = 2.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One span of time."""

    count: int
    is_marked: bool = False
    """Somebody gave money."""
    tip: str = ""
    """What is said of it when the mouse rests there."""


class ExcitementStrip(QWidget):
    """The newest bar is at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bars: tuple[Bar, ...] = ()
        self._title = ""

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these, the oldest first."""
        if (made := tuple(bars)) != self._bars:
            self._bars = made
            self.update()

    def set_title(self, title: str) -> None:
        """Write this at the left, over the bars."""
        self._title = title
        self.setAccessibleName(title)
        self.update()

    def bar_at(self, x: float) -> Bar | None:
        """Return the bar at this place."""
        if not self._bars or not 0 <= x < self.width():
            return None
        return self._bars[int(x * len(self._bars) / self.width())]

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT_PX)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            bar = self.bar_at(event.pos().x())
            QToolTip.showText(event.globalPos() + QPoint(0, 8), bar.tip if bar else "", self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(theme.outline))
        top = max(LEAST_TOP, *(bar.count for bar in self._bars), 1)
        width = self.width() / max(1, len(self._bars))
        room = self.height() - 2 * _DOT_PX - 2
        for index, bar in enumerate(self._bars):
            height = room * bar.count / top
            left, upper = index * width, self.height() - 1 - height
            # Where it is loud it is brighter, too.
            ink = QColor(theme.accent)
            ink.setAlphaF(0.35 + 0.65 * bar.count / top)
            painter.fillRect(QRectF(left, upper, max(1.0, width - _GAP_PX), height), ink)
            if bar.is_marked:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.warning))
                painter.drawEllipse(QPointF(left + width / 2, upper - _DOT_PX), _DOT_PX, _DOT_PX)
        self._draw_title(painter)
        painter.end()

    def _draw_title(self, painter: QPainter) -> None:
        """Write the title on a ground of its own: bars may be as high."""
        theme = current_theme()
        painter.setFont(ui_font(FONT_SIZES.caption))
        metrics = painter.fontMetrics()
        place = QRectF(0, 0, metrics.horizontalAdvance(self._title) + 6, metrics.height())
        ground = QColor(theme.window)
        ground.setAlphaF(0.85 if self._title else 0.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(place, 3, 3)
        painter.setPen(QColor(theme.muted))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self._title)
