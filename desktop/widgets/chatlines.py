"""Breaks chat text into lines, with the Japanese rules about what may not begin or end a line."""

import re
import sys
from array import array
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

# JIS X 4051, 6.1. Qt keeps to most of it by itself, but not to the middle dots, colons, sound marks
# and dashes, nor after a word that is longer than the line.
NOT_FIRST = frozenset(
    "、。，．,.・：；:;？！?!」』）】〕〉》］｝)]}’”々〻ー〜～…‥゛゜ヽヾゝゞ―%％‰"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
)
NOT_LAST = frozenset("「『（【〔〈《［｛([{‘“￥＄£")
_MOST_MOVED = 8
"""So many characters at most go to the next line: `！！！！！！！！！！` has to break somewhere."""

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Of the same length, so that spans stay where they are. What steers the direction of text could
# make a name look like somebody else's, or swap it with what stands beside it.
_SHOWN_AS = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "\ufffd"),
    **dict.fromkeys(
        [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"
    ),
    **dict.fromkeys([0x0A, 0x0B, 0x0C, 0x85, 0x2029], "\u2028"),
    0x09: " ",
    0x0D: " ",
}

_IS_LITTLE = sys.byteorder == "little"
_OPTION = QTextOption()
_OPTION.setTextDirection(Qt.LayoutDirection.LeftToRight)  # of the row; its parts have their own
_OPTION.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


def shown(text: str) -> str:
    """Return `text` with every control character visible; as long as before."""
    return text.translate(_SHOWN_AS)


def is_right_to_left(text: str) -> bool:
    """Tell whether some of it is written from right to left, and has to be isolated."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def utf16_units(text: str) -> str:
    """Return `text` with a surrogate pair for every character beyond U+FFFF."""
    if not text or text.isascii() or max(text) <= "\uffff":
        return text
    return "".join(map(chr, array("H", text.encode("utf-16-le" if _IS_LITTLE else "utf-16-be"))))


def from_utf16_units(units: str) -> str:
    """Return the text that these units mean; half a character is left out."""
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def units_before(text: str, index: int) -> int:
    """Return how many units the first `index` characters take."""
    return index if text.isascii() else len(utf16_units(text[:index]))


class Lines:
    """Some text in lines of one height.

    The first line begins `indent` to the right; `pitch` is the distance of two lines.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        formats: Sequence[QTextLayout.FormatRange],
    ) -> None:
        self.units = utf16_units(text)
        """The text as Qt counts it: two for a character beyond U+FFFF, such as an emoji."""
        self.layout = QTextLayout(text, font)
        self.layout.setTextOption(_OPTION)
        if formats:
            self.layout.setFormats(formats)
        self.height = 0.0

    def break_at(self, width: float, pitch: float, base: float, indent: float = 0.0) -> None:
        """Lay out for `width`; the text of each line stands `base` below the line's upper edge."""
        self.layout.beginLayout()
        left, y = indent, 0.0
        while (line := self.layout.createLine()).isValid():
            self._fit(line, max(1.0, width - left))
            line.setPosition(QPointF(left, y + base - line.ascent()))
            left, y = 0.0, y + pitch
        self.layout.endLayout()
        self.height = y

    def at(self, point: QPointF, pitch: float) -> int:
        """Return the text position nearest to `point`."""
        count = self.layout.lineCount()
        if not count:
            return 0
        line = self.layout.lineAt(max(0, min(count - 1, int(point.y() // pitch))))
        return int(line.xToCursor(point.x()))

    def character_at(self, point: QPointF, pitch: float) -> int:
        """Return the place of the character that stands at `point`, -1 for none."""
        number = int(point.y() // pitch)
        if not 0 <= number < self.layout.lineCount():
            return -1
        line = self.layout.lineAt(number)
        if not line.x() <= point.x() < line.x() + line.naturalTextWidth():
            return -1
        return int(line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter))

    def draw(
        self, painter: QPainter, place: QPointF, selected: QTextCharFormat, start: int, end: int
    ) -> None:
        """Draw at `place` in the painter's pen; `start` up to `end` look as `selected` says."""
        if end <= start:
            self.layout.draw(painter, place)
            return
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = start, end - start, selected
        self.layout.draw(painter, place, [part])

    def _fit(self, line: QTextLine, width: float) -> None:
        line.setLineWidth(width)
        text, end = self.units, line.textStart() + line.textLength()
        if end >= len(text) or not _is_forbidden(text, end):
            return
        earlier = _break_before(text, line.textStart(), end)
        if earlier:
            x: float = line.cursorToX(earlier)[0]  # type: ignore[index]
            line.setLineWidth(x - line.x() + 0.01)


def _is_forbidden(text: str, at: int) -> bool:
    return text[at] in NOT_FIRST or text[at - 1] in NOT_LAST


def _break_before(text: str, start: int, end: int) -> int:
    """Return the nearest earlier place to break at, or 0."""
    for at in range(end - 1, max(start, end - _MOST_MOVED - 1), -1):
        if not _is_forbidden(text, at) and not 0xDC00 <= ord(text[at]) < 0xE000:
            return at
    return 0
