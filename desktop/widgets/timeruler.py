"""The time below a plot, counted back from now."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.tokens import FONT_SIZES, current_theme, ui_font

AXIS_PX = 34
"""Width of the value axis left of a plot; the same everywhere, so that plots line up."""
RIGHT_PX = 6
"""What is left free at the right of a plot, for the newest point."""

_TICK_PX = 4.0
_HEIGHT_PX = 20
_GAP_PX = 12.0


class TimeRuler(QWidget):
    """A tick each minute, and as many labels as fit between the oldest and "now"."""

    def __init__(self, span_s: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._minutes = max(1, round(span_s / 60.0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT_PX)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        font = ui_font(FONT_SIZES.caption)
        metrics = QFontMetricsF(font)
        width = self.width() - AXIS_PX - RIGHT_PX
        painter = QPainter(self)
        painter.setFont(font)
        free_from = float(self.width() + 1)
        for minute in range(self._minutes + 1):
            x = round(AXIS_PX + width * (1 - minute / self._minutes))
            painter.fillRect(QRectF(x, 0, 1, _TICK_PX), QColor(theme.outline))
            text = self._label(minute)
            half = metrics.horizontalAdvance(text) / 2.0
            left = min(x - half, self.width() - 2.0 * half)
            if left + 2.0 * half + _GAP_PX > free_from and minute:
                continue
            painter.setPen(QColor(theme.muted))
            area = QRectF(left, _TICK_PX, 2.0 * half + 2.0, _HEIGHT_PX - _TICK_PX)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), text)
            free_from = left
        painter.end()

    def _label(self, minute: int) -> str:
        if minute == 0:
            return self.tr("now")
        return self.tr("−{minutes} min").format(minutes=minute)
