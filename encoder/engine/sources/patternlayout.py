"""Where things stand on the test pattern: one table for the painter and for whoever measures it.

All areas are fractions of the picture, so a reader finds them again after any scaling.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from encoder.settings import Canvas

Slices = tuple[slice, slice]


class Area(NamedTuple):
    """A rectangle in luma pixels; every side is even, so that it covers whole chroma pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def luma(self) -> Slices:
        """Rows and columns in the Y plane."""
        return (
            slice(self.top, self.top + self.height),
            slice(self.left, self.left + self.width),
        )

    @property
    def chroma(self) -> Slices:
        """Rows and columns in the Cb and Cr planes (4:2:0)."""
        return (
            slice(self.top // 2, (self.top + self.height) // 2),
            slice(self.left // 2, (self.left + self.width) // 2),
        )

    def columns(self, count: int) -> "tuple[Area, ...]":
        """Return `count` areas side by side that fill this one."""
        edges = [self.left + _even(index * self.width / count) for index in range(count + 1)]
        return tuple(
            self._replace(left=left, width=right - left) for left, right in pairwise(edges)
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """The areas of the pattern, from top to bottom."""

    time_row: Area
    """The machine-readable time code, over the whole width."""
    bars: Area
    ramp: Area
    flash: Area
    """White for 100 ms from every whole second of media time on, else nearly black."""
    clock: Area
    """Running time code HH:MM:SS:FF."""
    caption: Area
    """Picture size and frame rate."""
    track: Area
    """Where the bright spot runs from left to right."""


def layout_of(canvas: Canvas) -> Layout:
    """Return the areas for a canvas of any shape."""
    return Layout(
        time_row=_area(canvas, 0, 1 / 24, 0, 1),
        bars=_area(canvas, 1 / 24, 1 / 2, 0, 1),
        ramp=_area(canvas, 1 / 2, 7 / 12, 0, 1),
        flash=_area(canvas, 7 / 12, 22 / 24, 0, 1 / 3),
        clock=_area(canvas, 7 / 12, 19 / 24, 1 / 3, 1),
        caption=_area(canvas, 19 / 24, 22 / 24, 1 / 3, 1),
        track=_area(canvas, 22 / 24, 1, 0, 1),
    )


def _area(canvas: Canvas, top: float, bottom: float, left: float, right: float) -> Area:
    # Neighbours round the same fraction and so share the same edge.
    x, y = _even(left * canvas.width), _even(top * canvas.height)
    return Area(x, y, _even(right * canvas.width) - x, _even(bottom * canvas.height) - y)


def _even(position: float) -> int:
    return round(position / 2) * 2
