"""Fonts, distances and text formats of chat rows, for one theme and one text size."""

import math

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat

from desktop.widgets.chatcolours import author_colour, keyword_tint, mention_tint, tier_colour
from desktop.widgets.chatrow import RowSpanKind
from desktop.widgets.tokens import FONT_SIZES, SPACING, Theme, ui_font


class ChatStyle:
    """What all rows of a view share; made anew when theme, text size or density change."""

    def __init__(self, theme: Theme, scale: float = 1.0, *, is_compact: bool = False) -> None:
        self.theme = theme
        self.scale = scale
        self.is_compact = is_compact
        self.font = ui_font(round(FONT_SIZES.body * scale))
        self.small_font = ui_font(round(FONT_SIZES.caption * scale))
        self.metrics = QFontMetricsF(self.font)
        self.small_metrics = QFontMetricsF(self.small_font)
        spread = 1.0 if is_compact else 1.08
        # Fonts with and without Japanese glyphs differ in height; lines stand at one distance.
        self.pitch = float(math.ceil(max(self.metrics.height(), 1.35 * 13 * scale) * spread))
        self.small_pitch = float(math.ceil(max(self.small_metrics.height(), 1.3 * 11 * scale)))
        self.pad_x = float(SPACING.normal)
        self.pad_y = float(1 if is_compact else SPACING.tight)
        self.gap = float(SPACING.tight)
        self.badge_px = float(round(self.pitch * 0.78))
        self.stamp_px = float(round((34 if is_compact else 56) * scale))
        self.muted = QColor(theme.muted)
        self.text = QColor(theme.text)
        self.strong = self._strong(theme.text)
        self.struck = _ink(theme.muted)
        self.struck.setFontStrikeOut(True)
        self.quiet = _ink(theme.muted)
        self._spans = {
            RowSpanKind.LINK: _ink(theme.accent),
            RowSpanKind.MENTION: self._strong(theme.text),
            RowSpanKind.KEYWORD: _ink(theme.text),
        }
        self._spans[RowSpanKind.LINK].setUnderlineStyle(
            QTextCharFormat.UnderlineStyle.SingleUnderline
        )
        self._spans[RowSpanKind.MENTION].setBackground(QColor(mention_tint(theme)).lighter(118))
        self._spans[RowSpanKind.KEYWORD].setBackground(QColor(keyword_tint(theme)))
        self._authors: dict[str, QTextCharFormat] = {}
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

    def _coloured(self, colour: str) -> QTextCharFormat:
        if colour not in self._authors:
            self._authors[colour] = self._strong(colour)
        return self._authors[colour]

    def _strong(self, colour: str) -> QTextCharFormat:
        strong = _ink(colour)
        strong.setFontWeight(QFont.Weight.DemiBold)
        return strong


def _ink(colour: str) -> QTextCharFormat:
    ink = QTextCharFormat()
    ink.setForeground(QColor(colour))
    return ink
