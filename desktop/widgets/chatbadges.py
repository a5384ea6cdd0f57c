"""The small signs before an author's name, drawn."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from desktop.widgets.chatrow import RowBadge
from desktop.widgets.chatstyle import ChatStyle
from desktop.widgets.tokens import Theme, ui_font

_CROWN = ((-5, 4), (-6, -3.5), (-2.6, -0.4), (0, -5), (2.6, -0.4), (6, -3.5), (5, 4))
_STAR = (
    (0, -6.2), (1.7, -2.1), (6, -1.8), (2.7, 1), (3.8, 5.2),
    (0, 2.9), (-3.8, 5.2), (-2.7, 1), (-6, -1.8), (-1.7, -2.1),
)  # fmt: skip


def draw_badge(painter: QPainter, badge: RowBadge, area: QRectF, style: ChatStyle) -> None:
    """Draw `badge` into the square `area`; each has its own shape, not only its own colour."""
    name = ("badge", badge.icon, badge.title[:1])
    style.draw_kept(painter, name, area, lambda onto, area: _draw(onto, badge, area, style.theme))


def _draw(painter: QPainter, badge: RowBadge, area: QRectF, theme: Theme) -> None:
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    match badge.icon:
        case "host":
            _on_tile(painter, area, theme.live)
            _polygon(painter, area, _CROWN, theme.on_live)
        case "moderator":
            _on_tile(painter, area, theme.good)
            _shield(painter, area, theme.sunken)
        case "member":
            _on_tile(painter, area, theme.practice)
            _polygon(painter, area, _STAR, theme.on_practice)
        case _:
            _on_tile(painter, area, theme.muted)
            painter.setPen(QColor(theme.sunken))
            painter.setFont(ui_font(max(7, round(area.height() * 0.7)), is_bold=True))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), badge.title[:1].upper())
    painter.restore()


def _on_tile(painter: QPainter, area: QRectF, colour: str) -> None:
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(area, area.height() * 0.22, area.height() * 0.22)


def _onto_grid(painter: QPainter, area: QRectF) -> None:
    painter.translate(area.center())
    painter.scale(area.width() / 18.0, area.height() / 18.0)


def _polygon(
    painter: QPainter, area: QRectF, points: tuple[tuple[float, float], ...], colour: str
) -> None:
    _onto_grid(painter, area)
    painter.setBrush(QColor(colour))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def _shield(painter: QPainter, area: QRectF, colour: str) -> None:
    _onto_grid(painter, area)
    path = QPainterPath(QPointF(0, -6))
    path.lineTo(5, -4)
    path.cubicTo(5, 1, 4, 4, 0, 6.4)
    path.cubicTo(-4, 4, -5, 1, -5, -4)
    path.closeSubpath()
    painter.setBrush(QColor(colour))
    painter.drawPath(path)
