"""The one sign that says whether the world can see this."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.glyphs import Glyph, draw_glyph
from desktop.widgets.tokens import FONT_SIZES, SPACING, Theme, current_theme, ui_font


class Air(StrEnum):
    """Who can see what is being sent."""

    OFF_AIR = "off-air"
    PRACTICE = "practice"
    LIVE = "live"
    RECONNECTING = "reconnecting"


_GLYPHS = {
    Air.OFF_AIR: Glyph.RING,
    Air.PRACTICE: Glyph.DASHED_RING,
    Air.LIVE: Glyph.DOT,
    Air.RECONNECTING: Glyph.TURNING,
}
_HEIGHT_PX = 30
_GLYPH_PX = 16


class Badge(QWidget):
    """A pill with a shape and a word, and a line of explanation beside it.

    Each state differs by shape, word and edge (dashed for PRACTICE, none for LIVE), not only
    by colour.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._air = Air.OFF_AIR
        self._sub_text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._announce()

    @property
    def air(self) -> Air:
        """What is shown."""
        return self._air

    @property
    def word(self) -> str:
        """The word on the badge, in the present language."""
        match self._air:
            case Air.OFF_AIR:
                return self.tr("OFF AIR")
            case Air.PRACTICE:
                return self.tr("PRACTICE")
            case Air.LIVE:
                return self.tr("LIVE")
            case Air.RECONNECTING:
                return self.tr("RECONNECTING")

    @property
    def sub_text(self) -> str:
        """The explanation beside it."""
        return self._sub_text

    def show_air(self, air: Air, sub_text: str = "") -> None:
        """Show `air` with a translated explanation, such as "Nobody can see this"."""
        if (air, sub_text) == (self._air, self._sub_text):
            return
        self._air, self._sub_text = air, sub_text
        self._announce()

    def sizeHint(self) -> QSize:
        width = self._pill_width()
        if self._sub_text:
            metrics = QFontMetrics(ui_font())
            width += SPACING.normal + metrics.horizontalAdvance(self._sub_text) + SPACING.hair
        return QSize(width, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._pill_width(), _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, ink, edge = _colours(self._air, current_theme())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(
            1, (self.height() - _HEIGHT_PX) / 2 + 1, self._pill_width() - 2, _HEIGHT_PX - 2
        )
        painter.setPen(QPen(QColor(edge), 1.5))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(pill, SPACING.radius, SPACING.radius)
        if self._air is Air.PRACTICE:
            self._paint_dashes(painter, pill, QColor(ink))
        spot = QRectF(0, 0, _GLYPH_PX, _GLYPH_PX)
        spot.moveCenter(pill.center())
        spot.moveLeft(pill.left() + SPACING.normal - 1)
        draw_glyph(painter, _GLYPHS[self._air], spot, QColor(ink))
        painter.setPen(QColor(ink))
        painter.setFont(ui_font(FONT_SIZES.heading, is_bold=True))
        word = pill.adjusted(SPACING.normal + _GLYPH_PX + SPACING.tight, 0, 0, 0)
        painter.drawText(word, int(Qt.AlignmentFlag.AlignVCenter), self.word)
        self._paint_sub_text(painter)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self._announce()
        super().changeEvent(event)

    def _paint_dashes(self, painter: QPainter, pill: QRectF, ink: QColor) -> None:
        ink.setAlphaF(0.75)
        pen = QPen(ink, 1.0)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill.adjusted(2.5, 2.5, -2.5, -2.5), 3, 3)

    def _paint_sub_text(self, painter: QPainter) -> None:
        left = self._pill_width() + SPACING.normal
        room = self.width() - left
        if not self._sub_text or room <= 0:
            return
        painter.setFont(ui_font())
        painter.setPen(QColor(current_theme().muted))
        text = QFontMetrics(ui_font()).elidedText(self._sub_text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(
            QRectF(left, 0, room, self.height()), int(Qt.AlignmentFlag.AlignVCenter), text
        )

    def _pill_width(self) -> int:
        metrics = QFontMetrics(ui_font(FONT_SIZES.heading, is_bold=True))
        return metrics.horizontalAdvance(self.word) + _GLYPH_PX + SPACING.tight + 2 * SPACING.normal

    def _announce(self) -> None:
        name = f"{self.word}. {self._sub_text}" if self._sub_text else self.word
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()


def _colours(air: Air, theme: Theme) -> tuple[str, str, str]:
    """Return fill, ink and edge."""
    match air:
        case Air.OFF_AIR:
            return theme.surface, theme.muted, theme.outline
        case Air.PRACTICE:
            return theme.practice, theme.on_practice, theme.practice
        case Air.LIVE:
            return theme.live, theme.on_live, theme.live
        case Air.RECONNECTING:
            return theme.reconnecting, theme.on_reconnecting, theme.reconnecting
