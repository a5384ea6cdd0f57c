"""Chat rows that nobody said: notices, effects, gaps, and the line of what was read."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from desktop.widgets.chatlaid import Hit, HitKind, LaidRow, Selection, draw_ruled
from desktop.widgets.chatlines import Lines, shown, utf16_units
from desktop.widgets.chatrow import ChatRow, RowKind
from desktop.widgets.chatstyle import ChatStyle
from desktop.widgets.glyphs import Glyph, draw_glyph

_GLYPHS = {RowKind.GAP: (Glyph.WARNING, "warning"), RowKind.EFFECT: (Glyph.DOT, "accent")}


class SignRow(LaidRow):
    """A quiet row: the time, a glyph, a text."""

    def __init__(self, row: ChatRow, style: ChatStyle, width: float, mark: str = "") -> None:
        super().__init__(row, style, width, mark)
        self._text = shown(row.text)
        if row.kind is RowKind.MARK:
            self.height += style.small_pitch + style.gap
            return
        self._glyph_x = style.pad_x + (style.time_width(row.time) + style.gap if row.time else 0.0)
        self._left = self._glyph_x + (style.small_pitch + 2 if row.kind in _GLYPHS else 2)
        self._lines = Lines(self._text, style.small_font, ())
        self._lines.break_at(width - self._left - style.pad_x, style.small_pitch, style.small_base)
        self.height += self._lines.height + 2 * (style.pad_y + 1)

    @property
    def text(self) -> str:
        return utf16_units(self._text)

    def hit(self, point: QPointF) -> Hit:
        if self.row.kind is RowKind.MARK:
            return Hit()
        origin = QPointF(self._left, self.top + self.style.pad_y + 1)
        return Hit(HitKind.TEXT, offset=self._lines.at(point - origin, self.style.small_pitch))

    def draw(self, painter: QPainter, selection: Selection) -> None:
        super().draw(painter, selection)
        row, style = self.row, self.style
        if row.kind is RowKind.MARK:
            area = QRectF(0, self.top, self.width, self.height - self.top)
            draw_ruled(painter, style, area, self._text, "accent")
            return
        y = self.top + style.pad_y + 1
        if row.time:
            painter.setPen(style.muted)
            painter.setFont(style.small_font)
            painter.drawText(QPointF(style.pad_x, y + style.small_base), row.time)
        if row.kind in _GLYPHS:
            glyph, colour_name = _GLYPHS[row.kind]
            side = style.small_pitch
            spot = QRectF(self._glyph_x, y, side, side).adjusted(2, 2, -2, -2)
            draw_glyph(painter, glyph, spot, QColor(getattr(style.theme, colour_name)))
        painter.setPen(QColor(style.theme.warning) if row.kind is RowKind.GAP else style.muted)
        place = QPointF(self._left, y)
        self._lines.draw(painter, place, style.selection, selection.start, selection.end)
