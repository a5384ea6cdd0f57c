"""What is selected in a chat view: a part of one row's text, or whole rows."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.widgets.chatlaid import NOT_SELECTED, Selection


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text of a row."""

    position: int
    """The how-manieth row it is."""
    key: int
    offset: int = 0

    def found(self, find: Callable[[int], int]) -> "Spot | None":
        """Return it where its row is now, None when that is gone."""
        position = find(self.key)
        return Spot(position, self.key, self.offset) if position >= 0 else None


@dataclass(frozen=True, slots=True)
class ChatSelection:
    """From where it was begun (`start`) to where it is now (`end`), in either direction."""

    start: Spot
    end: Spot
    is_rows: bool = False
    """By the keyboard: whole rows, even when it is one."""

    @property
    def has_whole_rows(self) -> bool:
        """Rows are selected, and not characters."""
        return self.is_rows or self.start.position != self.end.position

    @property
    def is_empty(self) -> bool:
        """Nothing is selected."""
        return not self.has_whole_rows and self.start.offset == self.end.offset

    @property
    def positions(self) -> range:
        """Where the selected rows are."""
        first, last = sorted((self.start.position, self.end.position))
        return range(first, last + 1)

    def of(self, position: int) -> Selection:
        """Return what is selected of the row at `position`."""
        if position not in self.positions or self.is_empty:
            return NOT_SELECTED
        if self.has_whole_rows:
            return Selection(is_whole=True)
        first, last = sorted((self.start.offset, self.end.offset))
        return Selection(first, last)

    def found(self, find: Callable[[int], int]) -> "ChatSelection | None":
        """Return it after rows came or went, None when one of its ends is gone."""
        start, end = self.start.found(find), self.end.found(find)
        return ChatSelection(start, end, self.is_rows) if start and end else None
