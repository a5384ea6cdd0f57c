"""What can be seen and gripped of a layer on a picture: frames, grips, guides; places only."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt

HIT_MM = 7.0
"""How large a grip is for finger and mouse; drawn smaller."""
DRAWN_MM = 2.4


class Grip(StrEnum):
    """Where a frame can be gripped."""

    BODY = "body"
    TOP_LEFT = "top-left"
    TOP = "top"
    TOP_RIGHT = "top-right"
    RIGHT = "right"
    BOTTOM_RIGHT = "bottom-right"
    BOTTOM = "bottom"
    BOTTOM_LEFT = "bottom-left"
    LEFT = "left"


CORNERS = (Grip.TOP_LEFT, Grip.TOP_RIGHT, Grip.BOTTOM_RIGHT, Grip.BOTTOM_LEFT)
EDGES = (Grip.TOP, Grip.RIGHT, Grip.BOTTOM, Grip.LEFT)
CURSORS = {
    Grip.BODY: Qt.CursorShape.SizeAllCursor,
    Grip.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Grip.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Grip.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Grip.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
    Grip.TOP: Qt.CursorShape.SizeVerCursor,
    Grip.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Grip.LEFT: Qt.CursorShape.SizeHorCursor,
    Grip.RIGHT: Qt.CursorShape.SizeHorCursor,
}


@dataclass(frozen=True, slots=True)
class LayerFrame:
    """Where a layer's picture is seen, in fractions of the canvas."""

    id: str
    x: float
    y: float
    width: float
    height: float
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A line that something was pulled to; `at` is a fraction of the canvas."""

    is_upright: bool
    at: float


@dataclass(frozen=True, slots=True)
class Pull:
    """How far the pointer has gone with a grip, in fractions of the canvas, and the keys held."""

    grip: Grip
    dx: float
    dy: float
    is_free: bool
    crops: bool
    snaps: bool


def canvas_area(canvas: QSizeF, room: QRectF) -> QRectF:
    """Return where the canvas is seen in a view, as a picture that keeps its shape."""
    area = QRectF(QPointF(0, 0), canvas.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
    area.moveCenter(room.center())
    return area


def frame_area(frame: LayerFrame, area: QRectF) -> QRectF:
    """Return where a frame is in a view whose canvas is seen in `area`."""
    return QRectF(
        area.x() + frame.x * area.width(),
        area.y() + frame.y * area.height(),
        frame.width * area.width(),
        frame.height * area.height(),
    )


def guide_area(line: GuideLine, area: QRectF) -> QRectF:
    """Return what a guide covers in a view whose canvas is seen in `area`."""
    if line.is_upright:
        return QRectF(area.x() + line.at * area.width() - 2, area.y(), 4, area.height())
    return QRectF(area.x(), area.y() + line.at * area.height() - 2, area.width(), 4)


def frame_at(frames: Sequence[LayerFrame], x: float, y: float) -> LayerFrame | None:
    """Return the topmost frame at a point of the canvas that a press there would select."""
    for frame in reversed(frames):
        is_in = 0 <= x - frame.x < frame.width and 0 <= y - frame.y < frame.height
        if is_in and not frame.is_locked:
            return frame
    return None


def grip_points(frame: QRectF, hit_px: float) -> dict[Grip, QPointF]:
    """Return the middle of each grip; a small frame has corners only."""
    middle = frame.center()
    places = {
        Grip.TOP_LEFT: frame.topLeft(),
        Grip.TOP_RIGHT: frame.topRight(),
        Grip.BOTTOM_RIGHT: frame.bottomRight(),
        Grip.BOTTOM_LEFT: frame.bottomLeft(),
    }
    if frame.width() > 2.5 * hit_px:
        places[Grip.TOP] = QPointF(middle.x(), frame.top())
        places[Grip.BOTTOM] = QPointF(middle.x(), frame.bottom())
    if frame.height() > 2.5 * hit_px:
        places[Grip.LEFT] = QPointF(frame.left(), middle.y())
        places[Grip.RIGHT] = QPointF(frame.right(), middle.y())
    return places


def grip_at(frame: QRectF, point: QPointF, hit_px: float) -> Grip | None:
    """Return what of a frame is gripped at a point."""
    # A frame smaller than a finger could otherwise be resized only, never moved.
    reach = min(hit_px / 2, max(4.0, min(frame.width(), frame.height()) / 4))
    best: Grip | None = None
    nearest = 0.0
    for grip, place in grip_points(frame, hit_px).items():
        away = max(abs(place.x() - point.x()), abs(place.y() - point.y()))
        # Outside the frame nothing else can be meant, so a grip reaches further there.
        limit = reach if frame.contains(point) else hit_px / 2
        if away <= limit and (best is None or away < nearest):
            best, nearest = grip, away
    if best is None and frame.contains(point):
        return Grip.BODY
    return best
