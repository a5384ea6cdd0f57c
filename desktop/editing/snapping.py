"""Finds the lines a dragged edge is pulled to: edges and centres of the canvas and the layers."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.editing.geometry import WHOLE, Box


@dataclass(frozen=True, slots=True)
class Guide:
    """A line over the whole canvas that something was pulled to."""

    is_upright: bool
    at: float
    """Where it crosses the other axis, as a fraction of the canvas."""


@dataclass(frozen=True, slots=True)
class Pull:
    """By how much to shift, and the guide that is reached so."""

    by: float
    guide: Guide


class Snapper:
    """The lines of one drag; `reach_x` and `reach_y` are how near is near, in canvas fractions."""

    def __init__(self, others: Iterable[Box], reach_x: float, reach_y: float) -> None:
        boxes = (WHOLE, *others)
        self._lines_x = tuple(
            sorted({at for box in boxes for at in (box.x, box.centre_x, box.right)})
        )
        self._lines_y = tuple(
            sorted({at for box in boxes for at in (box.y, box.centre_y, box.bottom)})
        )
        self._reach_x = reach_x
        self._reach_y = reach_y

    def pull_x(self, *edges: float) -> Pull | None:
        """Return the shortest shift to the right that brings one of `edges` onto a line."""
        return _nearest(edges, self._lines_x, self._reach_x, is_upright=True)

    def pull_y(self, *edges: float) -> Pull | None:
        """Return the shortest shift downwards that brings one of `edges` onto a line."""
        return _nearest(edges, self._lines_y, self._reach_y, is_upright=False)

    def pull_box(self, box: Box) -> tuple[float, float, tuple[Guide, ...]]:
        """Return how far to shift a moved box, and the guides it then stands on."""
        across = self.pull_x(box.x, box.centre_x, box.right)
        down = self.pull_y(box.y, box.centre_y, box.bottom)
        return (
            across.by if across else 0.0,
            down.by if down else 0.0,
            tuple(pull.guide for pull in (across, down) if pull),
        )


def _nearest(
    edges: tuple[float, ...], lines: tuple[float, ...], reach: float, *, is_upright: bool
) -> Pull | None:
    best: Pull | None = None
    for edge in edges:
        for line in lines:
            by = line - edge
            if abs(by) <= reach and (best is None or abs(by) < abs(best.by)):
                best = Pull(by, Guide(is_upright, line))
    return best
