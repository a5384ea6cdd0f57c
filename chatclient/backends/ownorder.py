"""Numbers for what a service says without numbering it: one order, as it was heard here.

Pure. The services name what is said by ids, the room by numbers; the newest `MEMORY` of them are
known both ways, so that a deletion finds its message and an echo is told once.
"""

import uuid
from itertools import islice

from msgspec import Struct

from chatclient.backends.base import Place

MEMORY = 10_000


class Said(Struct, frozen=True):
    """Who said what, in the service's own ids."""

    id: str
    user: str


class OwnOrder:
    """The order of one room, over all connections of one client."""

    def __init__(self, place: Place) -> None:
        self.epoch = place.epoch or uuid.uuid4().hex
        self._is_new = not place.epoch
        self.head = place.last
        """The last number that was given."""
        self._gap_at = 0
        self._numbers: dict[str, int] = {}
        self._said: dict[int, Said] = {}

    def goes_on(self, place: Place) -> bool:
        """Tell whether this is the order that a client wants to resume."""
        return place.epoch == self.epoch

    def enter(self) -> tuple[tuple[int, int], ...]:
        """Return what may have been missed until now, as a room's gaps: one number, or none."""
        if self._is_new:
            self._is_new = False
            return ()
        if self._gap_at and self._gap_at == self.head:
            return ()  # nothing was said since the last gap: that one says it all
        self.head += 1
        self._gap_at = self.head
        return ((self.head, self.head),)

    def number(self, id: str, user: str = "", *, same_as: str = "") -> int | None:
        """Return the number of what is new; None: it was said before.

        `same_as`: another name of it, by which a second try under a new id is known.
        """
        known = self._numbers.get(id) or self._numbers.get(same_as)
        if known:
            self._name(known, id)
            return None
        self.head += 1
        self._said[self.head] = Said(id, user)
        self._name(self.head, id, same_as)
        if len(self._said) > MEMORY:
            del self._said[next(iter(self._said))]
        return self.head

    def of(self, id: str) -> int:
        """Return the number under which this was told; 0: not here, or long ago."""
        return self._numbers.get(id, 0)

    def said(self, seq: int) -> Said | None:
        """Return what has this number."""
        return self._said.get(seq)

    def newest_of(self, user: str, most: int) -> list[str]:
        """Return the ids of what somebody said last."""
        found = (one.id for one in reversed(self._said.values()) if one.user == user)
        return list(islice(found, most))

    def _name(self, seq: int, *names: str) -> None:
        for name in filter(None, names):
            self._numbers[name] = seq
        while len(self._numbers) > 2 * MEMORY:
            del self._numbers[next(iter(self._numbers))]
