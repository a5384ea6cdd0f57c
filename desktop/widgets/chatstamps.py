"""The stamps that every client has, from resources/stamps; others show their name in a bubble."""

from functools import cache, partial
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

from desktop.widgets.chatlines import shown
from desktop.widgets.chatstyle import ChatStyle

_LONGEST = 24
_ENDING = ".svg"


def stamp_size(name: str, style: ChatStyle) -> QSizeF:
    """Return how large this stamp is."""
    if name in _known():
        return QSizeF(style.stamp_px, style.stamp_px)
    width = style.metrics.horizontalAdvance(shown(name)[:_LONGEST])
    return QSizeF(width + 2 * style.pad_x, round(1.4 * style.pitch))


def draw_stamp(painter: QPainter, name: str, area: QRectF, style: ChatStyle) -> None:
    """Draw the stamp `name` into `area`."""
    if name in _known():
        style.draw_kept(painter, ("stamp", name), area, partial(_draw_svg, name))
    else:
        _draw_bubble(painter, shown(name)[:_LONGEST], area, style)


def _draw_svg(name: str, painter: QPainter, area: QRectF) -> None:
    _drawing(name).render(painter, area)


def _draw_bubble(painter: QPainter, name: str, area: QRectF, style: ChatStyle) -> None:
    bubble = area.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QColor(style.theme.outline))
    painter.setBrush(QColor(style.theme.raised))
    painter.drawRoundedRect(bubble, style.pitch / 2, style.pitch / 2)
    painter.setPen(style.text)
    painter.setFont(style.font)
    painter.drawText(bubble, int(Qt.AlignmentFlag.AlignCenter), name)


@cache
def _known() -> frozenset[str]:
    """Return the names of all drawings: a name from the network opens no other file."""
    names = (each.name for each in resources.files("resources.stamps").iterdir())
    return frozenset(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING))


@cache
def _drawing(name: str) -> QSvgRenderer:
    file = resources.files("resources.stamps") / f"{name}{_ENDING}"
    return QSvgRenderer(QByteArray(file.read_bytes()))
