"""What the store has of rooms whose log is in Redis: for refilling, old pages, and trimming.

Without a store the stream keeps its newest 10,000 entries. With one it keeps, beside those,
whatever the store does not have yet.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from chatclient.wire.envelopes import Envelope
from cloud.chatserver.log import LogUnavailable
from cloud.chatserver.redisring import CAPACITY, Entry
from cloud.chatserver.redisroad import TIMEOUT_S, Road
from cloud.chatserver.redisroom import Room
from cloud.chatserver.store import Store, StoreFailed

PAGE = 1_000
UNKEPT = 20 * CAPACITY
"""So much a stream keeps at most while the store is away."""
TRIM_S = 10.0
_T = TypeVar("_T")

_log = logging.getLogger(__name__)


class Archive:
    """The store, without blocking; empty where there is none."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self.is_there = store is not None
        self.stream_length = CAPACITY if store is None else UNKEPT
        """What a stream is cut to while it is written."""

    async def beyond(self, room: str, top: int) -> list[Entry]:
        """Return what is kept after a number, as much as a log holds."""
        return await self._ask(lambda store: _newest(store, room, top), [])

    async def after(self, room: str, seq: int, limit: int) -> list[Envelope]:
        """Return the oldest that is kept after a number."""
        return await self._ask(lambda store: store.after(room, seq, limit), [])

    async def first(self, room: str, otherwise: int) -> int:
        """Return the oldest number that is kept."""
        oldest = await self.after(room, 0, 1)
        return min(otherwise, oldest[0].seq) if oldest else otherwise

    async def trim(self, road: Road, rooms: Iterable[Room]) -> None:
        """Cut off what the store has and nobody is likely to ask for."""
        for room in list(rooms):
            epoch, kept = await self._head(room.name)
            end = min(kept + 1, room.heard - CAPACITY)
            if epoch == room.epoch and end > 0:
                await road.call([("XTRIM", room.keys.log, "MINID", "~", f"{end}-0")])

    async def keep_trimming(self, road: Road, rooms: Callable[[], Iterable[Room]]) -> None:
        """Do so from time to time, for ever."""
        while self._store is not None:
            await asyncio.sleep(TRIM_S)
            try:
                await self.trim(road, rooms())
            except LogUnavailable as error:
                _log.info("no stream is trimmed now: %s", error)

    async def _head(self, room: str) -> tuple[str, int]:
        return await self._ask(lambda store: store.head(room), ("", 0))

    async def _ask(self, question: Callable[[Store], _T], nothing: _T) -> _T:
        if self._store is None:
            return nothing
        try:
            return await asyncio.wait_for(asyncio.to_thread(question, self._store), TIMEOUT_S)
        except (StoreFailed, TimeoutError) as error:
            raise LogUnavailable("the store does not answer") from error


def _newest(store: Store, room: str, top: int) -> list[Entry]:
    _, head = store.head(room)
    last = max(top, head - CAPACITY)
    found: list[Entry] = []
    while last < head and (page := store.after(room, last, PAGE)):
        found += [Entry(envelope, kept_name(envelope)) for envelope in page]
        last = page[-1].seq
    return found


def kept_name(envelope: Envelope) -> str:
    """Return the name under which an envelope was numbered once, as far as it says so itself."""
    own = envelope.body.get("client_id") or envelope.body.get("id")
    return f"{envelope.user.id}/{own}" if envelope.user is not None and own else ""


def joined(older: Sequence[Envelope], newer: Sequence[Envelope], limit: int) -> list[Envelope]:
    """Return what the store has and then what the log has, each number once."""
    first = newer[0].seq if newer else 0
    both = [item for item in older if not newer or item.seq < first]
    return [*both, *newer][:limit]
