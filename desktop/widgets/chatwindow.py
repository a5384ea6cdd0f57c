"""Which rows of a long list are on screen; no other is ever asked for its height."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Tall(Protocol):
    """Something with a height."""

    height: float


Row = TypeVar("Row", bound=Tall)


@dataclass(frozen=True, slots=True)
class Placed(Generic[Row]):
    """A row on screen: the how-manieth it is, and where its upper edge is."""

    position: int
    y: float
    laid: Row

    @property
    def bottom(self) -> float:
        """Where its lower edge is."""
        return self.y + self.laid.height


@dataclass(frozen=True, slots=True)
class Anchor:
    """The row at the upper edge of the screen, and where it begins (0 or a little above)."""

    position: int = 0
    y: float = 0.0


def from_end(
    count: int, height: float, lay: Callable[[int], Row], y: float | None = None
) -> list[Placed[Row]]:
    """Return the rows that fill a screen of `height` from below, the last one ending at `y`."""
    y = height if y is None else y
    placed: list[Placed[Row]] = []
    for position in range(count - 1, -1, -1):
        if y <= 0:
            break
        laid = lay(position)
        y -= laid.height
        placed.append(Placed(position, y, laid))
    placed.reverse()
    return placed


def from_anchor(
    anchor: Anchor, count: int, height: float, lay: Callable[[int], Row]
) -> list[Placed[Row]]:
    """Return the rows that fill a screen of `height` from `anchor` on, or the last screenful."""
    if not count:
        return []
    position, y = _normal(anchor, count, lay)
    placed: list[Placed[Row]] = []
    while y < height and position < count:
        laid = lay(position)
        placed.append(Placed(position, y, laid))
        y += laid.height
        position += 1
    return placed if y >= height else from_end(count, height, lay)


def _normal(anchor: Anchor, count: int, lay: Callable[[int], Row]) -> tuple[int, float]:
    position, y = max(0, min(count - 1, anchor.position)), anchor.y
    while y > 0 and position > 0:
        position -= 1
        y -= lay(position).height
    if position == 0:
        y = min(y, 0.0)
    while position < count - 1 and y + lay(position).height <= 0:
        y += lay(position).height
        position += 1
    return position, y
