"""Chat rows that somebody said: messages, stamps and donations."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout

from desktop.widgets.chatbadges import draw_badge
from desktop.widgets.chatcolours import mention_tint, tier_colour, tier_tint
from desktop.widgets.chatlaid import Hit, HitKind, LaidRow, Selection
from desktop.widgets.chatlines import Lines, is_right_to_left, shown, units_before
from desktop.widgets.chatrow import ChatRow, RowKind, RowSpanKind
from desktop.widgets.chatstamps import draw_stamp, stamp_size
from desktop.widgets.chatstyle import ChatStyle
from desktop.widgets.glyphs import Glyph, draw_glyph

_ISOLATE, _END = "\u2068", "\u2069"
_GAP = "\u2002"
_BREAK = "\u2028"
_STATE_SIGNS = {"held": (Glyph.PAUSE, "warning"), "rejected": (Glyph.CROSS, "bad")}


class SpeechRow(LaidRow):
    """Time, badges, name and text in one flow; what it answers above, a stamp or a note below."""

    def __init__(self, row: ChatRow, style: ChatStyle, width: float, mark: str = "") -> None:
        super().__init__(row, style, width, mark)
        self._is_card = row.kind is RowKind.DONATION
        self._inset = style.gap if self._is_card else 0.0
        self._left = style.pad_x + self._inset
        y = self.top + style.pad_y + self._inset
        self._reply_y = y
        if row.reply:
            y += style.small_pitch
        self._lines_y = y
        self._measure_head()
        self._lines = self._make_lines()
        room = width - self._left - style.pad_x - self._inset
        self._lines.break_at(room, style.pitch, style.base, self._indent)
        y += self._lines.height
        self._stamp_y = y + 2
        if row.stamp:
            self._stamp_size = stamp_size(row.stamp, style)
            y = self._stamp_y + self._stamp_size.height() + 2
        self._note_y = y
        self._note: Lines | None = None
        if row.note:
            self._note_x = style.small_pitch + 2 if row.state in _STATE_SIGNS else 0.0
            self._note = Lines(shown(row.note), style.small_font, ())
            self._note.break_at(room - self._note_x, style.small_pitch, style.small_base)
            y += self._note.height
        self.height = y + style.pad_y + self._inset

    @property
    def text(self) -> str:
        return self._lines.units

    def hit(self, point: QPointF) -> Hit:
        row, style = self.row, self.style
        if row.reply and self._reply_y <= point.y() < self._lines_y:
            return Hit(HitKind.REPLY)
        flow = point - QPointF(self._left, self._lines_y)
        offset = self._lines.at(flow, style.pitch)
        if 0 <= flow.y() < style.pitch and self._badges_x <= flow.x() < self._indent:
            number = int((flow.x() - self._badges_x) // (style.badge_px + 2))
            if number < len(row.badges):
                return Hit(HitKind.BADGE, row.badges[number].title, offset)
        under = self._lines.character_at(flow, style.pitch)
        if 0 <= under < self._author_end:
            return Hit(HitKind.AUTHOR, offset=offset)
        for start, end, target in self._links:
            if start <= under < end:
                return Hit(HitKind.LINK, target, offset)
        return Hit(HitKind.TEXT, offset=offset)

    def draw(self, painter: QPainter, selection: Selection) -> None:
        self._draw_ground(painter)
        super().draw(painter, selection)
        row, style = self.row, self.style
        if row.state == "sending":
            painter.setOpacity(0.55)
        if row.reply:
            self._draw_reply(painter)
        self._draw_head(painter)
        painter.setPen(style.muted if row.is_removed else style.text)
        place = QPointF(self._left, self._lines_y)
        self._lines.draw(painter, place, style.selection, selection.start, selection.end)
        if row.stamp:
            area = QRectF(QPointF(self._left, self._stamp_y), self._stamp_size)
            painter.setOpacity(0.4 if row.is_removed else painter.opacity())
            draw_stamp(painter, row.stamp, area, style)
        painter.setOpacity(1.0)
        if self._note is not None:
            self._draw_note(painter, self._note)

    def _measure_head(self) -> None:
        row, style = self.row, self.style
        x = style.time_width(row.time) + style.gap + 2 if row.time else 0.0
        self._badges_x = x
        if row.badges:
            x += len(row.badges) * (style.badge_px + 2) + 2
        self._indent = min(x, self.width * 0.6)

    def _make_lines(self) -> Lines:
        row, style = self.row, self.style
        name, said = shown(row.author), shown(row.text)
        if is_right_to_left(name):
            name = f"{_ISOLATE}{name}{_END}"
        if is_right_to_left(said):
            said = f"{_ISOLATE}{said}{_END}"
        lead = 1 if said[:1] == _ISOLATE else 0
        parts = [name]
        if row.amount:
            parts.append(f"{_GAP}{row.amount}")
        if said:
            parts += [_BREAK if row.amount else _GAP, said]
        text = "".join(parts)
        begins = len(text) - len(said) + lead
        self._author_end = units_before(text, len(name))
        formats = [_range(0, self._author_end, style.author_format(row.colour))]
        if row.amount:
            start = self._author_end + 1
            end = start + units_before(row.amount, len(row.amount))
            formats.append(_range(start, end, style.tier_format(row.tier)))
        self._links: list[tuple[int, int, str]] = []
        for span in row.spans:
            start = units_before(text, begins + span.start)
            end = units_before(text, begins + span.start + span.length)
            formats.append(_range(start, end, style.span_format(span.kind)))
            if span.kind is RowSpanKind.LINK:
                self._links.append((start, end, span.target))
        if row.is_removed:
            start, end = units_before(text, begins), units_before(text, len(text))
            formats.append(_range(start, end, style.struck))
        return Lines(text, style.font, formats)

    def _draw_ground(self, painter: QPainter) -> None:
        row, theme = self.row, self.style.theme
        area = QRectF(0, self.top, self.width, self.height - self.top)
        if self._is_card:
            card = area.adjusted(self.style.gap, 2, -self.style.gap, -2)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tier_tint(row.tier, theme)))
            painter.drawRoundedRect(card, 5, 5)
            painter.fillRect(
                QRectF(card.left(), card.top(), 4, card.height()),
                QColor(tier_colour(row.tier, theme)),
            )
        elif row.is_mention:
            painter.fillRect(area, QColor(mention_tint(theme)))
            painter.fillRect(QRectF(0, area.top(), 3, area.height()), QColor(theme.accent))

    def _draw_reply(self, painter: QPainter) -> None:
        style = self.style
        painter.setFont(style.small_font)
        painter.setPen(style.muted)
        area = QRectF(self._left, self._reply_y, self.width - 2 * self._left, style.small_pitch)
        middle = round(area.center().y()) + 0.5
        corner = QPointF(area.left() + 3.5, middle)
        painter.drawLine(QPointF(corner.x(), area.bottom() - 1), corner)
        painter.drawLine(corner, corner + QPointF(7, 0))
        text = area.adjusted(14, 0, 0, 0)
        elided = style.small_metrics.elidedText(
            shown(self.row.reply), Qt.TextElideMode.ElideRight, text.width()
        )
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), elided)

    def _draw_head(self, painter: QPainter) -> None:
        row, style = self.row, self.style
        x = self._left
        if row.time:
            area = QRectF(x, self._lines_y, self._badges_x, style.pitch)
            style.draw_kept(painter, row.time, area, self._draw_time)
        x += self._badges_x
        side = style.badge_px
        for badge in row.badges:
            y = self._lines_y + round((style.pitch - side) / 2)
            draw_badge(painter, badge, QRectF(x, y, side, side), style)
            x += side + 2

    def _draw_time(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(self.style.small_font)
        painter.setPen(self.style.muted)
        painter.drawText(QPointF(area.left(), area.top() + self.style.base), self.row.time)

    def _draw_note(self, painter: QPainter, note: Lines) -> None:
        style = self.style
        glyph, colour_name = _STATE_SIGNS.get(self.row.state, (None, "muted"))
        colour = QColor(getattr(style.theme, colour_name))
        if glyph is not None:
            side = style.small_pitch
            spot = QRectF(self._left, self._note_y, side, side).adjusted(2, 2, -2, -2)
            draw_glyph(painter, glyph, spot, colour)
        painter.setPen(colour)
        place = QPointF(self._left + self._note_x, self._note_y)
        note.draw(painter, place, style.selection, 0, 0)


def _range(start: int, end: int, look: object) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = start, end - start, look  # type: ignore[assignment]
    return part
