"""Where a layer's picture stands on the canvas, in fractions of it."""

from dataclasses import dataclass

from msgspec.structs import replace

from encoder.scenes import Crop, Layer
from encoder.settings import Canvas

LEAST_SHARE, MOST_SHARE = -4.0, 5.0
"""How far from the canvas a box may stand; `encoder.scenes.Share`."""
MOST_EXTENT = 5.0
MOST_CROP = 0.95
LEAST_PX = 8
"""Smallest side a layer is given, in pixels of the canvas."""
KEPT_PX = 16
"""So much of a layer stays on the canvas when it is moved, or nobody would find it again."""


@dataclass(frozen=True, slots=True)
class PictureSize:
    """Size of an input's pictures, in its own pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in fractions of the canvas."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its bottom edge."""
        return self.y + self.height

    @property
    def centre_x(self) -> float:
        """Half way between left and right."""
        return self.x + self.width / 2

    @property
    def centre_y(self) -> float:
        """Half way between top and bottom."""
        return self.y + self.height / 2

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point of the canvas is in it."""
        return self.x <= x < self.right and self.y <= y < self.bottom


WHOLE = Box(0.0, 0.0, 1.0, 1.0)


def box_of(layer: Layer) -> Box:
    """Return the box a layer is given."""
    return Box(layer.x, layer.y, layer.width, layer.height)


def placed(layer: Layer, box: Box) -> Layer:
    """Return `layer` in `box`, as near as a programme allows."""
    return replace(
        layer,
        x=_within(box.x, LEAST_SHARE, MOST_SHARE),
        y=_within(box.y, LEAST_SHARE, MOST_SHARE),
        width=_within(box.width, 1e-4, MOST_EXTENT),
        height=_within(box.height, 1e-4, MOST_EXTENT),
    )


def visible_box(layer: Layer, size: PictureSize | None, canvas: Canvas) -> Box:
    """Return where the layer's picture is seen: its box without the bands of `contain`."""
    box = box_of(layer)
    if layer.fit != "contain" or size is None:
        return box
    shape = _shape(layer.crop, size)
    box_shape = box.width * canvas.width / (box.height * canvas.height)
    if shape > box_shape:
        height = box.height * box_shape / shape
        return Box(box.x, box.centre_y - height / 2, box.width, height)
    width = box.width * shape / box_shape
    return Box(box.centre_x - width / 2, box.y, width, box.height)


def hugging(layer: Layer, size: PictureSize | None, canvas: Canvas) -> Layer:
    """Return a layer that looks the same and whose box is what is seen of its picture.

    What `cover` cuts becomes crop, so that a box can then be changed without side effects.
    """
    if size is None or layer.fit == "stretch":
        return layer
    if layer.fit == "contain":
        return placed(layer, visible_box(layer, size, canvas))
    crop = layer.crop
    shape = _shape(crop, size)
    box_shape = layer.width * canvas.width / (layer.height * canvas.height)
    if shape > box_shape:
        cut = (1 - crop.left - crop.right) * (1 - box_shape / shape) / 2
        wanted = replace(crop, left=crop.left + cut, right=crop.right + cut)
    else:
        cut = (1 - crop.top - crop.bottom) * (1 - shape / box_shape) / 2
        wanted = replace(crop, top=crop.top + cut, bottom=crop.bottom + cut)
    after = checked_crop(wanted)
    # A box so long that hardly anything of the picture would be left can't be had by crop alone.
    return replace(layer, crop=after, fit="contain" if after == wanted else "stretch")


def checked_crop(crop: Crop) -> Crop:
    """Return `crop` with sides that leave at least 5 % of the picture; right and bottom yield."""
    left = _within(crop.left, 0.0, MOST_CROP)
    top = _within(crop.top, 0.0, MOST_CROP)
    # Sums of fractions come out a hair too large; the programme's limit is exact.
    right = max(0.0, min(crop.right, MOST_CROP - left - 1e-9))
    bottom = max(0.0, min(crop.bottom, MOST_CROP - top - 1e-9))
    return Crop(left, top, right, bottom)


def moved(box: Box, dx: float, dy: float, canvas: Canvas) -> Box:
    """Return `box` moved, with a strip of it left on the canvas."""
    keep_x, keep_y = KEPT_PX / canvas.width, KEPT_PX / canvas.height
    return Box(
        _within(box.x + dx, max(LEAST_SHARE, keep_x - box.width), 1 - keep_x),
        _within(box.y + dy, max(LEAST_SHARE, keep_y - box.height), 1 - keep_y),
        box.width,
        box.height,
    )


def _shape(crop: Crop, size: PictureSize) -> float:
    """Return width through height of what the crop leaves."""
    width = size.width * (1 - crop.left - crop.right)
    return width / (size.height * (1 - crop.top - crop.bottom))


def _within(value: float, least: float, most: float) -> float:
    return max(least, min(most, value))
