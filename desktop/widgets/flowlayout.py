"""Where the boxes and arrows of a data-flow picture stand; geometry without painting."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainterPath

from desktop.widgets.tokens import FONT_SIZES, SPACING, ui_font

LEAST_BOX_WIDTH, MOST_BOX_WIDTH = 112.0, 240.0
BOX_HEIGHT = 56.0
GLYPH_PX = 13.0
HEAD_PX = 7.0
"""Of an arrow; words keep clear of it."""
LEAST_GAP, MOST_LABEL = 44.0, 98.0
ROW_GAP = 18.0
MARGIN = 14.0
LABEL_LINES = 2


class FlowState(StrEnum):
    """How what a box stands for is."""

    PLAIN = "plain"
    """Nothing is known, or it is nobody's resource."""
    ABSENT = "absent"
    """Not made yet."""
    CHANGING = "changing"
    READY = "ready"
    RUNNING = "running"
    """It stands, and is at work."""
    FAILED = "failed"
    """Or in alarm."""


@dataclass(frozen=True, slots=True)
class FlowBox:
    """One thing of the picture, in words of the present language."""

    id: str
    title: str
    service: str
    column: int
    row: float
    is_outside: bool = False
    """It stands outside of what is built."""
    state: FlowState = FlowState.PLAIN
    words: str = ""
    """The state in a word."""
    activity: str = ""
    """What it is doing, in a word or two; it has a line of its own."""
    widest_activity: str = ""
    """Room is kept for these words, so that nothing moves when they come."""


@dataclass(frozen=True, slots=True)
class FlowArrow:
    """Something goes from one box to another."""

    start: str
    end: str
    words: str = ""
    is_control: bool = False
    via: tuple[tuple[int, float], ...] = ()
    """(column, row) of the gaps that it goes through on its way."""


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """Boxes and arrows between them."""

    boxes: tuple[FlowBox, ...] = ()
    arrows: tuple[FlowArrow, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class LaidArrow:
    """An arrow with its line, the point and direction of its head, and the place of its words."""

    arrow: FlowArrow
    path: QPainterPath
    tip: QPointF
    angle_deg: float
    label: QRectF


@dataclass(frozen=True, slots=True)
class LaidPicture:
    """Everything with its place, in picture units."""

    picture: FlowPicture
    size: QSizeF
    boxes: dict[str, QRectF]
    arrows: tuple[LaidArrow, ...]


def lay_out(picture: FlowPicture) -> LaidPicture:
    """Return the places of everything."""
    if not picture.boxes:
        return LaidPicture(picture, QSizeF(2 * MARGIN, 2 * MARGIN), {}, ())
    widths = _widths(picture)
    grid = _Grid(_lefts(picture, widths), widths)
    boxes = {each.id: grid.cell(each.column, each.row) for each in picture.boxes}
    arrows = tuple(each for each in picture.arrows if each.start in boxes and each.end in boxes)
    ports = _ports(arrows, boxes, grid)
    laid = tuple(_laid(each, grid, *ports[index]) for index, each in enumerate(arrows))
    whole = QRectF()
    for area in (*boxes.values(), *(each.path.boundingRect() for each in laid)):
        whole = whole.united(area)
    for each in laid:
        whole = whole.united(each.label)
    size = QSizeF(whole.right() + MARGIN, whole.bottom() + MARGIN)
    return LaidPicture(picture, size, boxes, laid)


@dataclass(frozen=True, slots=True)
class _Grid:
    lefts: tuple[float, ...]
    """Of each column."""
    widths: tuple[float, ...]

    def cell(self, column: int, row: float) -> QRectF:
        top = MARGIN + row * (BOX_HEIGHT + ROW_GAP)
        return QRectF(self.lefts[column], top, self.widths[column], BOX_HEIGHT)

    def roads(self, arrow: FlowArrow) -> list[QRectF]:
        """Return what the arrow passes, as places without height."""
        cells = [self.cell(column, row) for column, row in arrow.via]
        return [QRectF(each.left(), each.center().y(), each.width(), 0.0) for each in cells]


def label_metrics() -> QFontMetricsF:
    """Return the measures of the words on arrows."""
    return QFontMetricsF(ui_font(FONT_SIZES.caption))


def title_room(box: FlowBox, width: float) -> float:
    """Return how wide the title of a box that is so wide may be: its sign stands beside it."""
    beside = 0.0 if box.state is FlowState.PLAIN else GLYPH_PX + SPACING.tight
    return width - 2 * SPACING.normal - beside


def _columns(picture: FlowPicture) -> int:
    passed = (at for each in picture.arrows for at, _ in each.via)
    return max((*(each.column for each in picture.boxes), *passed)) + 1


def _widths(picture: FlowPicture) -> tuple[float, ...]:
    """Return how wide each column is: as its longest title needs, within limits.

    What a box is doing changes all the time, and moves nothing.
    """
    title = QFontMetricsF(ui_font(FONT_SIZES.small, is_bold=True))
    widths = [LEAST_BOX_WIDTH] * _columns(picture)
    for each in picture.boxes:
        spare = LEAST_BOX_WIDTH - title_room(each, LEAST_BOX_WIDTH)
        below = (label_metrics().horizontalAdvance(x) for x in (each.service, each.widest_activity))
        wanted = max(
            math.ceil(title.horizontalAdvance(each.title)) + spare,
            math.ceil(max(below)) + 2 * SPACING.normal,
        )
        widths[each.column] = min(MOST_BOX_WIDTH, max(widths[each.column], wanted))
    return tuple(widths)


def _lefts(picture: FlowPicture, widths: Sequence[float]) -> tuple[float, ...]:
    """Return where each column begins: a gap is as wide as the words in it need."""
    metrics = label_metrics()
    column = {each.id: each.column for each in picture.boxes}
    gaps = [LEAST_GAP] * len(widths)
    for each in picture.arrows:
        if each.start not in column or each.end not in column:
            continue
        first = each.via[0][0] if each.via else column[each.end]
        at = min(column[each.start], first)
        wanted = _label_size(metrics, each.words).width() + 2 * (HEAD_PX + SPACING.small)
        gaps[at] = max(gaps[at], wanted)
    lefts = [MARGIN]
    for width, gap in zip(widths[:-1], gaps[:-1], strict=True):
        lefts.append(lefts[-1] + width + gap)
    return tuple(lefts)


def _label_size(metrics: QFontMetricsF, words: str) -> QSizeF:
    if not words:
        return QSizeF(0, 0)
    room = QRectF(0, 0, MOST_LABEL, metrics.height() * LABEL_LINES)
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
    bounds = metrics.boundingRect(room, int(flags), words)
    return QSizeF(
        min(room.width(), bounds.width()) + SPACING.tight, min(room.height(), bounds.height())
    )


def _ports(
    arrows: Sequence[FlowArrow], boxes: dict[str, QRectF], grid: _Grid
) -> list[tuple[QPointF, QPointF]]:
    """Spread the ends of arrows over the sides of their boxes, in the order of what they meet."""
    sides: dict[tuple[str, str], list[tuple[float, int, bool]]] = {}
    for index, each in enumerate(arrows):
        way = [boxes[each.start], *grid.roads(each), boxes[each.end]]
        leaving, arriving = _side(way[0], way[1]), _side(way[-1], way[-2])
        sides.setdefault((each.start, leaving), []).append((_across(leaving, way[1]), index, True))
        sides.setdefault((each.end, arriving), []).append(
            (_across(arriving, way[-2]), index, False)
        )
    ends: list[dict[bool, QPointF]] = [{} for _ in arrows]
    for (box, side), meets in sides.items():
        meets.sort()
        for place, (_, index, is_start) in enumerate(meets):
            part = (place + 1) / (len(meets) + 1)
            ends[index][is_start] = _port(boxes[box], side, part)
    return [(both[True], both[False]) for both in ends]


def _side(here: QRectF, there: QRectF) -> str:
    """Return on which side of `here` an arrow leaves for `there`."""
    if there.left() >= here.right():
        return "right"
    if there.right() <= here.left():
        return "left"
    return "bottom" if there.center().y() > here.center().y() else "top"


def _across(side: str, other: QRectF) -> float:
    return other.center().y() if side in ("left", "right") else other.center().x()


def _port(box: QRectF, side: str, part: float) -> QPointF:
    match side:
        case "right":
            return QPointF(box.right(), box.top() + part * box.height())
        case "left":
            return QPointF(box.left(), box.top() + part * box.height())
        case "top":
            return QPointF(box.left() + part * box.width(), box.top())
        case _:
            return QPointF(box.left() + part * box.width(), box.bottom())


def _laid(arrow: FlowArrow, grid: _Grid, start: QPointF, end: QPointF) -> LaidArrow:
    path = QPainterPath(start)
    here = start
    middle: QPointF | None = None
    angle = 0.0
    for road in grid.roads(arrow):
        is_right = road.center().x() > here.x()
        entry = QPointF(road.left() if is_right else road.right(), road.top())
        leave = QPointF(road.right() if is_right else road.left(), road.top())
        angle = _bend(path, here, entry)
        middle = middle or (here + entry) / 2
        path.lineTo(leave)
        here = leave
    angle = _bend(path, here, end)
    label = QRectF(QPointF(0, 0), _label_size(label_metrics(), arrow.words))
    label.moveCenter(middle or (here + end) / 2)
    return LaidArrow(arrow, path, end, angle, label)


def _bend(path: QPainterPath, start: QPointF, end: QPointF) -> float:
    """Draw on to `end`; return the direction in which it arrives there."""
    across, down = end.x() - start.x(), end.y() - start.y()
    if abs(across) >= LEAST_GAP / 2:
        bend = across / 2
        path.cubicTo(QPointF(start.x() + bend, start.y()), QPointF(end.x() - bend, end.y()), end)
        return 0.0 if across > 0 else 180.0
    path.cubicTo(
        QPointF(start.x(), start.y() + down / 2), QPointF(end.x(), end.y() - down / 2), end
    )
    return 90.0 if down > 0 else -90.0
