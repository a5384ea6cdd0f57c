"""What one node holds of a room: the newest entries by number, and which numbers are missing."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from chatclient.wire.envelopes import Envelope

CAPACITY = 10_000


class Entry(NamedTuple):
    """An envelope, and the name under which it was numbered once."""

    envelope: Envelope
    name: str


class Ring:
    """The newest entries in order of their numbers; finding one costs a binary search."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._entries: list[Entry] = []
        self._seqs: list[int] = []

    def __len__(self) -> int:
        return len(self._seqs)

    @property
    def first(self) -> int:
        """The oldest number; 0 when empty."""
        return self._seqs[0] if self._seqs else 0

    def extend(self, entries: Sequence[Entry]) -> None:
        """Add what is newer than everything held."""
        self._entries += entries
        self._seqs += [entry.envelope.seq for entry in entries]
        # Cut off in lots: one at a time would move the whole list for each message.
        if len(self._seqs) > self._capacity * 5 // 4:
            excess = len(self._seqs) - self._capacity
            del self._entries[:excess]
            del self._seqs[:excess]

    def after(self, seq: int, limit: int = CAPACITY * 2) -> list[Entry]:
        """Return the oldest entries after a number."""
        begin = bisect_right(self._seqs, seq)
        return self._entries[begin : begin + limit]

    def newest(self, limit: int) -> list[Entry]:
        """Return so many at most."""
        return self._entries[-limit:]


def gaps_in(items: Sequence[Envelope], first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Return the stretches of numbers from first to last that are not among the items."""
    gaps = []
    expected = first
    for item in items:
        if item.seq > expected:
            gaps.append((expected, item.seq - 1))
        expected = item.seq + 1
    if expected <= last:
        gaps.append((expected, last))
    return tuple(gaps)
