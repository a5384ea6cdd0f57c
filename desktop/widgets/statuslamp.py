"""A state in one shape, one colour and one word."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.glyphs import Glyph, draw_glyph
from desktop.widgets.tokens import SPACING, Theme, current_theme, ui_font


class Lamp(StrEnum):
    """How something is."""

    OFF = "off"
    OK = "ok"
    WARNING = "warning"
    BAD = "bad"
    UNKNOWN = "unknown"


_GLYPHS = {
    Lamp.OFF: Glyph.RING,
    Lamp.OK: Glyph.DOT,
    Lamp.WARNING: Glyph.WARNING,
    Lamp.BAD: Glyph.CROSS,
    Lamp.UNKNOWN: Glyph.QUESTION,
}
_GLYPH_PX = 14


class StatusLamp(QWidget):
    """Shows a lamp and, beside it, the word for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lamp = Lamp.OFF
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def lamp(self) -> Lamp:
        """What is shown."""
        return self._lamp

    @property
    def text(self) -> str:
        """The word beside it."""
        return self._text

    def set_status(self, lamp: Lamp, text: str) -> None:
        """Show `lamp` with its translated word; the word becomes the accessible name."""
        if (lamp, text) == (self._lamp, self._text):
            return
        self._lamp, self._text = lamp, text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = _GLYPH_PX + SPACING.small + metrics.horizontalAdvance(self._text)
        return QSize(width + SPACING.hair, max(_GLYPH_PX, metrics.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(_GLYPH_PX, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        spot = QRectF(0, (self.height() - _GLYPH_PX) / 2, _GLYPH_PX, _GLYPH_PX)
        draw_lamp(painter, self._lamp, spot)
        painter.setFont(ui_font())
        painter.setPen(QColor(theme.muted if self._lamp is Lamp.OFF else theme.text))
        words = self.rect().adjusted(_GLYPH_PX + SPACING.small, 0, 0, 0)
        text = self.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, max(0, words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)


def draw_lamp(painter: QPainter, lamp: Lamp, area: QRectF) -> None:
    """Draw the lamp alone, into a square."""
    draw_glyph(painter, _GLYPHS[lamp], area, QColor(_colour(lamp, current_theme())))


def _colour(lamp: Lamp, theme: Theme) -> str:
    return {
        Lamp.OFF: theme.muted,
        Lamp.OK: theme.good,
        Lamp.WARNING: theme.warning,
        Lamp.BAD: theme.bad,
        Lamp.UNKNOWN: theme.muted,
    }[lamp]
