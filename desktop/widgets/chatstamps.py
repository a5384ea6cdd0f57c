"""The stamps that every client has, drawn; others show their name in a bubble."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.widgets.chatlines import shown
from desktop.widgets.chatstyle import ChatStyle

_YELLOW, _ORANGE, _RED, _PINK = "#FFD34E", "#F58A1F", "#F0425A", "#FF9BB0"
_LONGEST = 24
_BROWN, _WHITE, _BLUE, _GREEN = "#6B3A12", "#FFFFFF", "#4FB3F6", "#35B77C"


def stamp_size(name: str, style: ChatStyle) -> QSizeF:
    """Return how large this stamp is."""
    if name in _DRAWINGS:
        return QSizeF(style.stamp_px, style.stamp_px)
    width = style.metrics.horizontalAdvance(shown(name)[:_LONGEST])
    return QSizeF(width + 2 * style.pad_x, round(1.4 * style.pitch))


def draw_stamp(painter: QPainter, name: str, area: QRectF, style: ChatStyle) -> None:
    """Draw the stamp `name` into `area`."""
    draw = _DRAWINGS.get(name)
    if draw is None:
        _draw_bubble(painter, shown(name)[:_LONGEST], area, style)
    else:
        style.draw_kept(painter, ("stamp", name), area, partial(_draw_on_grid, draw))


def _draw_on_grid(draw: Callable[[QPainter], None], painter: QPainter, area: QRectF) -> None:
    painter.save()
    painter.translate(area.center())
    painter.scale(area.width() / 64.0, area.height() / 64.0)  # drawn on 64 x 64 around 0, 0
    painter.setPen(Qt.PenStyle.NoPen)
    draw(painter)
    painter.restore()


def _draw_bubble(painter: QPainter, name: str, area: QRectF, style: ChatStyle) -> None:
    bubble = area.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QColor(style.theme.outline))
    painter.setBrush(QColor(style.theme.raised))
    painter.drawRoundedRect(bubble, style.pitch / 2, style.pitch / 2)
    painter.setPen(style.text)
    painter.setFont(style.font)
    painter.drawText(bubble, int(Qt.AlignmentFlag.AlignCenter), name)


def _fill(painter: QPainter, colour: str, path: QPainterPath) -> None:
    painter.fillPath(path, QColor(colour))


def _dot(
    painter: QPainter, colour: str, at: tuple[float, float], wide: float, high: float = 0
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QPointF(*at), wide, high or wide)


def _line(painter: QPainter, colour: str, width: float, *points: tuple[float, float]) -> None:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([QPointF(x, y) for x, y in points])


def _face(painter: QPainter) -> None:
    _dot(painter, _ORANGE, (0, 0), 29)
    _dot(painter, _YELLOW, (0, -0.6), 27.4)


def _heart(painter: QPainter) -> None:
    path = QPainterPath(QPointF(0, 25))
    path.cubicTo(-40, -2, -28, -29, -12, -26)
    path.cubicTo(-5, -25, -1.5, -20, 0, -15)
    path.cubicTo(1.5, -20, 5, -25, 12, -26)
    path.cubicTo(28, -29, 40, -2, 0, 25)
    _fill(painter, _RED, path)
    painter.save()
    painter.rotate(-35)
    _dot(painter, _PINK, (-3, -20), 6, 3.4)
    painter.restore()


def _laugh(painter: QPainter) -> None:
    _face(painter)
    for side in (-1, 1):
        _line(painter, _BROWN, 3.2, (side * 16, -5), (side * 11, -10), (side * 6, -5))
    mouth = QPainterPath(QPointF(-17, 3))
    mouth.lineTo(17, 3)
    mouth.cubicTo(17, 27, -17, 27, -17, 3)
    _fill(painter, _BROWN, mouth)
    painter.save()
    painter.setClipPath(mouth)
    _dot(painter, _RED, (0, 21), 9, 7)
    painter.fillRect(QRectF(-18, 3, 36, 4.4), QColor(_WHITE))
    painter.restore()
    for side in (-1, 1):
        _dot(painter, _BLUE, (side * 24, 0), 4.2, 5.4)


def _wow(painter: QPainter) -> None:
    _face(painter)
    for side in (-1, 1):
        _dot(painter, _WHITE, (side * 10.5, -6), 7)
        _dot(painter, _BROWN, (side * 10.5, -6), 3.6)
        _line(painter, _BROWN, 2.6, (side * 6, -18), (side * 14, -19))
    _dot(painter, _BROWN, (0, 14), 6.4, 8.4)


def _cry(painter: QPainter) -> None:
    _face(painter)
    for side in (-1, 1):
        painter.fillRect(QRectF(side * 11 - 3.6, -2, 7.2, 25), QColor(_BLUE))
        _line(painter, _BROWN, 3.2, (side * 16, -5), (side * 11, -2.5), (side * 6, -5))
    mouth = QPainterPath(QPointF(-8.5, 17))
    mouth.cubicTo(-8, 5, 8, 5, 8.5, 17)
    mouth.closeSubpath()
    _fill(painter, _BROWN, mouth)


def _party(painter: QPainter) -> None:
    cone = QPainterPath(QPointF(-27, 27))
    cone.lineTo(-13, -8)
    cone.lineTo(9, 14)
    cone.closeSubpath()
    _fill(painter, _YELLOW, cone)
    painter.save()
    painter.setClipPath(cone)
    _line(painter, _RED, 5, (-26, 4), (-2, 28))
    _line(painter, _RED, 5, (-16, -8), (10, 18))
    painter.restore()
    painter.save()
    painter.rotate(45)
    _dot(painter, _ORANGE, (0.7, 3.4), 15.8, 4.6)
    painter.restore()
    _line(painter, _BLUE, 3.4, (2, -4), (6, -12), (3, -18), (7, -26))
    _line(painter, _GREEN, 3.4, (10, 4), (17, 1), (22, 5), (28, 2))
    _line(painter, _RED, 3.4, (8, -4), (15, -9), (17, -16), (24, -20))
    for x, y, colour in ((-7, -22, _PINK), (19, -29, _YELLOW), (27, -8, _BLUE), (24, 16, _RED)):
        _dot(painter, colour, (x, y), 2.8)
    for x, y, colour in ((-15, -15, _GREEN), (15, 24, _ORANGE), (-4, -12, _YELLOW)):
        _dot(painter, colour, (x, y), 2.3)


def _fire(painter: QPainter) -> None:
    flame = QPainterPath(QPointF(0, 29))
    flame.cubicTo(-30, 29, -27, 3, -15, -7)
    flame.cubicTo(-14, 0, -12, 2, -8, 3)
    flame.cubicTo(-12, -10, -4, -24, 7, -30)
    flame.cubicTo(5, -18, 12, -13, 17, -5)
    flame.cubicTo(19, -8, 19, -10, 18, -14)
    flame.cubicTo(31, 4, 27, 29, 0, 29)
    _fill(painter, _ORANGE, flame)
    core = QPainterPath(QPointF(0, 28))
    core.cubicTo(-17, 28, -14, 13, -6, 7)
    core.cubicTo(-5, 11, -3, 12, -1, 12)
    core.cubicTo(-2, 4, 1, -3, 6, -7)
    core.cubicTo(6, 2, 17, 8, 14, 18)
    core.cubicTo(13, 24, 8, 28, 0, 28)
    _fill(painter, _YELLOW, core)


def _palm(painter: QPainter) -> None:
    """Draw a hand upright: four fingers, a thumb, a palm."""
    for x, top, length in ((-9, -17, 22), (-3, -21, 26), (3, -21, 26), (9, -17, 22)):
        painter.drawRoundedRect(QRectF(x - 3.4, top, 6.8, length), 3.4, 3.4)
    painter.drawRoundedRect(QRectF(-12.4, -6, 24.8, 25), 9, 9)
    painter.save()
    painter.translate(-11, 8)
    painter.rotate(-38)
    painter.drawRoundedRect(QRectF(-3.6, -16, 7.2, 19), 3.6, 3.6)
    painter.restore()


def _clap(painter: QPainter) -> None:
    for x, y, turn, scale, colour in ((5, 4, 10, 0.92, _ORANGE), (-5, 8, -22, 0.98, _YELLOW)):
        painter.save()
        painter.translate(x, y)
        painter.rotate(turn)
        painter.scale(scale, scale)
        pen = QPen(QColor(_BROWN), 1.3)
        painter.setPen(pen)
        painter.setBrush(QColor(colour))
        _palm(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(-11.4, -5, 22.8, 23), 8, 8)
        painter.restore()
    for x, y, to_x, to_y in ((-27, -14, -22, -8), (-17, -26, -15, -19), (24, -24, 19, -17)):
        _line(painter, _BLUE, 3.0, (x, y), (to_x, to_y))


def _ok(painter: QPainter) -> None:
    _dot(painter, "#1F8F5D", (0, 0), 29)
    _dot(painter, _GREEN, (0, -0.6), 27.4)
    _line(painter, _WHITE, 7, (-13, 1), (-4, 11), (14, -11))


_DRAWINGS: dict[str, Callable[[QPainter], None]] = {
    "clap": _clap,
    "heart": _heart,
    "laugh": _laugh,
    "wow": _wow,
    "cry": _cry,
    "party": _party,
    "fire": _fire,
    "ok": _ok,
}
