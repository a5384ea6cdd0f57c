"""What dragging one of the eight handles of a box does to it: resize or crop."""

from enum import StrEnum

from msgspec.structs import replace

from desktop.editing.geometry import (
    LEAST_PX,
    LEAST_SHARE,
    MOST_CROP,
    MOST_EXTENT,
    Box,
    box_of,
    checked_crop,
    placed,
)
from encoder.scenes import Crop, Layer
from encoder.settings import Canvas


class Handle(StrEnum):
    """The handles of a selected layer, clockwise."""

    TOP_LEFT = "top-left"
    TOP = "top"
    TOP_RIGHT = "top-right"
    RIGHT = "right"
    BOTTOM_RIGHT = "bottom-right"
    BOTTOM = "bottom"
    BOTTOM_LEFT = "bottom-left"
    LEFT = "left"

    @property
    def across(self) -> int:
        """-1 where it moves the left edge, 1 the right one, 0 neither."""
        return -1 if "left" in self else 1 if "right" in self else 0

    @property
    def down(self) -> int:
        """-1 where it moves the top edge, 1 the bottom one, 0 neither."""
        return -1 if "top" in self else 1 if "bottom" in self else 0


def resized(box: Box, handle: Handle, dx: float, dy: float, canvas: Canvas) -> Box:
    """Return `box` with the handle's own edges moved; the other edges stay."""
    left, width = _stretched(box.x, box.width, handle.across, dx, LEAST_PX / canvas.width)
    top, height = _stretched(box.y, box.height, handle.down, dy, LEAST_PX / canvas.height)
    return Box(left, top, width, height)


def scaled(box: Box, handle: Handle, dx: float, dy: float, canvas: Canvas) -> Box:
    """Return `box` in its shape, grown or shrunk from the corner or edge opposite the handle."""
    factors = []
    if handle.across:
        factors.append(1 + dx * handle.across / box.width)
    if handle.down:
        factors.append(1 + dy * handle.down / box.height)
    return grown(box, handle, max(factors), canvas)


def grown(box: Box, handle: Handle, factor: float, canvas: Canvas) -> Box:
    """Return `box` `factor` times as large, its side opposite the handle where it was."""
    least = max(LEAST_PX / (canvas.width * box.width), LEAST_PX / (canvas.height * box.height))
    most = min(MOST_EXTENT / box.width, MOST_EXTENT / box.height)
    for direction, start, extent in (
        (handle.across, box.x, box.width),
        (handle.down, box.y, box.height),
    ):
        share = _share_before(direction)
        if share:  # the left or top edge may not leave what a programme allows
            most = min(most, (start - LEAST_SHARE) / (extent * share) + 1)
    factor = min(most, max(least, factor))
    width, height = box.width * factor, box.height * factor
    return Box(
        box.x + (box.width - width) * _share_before(handle.across),
        box.y + (box.height - height) * _share_before(handle.down),
        width,
        height,
    )


def cropped(layer: Layer, handle: Handle, dx: float, dy: float, canvas: Canvas) -> Layer:
    """Return a hugging `layer` with the handle's edges moved over a picture that stands still."""
    box, crop = box_of(layer), layer.crop
    left, right = _cut(crop.left, crop.right, handle.across, dx / box.width)
    top, bottom = _cut(crop.top, crop.bottom, handle.down, dy / box.height)
    after = checked_crop(Crop(left, top, right, bottom))
    per_x = box.width / (1 - crop.left - crop.right)
    per_y = box.height / (1 - crop.top - crop.bottom)
    width = per_x * (1 - after.left - after.right)
    height = per_y * (1 - after.top - after.bottom)
    if width * canvas.width < LEAST_PX or height * canvas.height < LEAST_PX:
        return layer
    x = box.x + per_x * (after.left - crop.left)
    y = box.y + per_y * (after.top - crop.top)
    return replace(placed(layer, Box(x, y, width, height)), crop=after)


def _share_before(direction: int) -> float:
    """Return how much of a growth goes to the left of (above) what was there."""
    return {-1: 1.0, 0: 0.5, 1: 0.0}[direction]


def _stretched(
    start: float, extent: float, direction: int, by: float, least: float
) -> tuple[float, float]:
    if direction == 0:
        return start, extent
    end = start + extent
    if direction > 0:
        return start, min(MOST_EXTENT, max(least, extent + by))
    start = max(LEAST_SHARE, end - MOST_EXTENT, min(end - least, start + by))
    return start, end - start


def _cut(before: float, after: float, direction: int, by: float) -> tuple[float, float]:
    """Return the crop of two opposite sides when one edge moves by that share of what is seen."""
    step = by * (1 - before - after)
    if direction < 0:
        return max(0.0, min(MOST_CROP - after - 1e-9, before + step)), after
    if direction > 0:
        return before, max(0.0, min(MOST_CROP - before - 1e-9, after - step))
    return before, after
