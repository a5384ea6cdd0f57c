"""Where a layer's picture lands: the part of the source that is used, and its place on the canvas.

Pure. Places on the canvas are even in every number, because colour has half its resolution.
"""

from typing import NamedTuple

from encoder.scenes import Layer
from encoder.settings import Canvas


class Area(NamedTuple):
    """A rectangle in whole pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column after it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first row after it."""
        return self.top + self.height


class Placement(NamedTuple):
    """`source` of the input's picture is scaled to `target` of the canvas."""

    source: Area
    target: Area


class _Span(NamedTuple):
    """One direction of a placement: from `start`, `length` long, in source or canvas pixels."""

    start: float
    length: float


def place(layer: Layer, width: int, height: int, canvas: Canvas) -> Placement | None:
    """Return where a picture of this size lands; None where nothing of it is on the canvas."""
    crop = layer.crop
    columns = _Span(crop.left * width, width * (1 - crop.left - crop.right))
    rows = _Span(crop.top * height, height * (1 - crop.top - crop.bottom))
    box_x = _even_span(layer.x * canvas.width, layer.width * canvas.width)
    box_y = _even_span(layer.y * canvas.height, layer.height * canvas.height)
    if layer.fit == "contain":
        scale = min(box_x.length / columns.length, box_y.length / rows.length)
        box_x = _centred(box_x, even_length(columns.length * scale, box_x.length))
        box_y = _centred(box_y, even_length(rows.length * scale, box_y.length))
    elif layer.fit == "cover":
        scale = max(box_x.length / columns.length, box_y.length / rows.length)
        columns = _middle(columns, box_x.length / scale)
        rows = _middle(rows, box_y.length / scale)
    across = _clip(columns, box_x, width, canvas.width)
    down = _clip(rows, box_y, height, canvas.height)
    if across is None or down is None:
        return None
    return Placement(
        Area(across[0], down[0], across[1], down[1]), Area(across[2], down[2], across[3], down[3])
    )


def even_length(length: float, longest: float) -> int:
    """Return the even length nearest to `length`, from 2 to `longest`."""
    return max(2, min(int(longest), round(length / 2) * 2))


def fitted_size(width: int, height: int, max_width: int, max_height: int) -> tuple[int, int]:
    """Return the largest even size of the same shape that fits; at least 2 x 2."""
    scale = min(max_width / width, max_height / height)
    return even_length(width * scale, max_width), even_length(height * scale, max_height)


def _even_span(start: float, length: float) -> _Span:
    first = round(start / 2) * 2
    return _Span(first, max(2, round((start + length) / 2) * 2 - first))


def _centred(box: _Span, length: int) -> _Span:
    return _Span(box.start + (box.length - length) // 4 * 2, length)


def _middle(span: _Span, length: float) -> _Span:
    return _Span(span.start + (span.length - length) / 2, length)


def _clip(
    source: _Span, target: _Span, source_size: int, canvas_size: int
) -> tuple[int, int, int, int] | None:
    """Return start and length in the source, then on the canvas, of what is on the canvas."""
    first = max(0.0, target.start)
    last = min(float(canvas_size), target.start + target.length)
    if last - first < 2:
        return None
    per_pixel = source.length / target.length
    start, length = _whole(
        source.start + (first - target.start) * per_pixel,
        source.start + (last - target.start) * per_pixel,
        source_size,
    )
    return start, length, int(first), int(last - first)


def _whole(start: float, end: float, size: int) -> tuple[int, int]:
    """Return the span in whole pixels: even, so that a source's colour is cut where its light is.

    Half a pixel more or less is not seen; a thousandth is the rounding of the shares.
    """
    first = min(round(start / 2 - 1e-3) * 2, (size - 1) // 2 * 2)
    last = size if end > size - 1 else round(end / 2 + 1e-3) * 2
    return max(0, first), max(1, min(size, max(last, first + 2)) - max(0, first))
