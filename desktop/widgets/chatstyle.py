"""Fonts, distances and text formats of chat rows, for one theme and one text size."""

from collections.abc import Callable, Hashable
from math import ceil
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QTextCharFormat

from desktop.widgets.chatcolours import author_colour, keyword_tint, mention_tint, tier_colour
from desktop.widgets.chatrow import RowSpanKind
from desktop.widgets.tokens import FONT_SIZES, SPACING, Theme, ui_font

_MOST_KEPT = 100  # small pictures: badges, stamps, times


class ChatStyle:
    """What all rows of a view share; made anew when theme, text size or density change."""

    def __init__(self, theme: Theme, scale: float = 1.0, *, is_compact: bool = False) -> None:
        self.theme = theme
        self.scale = scale
        self.is_compact = is_compact
        self.font = _chat_font(FONT_SIZES.body * scale)
        self.small_font = _chat_font(FONT_SIZES.caption * scale)
        self.metrics = QFontMetricsF(self.font)
        self.small_metrics = QFontMetricsF(self.small_font)
        spread = 1.0 if is_compact else 1.08
        # Fonts with and without Japanese glyphs differ in height; lines stand at one distance.
        self.pitch = float(ceil(max(self.metrics.height(), 1.35 * 13 * scale) * spread))
        self.small_pitch = float(ceil(max(self.small_metrics.height(), 1.3 * 11 * scale)))
        self.pad_x = float(SPACING.normal)
        self.pad_y = float(1 if is_compact else SPACING.tight)
        self.gap = float(SPACING.tight)
        self.base = _base_line(self.pitch, self.metrics)
        self.small_base = _base_line(self.small_pitch, self.small_metrics)
        self.badge_px = float(round(self.pitch * 0.78))
        self.stamp_px = float(round((34 if is_compact else 56) * scale))
        self.muted = QColor(theme.muted)
        self.text = QColor(theme.text)
        self.strong = self._strong(theme.text)
        self.struck = _ink(theme.muted)
        self.struck.setFontStrikeOut(True)
        self.quiet = _ink(theme.muted)
        self._spans = self._make_span_formats()
        self._authors: dict[str, QTextCharFormat] = {}
        self._pictures: dict[Hashable, QPixmap] = {}
        self._widths: dict[str, float] = {}
        self.selection = QTextCharFormat()
        self.selection.setBackground(QColor(theme.accent))
        self.selection.setForeground(QColor(theme.on_accent))

    def author_format(self, number: int) -> QTextCharFormat:
        """Return how the name of this author looks."""
        return self._coloured(author_colour(number, self.theme))

    def tier_format(self, tier: int) -> QTextCharFormat:
        """Return how the amount of a donation looks."""
        return self._coloured(tier_colour(tier, self.theme))

    def span_format(self, kind: RowSpanKind) -> QTextCharFormat:
        """Return how a part of a text that stands out looks."""
        return self._spans[kind]

    def time_width(self, written: str) -> float:
        """Return how wide a time is; mostly it is the same as in the row above."""
        if written not in self._widths:
            _make_room(self._widths)
            self._widths[written] = self.small_metrics.horizontalAdvance(written)
        return self._widths[written]

    def draw_kept(
        self,
        painter: QPainter,
        name: Hashable,
        area: QRectF,
        draw: Callable[[QPainter, QRectF], None],
    ) -> None:
        """Draw into `area` what `draw` draws, by a picture kept under `name`."""
        ratio = painter.device().devicePixelRatioF()
        key = (name, area.width(), area.height(), ratio)
        picture = self._pictures.get(key)
        if picture is None:
            _make_room(self._pictures)
            picture = QPixmap(ceil(area.width() * ratio), ceil(area.height() * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            onto = QPainter(picture)
            onto.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(onto, QRectF(0, 0, area.width(), area.height()))
            onto.end()
            self._pictures[key] = picture
        painter.drawPixmap(area.topLeft(), picture)

    def _make_span_formats(self) -> dict[RowSpanKind, QTextCharFormat]:
        link = _ink(self.theme.accent)
        link.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        mention = self._strong(self.theme.text)
        mention.setBackground(QColor(mention_tint(self.theme)).lighter(118))
        keyword = _ink(self.theme.text)
        keyword.setBackground(QColor(keyword_tint(self.theme)))
        return {
            RowSpanKind.LINK: link,
            RowSpanKind.MENTION: mention,
            RowSpanKind.KEYWORD: keyword,
        }

    def _coloured(self, colour: str) -> QTextCharFormat:
        if colour not in self._authors:
            self._authors[colour] = self._strong(colour)
        return self._authors[colour]

    def _strong(self, colour: str) -> QTextCharFormat:
        strong = _ink(colour)
        strong.setFontWeight(QFont.Weight.DemiBold)
        return strong


def _chat_font(size_px: float) -> QFont:
    font = ui_font(max(1, round(size_px)))
    # Text on a kept picture has no coloured edges; it must look the same the first time.
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    return font


def _base_line(pitch: float, metrics: QFontMetricsF) -> float:
    return (pitch - metrics.height()) / 2.0 + metrics.ascent()


def _make_room(kept: dict[Any, Any]) -> None:
    if len(kept) >= _MOST_KEPT:
        kept.pop(next(iter(kept)))


def _ink(colour: str) -> QTextCharFormat:
    ink = QTextCharFormat()
    ink.setForeground(QColor(colour))
    return ink
