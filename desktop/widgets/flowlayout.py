"""Where the boxes and arrows of a data-flow picture stand; geometry without painting."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainterPath

from desktop.widgets.tokens import FONT_SIZES, SPACING, ui_font

BOX_WIDTH, BOX_HEIGHT = 138.0, 50.0
LEAST_GAP, MOST_GAP = 44.0, 118.0
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
    FAILED = "failed"


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
    grid = _Grid(_lefts(picture))
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

    def cell(self, column: int, row: float) -> QRectF:
        return QRectF(
            self.lefts[column], MARGIN + row * (BOX_HEIGHT + ROW_GAP), BOX_WIDTH, BOX_HEIGHT
        )

    def roads(self, arrow: FlowArrow) -> list[QRectF]:
        """Return what the arrow passes, as places without height."""
        cells = [self.cell(column, row) for column, row in arrow.via]
        return [QRectF(each.left(), each.center().y(), each.width(), 0.0) for each in cells]


def label_metrics() -> QFontMetricsF:
    """Return the measures of the words on arrows."""
    return QFontMetricsF(ui_font(FONT_SIZES.caption))


def _lefts(picture: FlowPicture) -> tuple[float, ...]:
    """Return where each column begins: a gap is as wide as the words in it need."""
    metrics = label_metrics()
    column = {each.id: each.column for each in picture.boxes}
    most = max((*column.values(), *(at for each in picture.arrows for at, _ in each.via)))
    gaps = [LEAST_GAP] * (most + 1)
    for each in picture.arrows:
        if each.start not in column or each.end not in column:
            continue
        first = each.via[0][0] if each.via else column[each.end]
        at = min(column[each.start], first)
        wanted = _label_size(metrics, each.words).width() + 2 * SPACING.wide
        gaps[at] = min(MOST_GAP, max(gaps[at], wanted))
    lefts = [MARGIN]
    for gap in gaps[:-1]:
        lefts.append(lefts[-1] + BOX_WIDTH + gap)
    return tuple(lefts)


def _label_size(metrics: QFontMetricsF, words: str) -> QSizeF:
    if not words:
        return QSizeF(0, 0)
    room = QRectF(0, 0, MOST_GAP - 2 * SPACING.normal, metrics.height() * LABEL_LINES)
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
