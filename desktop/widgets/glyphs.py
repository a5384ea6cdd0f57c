"""Small painted shapes that tell states apart without colour."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF


class Glyph(StrEnum):
    """The shapes."""

    DOT = "dot"
    RING = "ring"
    DASHED_RING = "dashed-ring"
    ARC = "arc"
    CHECK = "check"
    CROSS = "cross"
    WARNING = "warning"
    PAUSE = "pause"
    ELLIPSIS = "ellipsis"
    QUESTION = "question"
    TURNING = "turning"


def draw_glyph(
    painter: QPainter, glyph: Glyph, area: QRectF, colour: QColor, turn_deg: float = 0.0
) -> None:
    """Draw `glyph` into the square `area`; `turn_deg` turns ARC and TURNING clockwise."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.center())
    painter.scale(area.width() / 16.0, area.height() / 16.0)  # drawn on a 16 x 16 grid around 0, 0
    pen = QPen(colour, 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match glyph:
        case Glyph.DOT | Glyph.PAUSE | Glyph.ELLIPSIS | Glyph.WARNING:
            _draw_filled(painter, glyph, colour)
        case Glyph.ARC | Glyph.TURNING:
            painter.rotate(turn_deg)
            _draw_turning(painter, glyph, colour)
        case _:
            _draw_lines(painter, glyph, pen)
    painter.restore()


def _draw_filled(painter: QPainter, glyph: Glyph, colour: QColor) -> None:
    if glyph is Glyph.WARNING:
        painter.drawPolygon(_polygon((0, -6.5), (7, 5.8), (-7, 5.8)))
        painter.drawLine(QPointF(0, -2), QPointF(0, 1.6))
        painter.drawPoint(QPointF(0, 3.8))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if glyph is Glyph.DOT:
        painter.drawEllipse(QPointF(0, 0), 5.2, 5.2)
    elif glyph is Glyph.PAUSE:
        painter.drawRoundedRect(QRectF(-5, -6, 3.4, 12), 1, 1)
        painter.drawRoundedRect(QRectF(1.6, -6, 3.4, 12), 1, 1)
    else:
        for x in (-5.5, 0.0, 5.5):
            painter.drawEllipse(QPointF(x, 0), 1.7, 1.7)


def _draw_turning(painter: QPainter, glyph: Glyph, colour: QColor) -> None:
    circle = QRectF(-5.6, -5.6, 11.2, 11.2)
    if glyph is Glyph.ARC:
        faint = QColor(colour)
        faint.setAlphaF(0.28)
        pen = QPen(painter.pen())
        painter.setPen(QPen(faint, 1.7))
        painter.drawEllipse(circle)
        painter.setPen(pen)
        painter.drawArc(circle, 90 * 16, -100 * 16)
        return
    painter.drawArc(circle, 60 * 16, -280 * 16)
    painter.setBrush(colour)
    painter.drawPolygon(_polygon((-1.6, -7.4), (-1.6, -2.6), (-5.6, -4.6)))


def _draw_lines(painter: QPainter, glyph: Glyph, pen: QPen) -> None:
    if glyph is Glyph.CHECK:
        painter.drawPolyline(_polygon((-5.5, 0.4), (-1.8, 4.2), (5.7, -4.4)))
    elif glyph is Glyph.CROSS:
        painter.drawLine(QPointF(-4.6, -4.6), QPointF(4.6, 4.6))
        painter.drawLine(QPointF(4.6, -4.6), QPointF(-4.6, 4.6))
    elif glyph is Glyph.QUESTION:
        painter.drawArc(QRectF(-3.4, -6.4, 6.8, 6.4), 180 * 16, -225 * 16)
        painter.drawLine(QPointF(0.2, 0.2), QPointF(0, 2.2))
        painter.drawPoint(QPointF(0, 5.6))
    else:
        if glyph is Glyph.DASHED_RING:
            pen.setDashPattern([2.0, 2.0])
            painter.setPen(pen)
        painter.drawEllipse(QPointF(0, 0), 5.4, 5.4)


def _polygon(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
