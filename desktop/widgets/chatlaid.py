"""A chat row laid out for one width: its height, how it is drawn, what stands at a point."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from desktop.widgets.chatrow import ChatRow
from desktop.widgets.chatstyle import ChatStyle


class HitKind(StrEnum):
    """What can be pointed at in a row."""

    NOTHING = "nothing"
    TEXT = "text"
    LINK = "link"
    AUTHOR = "author"
    BADGE = "badge"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Hit:
    """What stands at a point of a row."""

    kind: HitKind = HitKind.NOTHING
    target: str = ""
    """Of a link; of a badge what it means."""
    offset: int = 0
    """The nearest place in the row's text, as Qt counts."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of one row is selected, from `start` up to `end` as Qt counts."""

    start: int = 0
    end: int = 0
    is_whole: bool = False


NOT_SELECTED = Selection()


class LaidRow:
    """What every kind of row can do; `mark` is written on a line above it."""

    def __init__(self, row: ChatRow, style: ChatStyle, width: float, mark: str = "") -> None:
        self.row = row
        self.style = style
        self.width = width
        self.mark = mark
        self.top = style.small_pitch + style.gap if mark else 0.0
        self.height = self.top
        self._picture: QPixmap | None = None
        self._was_drawn = False

    @property
    def text(self) -> str:
        """What can be selected in it, as Qt counts."""
        return ""

    def hit(self, point: QPointF) -> Hit:
        """Return what stands at `point`, from the row's upper left corner."""
        return Hit()

    def draw(self, painter: QPainter, selection: Selection) -> None:
        """Draw it at the painter's origin."""
        if self.mark:
            draw_ruled(painter, self.style, QRectF(0, 0, self.width, self.top), self.mark, "accent")
        if selection.is_whole:
            area = QRectF(0, self.top, self.width, self.height - self.top)
            painter.fillRect(area, QColor(self.style.theme.selection))

    def paint(self, painter: QPainter, y: float, selection: Selection, ratio: float) -> None:
        """Draw it `y` below the painter's origin, by a kept picture from the second time on.

        In a flood most rows are seen once, and a picture of those would be made for nothing.
        `ratio`: pixels of the screen for one of ours.
        """
        y = round(y * ratio) / ratio
        if selection == NOT_SELECTED and self._was_drawn:
            if self._picture is None or self._picture.devicePixelRatio() != ratio:
                self._picture = self._drawn(ratio)
            painter.drawPixmap(QPointF(0, y), self._picture)
            return
        self._was_drawn = True
        painter.translate(0.0, y)
        painter.setClipRect(QRectF(0, 0, self.width, self.height))  # heaps of accents overflow
        self.draw(painter, selection)
        painter.setClipping(False)
        painter.translate(0.0, -y)

    def _drawn(self, ratio: float) -> QPixmap:
        size = QSize(max(1, round(self.width * ratio)), max(1, round(self.height * ratio)))
        picture = QPixmap(size)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, NOT_SELECTED)
        painter.end()
        return picture


def draw_ruled(
    painter: QPainter, style: ChatStyle, area: QRectF, text: str, colour_name: str
) -> None:
    """Draw a small text in the middle of a line across `area`, in this colour of the theme."""
    colour = QColor(getattr(style.theme, colour_name))
    painter.setFont(style.small_font)
    metrics = style.small_metrics
    room = area.width() - 4 * style.pad_x
    written = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    wide = metrics.horizontalAdvance(written) + 2 * style.gap
    middle, y = area.center().x(), round(area.center().y()) + 0.5
    painter.setPen(colour)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), written)
    faint = QColor(colour)
    faint.setAlphaF(0.55)
    painter.setPen(faint)
    painter.drawLine(QPointF(style.pad_x, y), QPointF(middle - wide / 2, y))
    painter.drawLine(QPointF(middle + wide / 2, y), QPointF(area.width() - style.pad_x, y))
