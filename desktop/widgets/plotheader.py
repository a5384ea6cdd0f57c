"""What stands above a plot: its title, its present value, and a legend with values."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.tokens import FONT_SIZES, SPACING, current_theme, ui_font

_SWATCH_PX = 9.0
_WORD_GAP_PX = 3.0
_ITEM_GAP_PX = 8.0


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A name and its value; with a colour, a piece of the line stands before it."""

    name: str
    value: str
    colour: str | None = None
    is_dashed: bool = False


class PlotHeader(QWidget):
    """Paints title and headline in the first line and the legend in the second.

    Where there is no room for all, names are shortened and values stay.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ""
        self.headline = ""
        self.legend: tuple[LegendItem, ...] = ()
        self.is_dimmed = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_texts(
        self, title: str, headline: str, legend: tuple[LegendItem, ...], *, is_dimmed: bool = False
    ) -> None:
        """Show these; dimmed where they are no longer true."""
        if (title, headline, legend, is_dimmed) == (
            self.title,
            self.headline,
            self.legend,
            self.is_dimmed,
        ):
            return
        self.title, self.headline, self.legend = title, headline, legend
        self.is_dimmed = is_dimmed
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(140, round(self._first_line_px() + self._legend_line_px()))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        self._paint_first_line(painter)
        font = ui_font(FONT_SIZES.caption)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        x, top = 0.0, self._first_line_px()
        names = _fitted_names(self.legend, metrics, self.width())
        for item, name in zip(self.legend, names, strict=True):
            line = QRectF(x, top, self.width() - x, self._legend_line_px())
            if item.colour is not None:
                colour = theme.disabled if self.is_dimmed else item.colour
                x += _paint_swatch(painter, line, colour, item.is_dashed)
            x += _paint_words(painter, line.adjusted(x - line.x(), 0, 0, 0), name, theme.muted)
            ink = theme.muted if self.is_dimmed else theme.text
            x += _paint_words(painter, line.adjusted(x - line.x(), 0, 0, 0), item.value, ink)
            x += _ITEM_GAP_PX - _WORD_GAP_PX
        painter.end()

    def _paint_first_line(self, painter: QPainter) -> None:
        theme = current_theme()
        value_font = ui_font(FONT_SIZES.value, is_bold=True)
        value_px = QFontMetricsF(value_font).horizontalAdvance(self.headline)
        line = QRectF(0, 0, self.width(), self._first_line_px())
        bottom = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(value_font)
        painter.setPen(QColor(theme.muted if self.is_dimmed else theme.text))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | bottom), self.headline)
        title_font = ui_font(FONT_SIZES.small)
        painter.setFont(title_font)
        painter.setPen(QColor(theme.muted))
        room = max(0.0, self.width() - value_px - SPACING.small)
        title = QFontMetricsF(title_font).elidedText(self.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | bottom), title)

    def _first_line_px(self) -> float:
        return _line_px(ui_font(FONT_SIZES.value, is_bold=True))

    def _legend_line_px(self) -> float:
        return _line_px(ui_font(FONT_SIZES.caption))


def _line_px(font: QFont) -> float:
    return font.pixelSize() + 6.0  # the CJK fonts' own line height would waste a third


def _fitted_names(
    legend: tuple[LegendItem, ...], metrics: QFontMetricsF, room_px: float
) -> list[str]:
    """Return the names, the longest shortened where the whole would not fit."""
    fixed = 0.0
    for item in legend:
        fixed += metrics.horizontalAdvance(item.value) + _WORD_GAP_PX + _ITEM_GAP_PX
        fixed += _SWATCH_PX + _WORD_GAP_PX if item.colour is not None else 0.0
    widths = [metrics.horizontalAdvance(item.name) for item in legend]
    limit = _common_limit(widths, room_px - fixed + _ITEM_GAP_PX)
    return [
        name if width <= limit else _shortened(name, metrics, limit)
        for name, width in zip((item.name for item in legend), widths, strict=True)
    ]


def _shortened(name: str, metrics: QFontMetricsF, limit_px: float) -> str:
    """Return as much of `name` as fits; dots alone would say nothing."""
    left = metrics.elidedText(name, Qt.TextElideMode.ElideRight, limit_px)
    return "" if left == "…" else left


def _common_limit(widths: list[float], room_px: float) -> float:
    """Return the width to which the longest must be shortened so that all fit into `room_px`."""
    left = len(widths)
    for width in sorted(widths):
        if width * left > room_px:
            return max(0.0, room_px / left)
        room_px -= width
        left -= 1
    return max(widths, default=0.0)


def _paint_swatch(painter: QPainter, line: QRectF, colour: str, is_dashed: bool) -> float:
    pen = QPen(QColor(colour), 2.0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if is_dashed:
        pen.setDashPattern([2.0, 1.0])
    painter.setPen(pen)
    middle = line.center().y() + 0.5
    painter.drawLine(QPointF(line.x(), middle), QPointF(line.x() + _SWATCH_PX, middle))
    return _SWATCH_PX + _WORD_GAP_PX


def _paint_words(painter: QPainter, area: QRectF, text: str, colour: str) -> float:
    if not text:
        return 0.0
    painter.setPen(QColor(colour))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
    return painter.fontMetrics().horizontalAdvance(text) + _WORD_GAP_PX
