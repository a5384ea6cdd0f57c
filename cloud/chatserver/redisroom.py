"""One room as one node knows it: what it has heard, and what it was told is kept."""

import asyncio
from collections.abc import Iterable, Sequence

import msgspec

from chatclient.wire.envelopes import Envelope
from cloud.chatserver.log import Draft, Slice, numbered
from cloud.chatserver.redisring import CAPACITY, Entry, Ring, gaps_in
from cloud.chatserver.redisscripts import Keys

_PREFIX = b'{"s":0,'
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Envelope).decode


class Room:
    """What a node knows of a room; on the event loop only."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.keys = Keys(name)
        self.epoch = ""
        """Empty until the room was read for the first time."""
        self.known = 0
        """The highest number that is known; a log that ends before it has lost something."""
        self.heard = 0
        """The number up to which the tail has been told."""
        self.first = 1
        """The oldest number that the log held when it was looked at last."""
        self.peers: set[str] = set()
        """The nodes that follow this room, this one among them."""
        self.is_followed = False
        self.late: list[Entry] = []
        """What people said here and the log lost for good, to be said again."""
        self.settling = asyncio.Lock()
        self.settled = 0
        """How often this room was found or made whole."""
        self._ring = Ring()
        self._acknowledged: dict[int, Entry] = {}  # numbered through this node, not yet heard

    def begin(self, epoch: str, head: int, first: int, entries: Sequence[Entry]) -> None:
        """Know the log as it was just read; what was known before is forgotten."""
        self.epoch, self.known, self.heard, self.first = epoch, head, head, first
        self._ring = Ring()
        self._ring.extend(entries)
        self._acknowledged.clear()

    def acknowledge(self, entry: Entry) -> None:
        """Know that this is in the log; the tail tells it later, if the log does not lose it."""
        seq = entry.envelope.seq
        self.known = max(self.known, seq)
        if seq > self.heard:
            self._acknowledged[seq] = entry
            if len(self._acknowledged) > CAPACITY:  # a tail that hears nothing, for long
                del self._acknowledged[next(iter(self._acknowledged))]

    def hear(self, entries: Iterable[Entry]) -> list[Envelope]:
        """Take in what the log goes on with; return what is new of it."""
        new = [entry for entry in entries if entry.envelope.seq > self.heard]
        if new:
            self._ring.extend(new)
            self.heard = new[-1].envelope.seq
            self.known = max(self.known, self.heard)
            for entry in new:
                self._acknowledged.pop(entry.envelope.seq, None)
        return [entry.envelope for entry in new]

    def holdings(self, after: int = 0) -> list[Entry]:
        """Return everything this node could give back to a log that ends at a number."""
        unheard = sorted(seq for seq in self._acknowledged if seq > after)
        return [*self._ring.after(after), *(self._acknowledged[seq] for seq in unheard)]

    def newest(self, limit: int) -> Slice:
        """Return the newest that was heard."""
        items = [entry.envelope for entry in self._ring.newest(limit)]
        first = items[0].seq if items else self.heard + 1
        return self._slice(items, first, self.heard)

    def after(self, seq: int, limit: int) -> Slice | None:
        """Return the oldest after a number, or None when that reaches behind what is held here."""
        if seq < self.heard and not 0 < self._ring.first <= seq + 1:
            return None
        items = [entry.envelope for entry in self._ring.after(seq, limit)]
        last = items[-1].seq if len(items) == limit else self.heard
        return self._slice(items, seq + 1, last)

    def _slice(self, items: list[Envelope], first: int, last: int) -> Slice:
        gaps = gaps_in(items, first, last)
        return Slice(self.epoch, self.heard, self.first, tuple(items), gaps)


def blob(draft: Draft) -> bytes:
    """Return a draft as the scripts take it: the JSON of its envelope, after the number."""
    return _encode(numbered(draft, 0)).removeprefix(_PREFIX)


def packed(entry: Entry) -> bytes:
    """Return an entry as it stands in the log, of no epoch yet."""
    return _encode(entry.envelope) + b"\n\n" + entry.name.encode()


def unpacked(value: bytes) -> tuple[str, Entry]:
    """Return the epoch of an entry of the log, and the entry."""
    text, epoch, name = value.split(b"\n", 2)
    return epoch.decode(), Entry(_decode(text), name.decode())
