"""Draws the frame of a selected layer, and guides, so that they are seen on every picture."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.widgets.layerframe import GuideLine, grip_points
from desktop.widgets.tokens import DARK

_DARK_EDGE = QColor(0, 0, 0, 170)


def paint_frame(
    painter: QPainter, frame: QRectF, drawn_px: float, hit_px: float, *, is_locked: bool
) -> None:
    """Draw a frame with its grips; a locked one is dashed and has none."""
    colour = QColor(DARK.accent)
    _rectangle(painter, frame, QPen(_DARK_EDGE, 3))
    style = Qt.PenStyle.DashLine if is_locked else Qt.PenStyle.SolidLine
    _rectangle(painter, frame, QPen(colour, 1.5, style))
    if is_locked:
        return
    painter.setPen(QPen(_DARK_EDGE, 1))
    painter.setBrush(colour)
    for place in grip_points(frame, hit_px).values():
        corner = place - QPointF(drawn_px / 2, drawn_px / 2)
        painter.drawRect(QRectF(corner, QSizeF(drawn_px, drawn_px)))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_outline(painter: QPainter, frame: QRectF) -> None:
    """Draw the frame of a layer that is only pointed at."""
    _rectangle(painter, frame, QPen(_DARK_EDGE, 3))
    _rectangle(painter, frame, QPen(QColor(DARK.on_video), 1))


def paint_guides(painter: QPainter, guides: tuple[GuideLine, ...], canvas: QRectF) -> None:
    """Draw lines over the whole canvas."""
    for guide in guides:
        if guide.is_upright:
            x = canvas.x() + guide.at * canvas.width()
            line = QLineF(x, canvas.top(), x, canvas.bottom())
        else:
            y = canvas.y() + guide.at * canvas.height()
            line = QLineF(canvas.left(), y, canvas.right(), y)
        for pen in (QPen(_DARK_EDGE, 3), QPen(QColor(DARK.warning), 1)):
            painter.setPen(pen)
            painter.drawLine(line)


def _rectangle(painter: QPainter, frame: QRectF, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(frame)
