"""The log of rooms for one node: each room's newest in memory, refilled from the store at first.

A room keeps its epoch over a restart when it was put down in order: the store then has every number
there was. After a crash some may be missing, so the order begins anew.
"""

import asyncio
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from typing import TypeVar

from chatclient.wire.envelopes import Envelope, Kind
from cloud.chatserver.log import (
    DEDUPE_S,
    Appended,
    Clock,
    Draft,
    LogUnavailable,
    Slice,
    Tail,
    numbered,
)
from cloud.chatserver.store import Store, StoreFailed
from cloud.chatserver.verdicts import dedupe

RING = 10_000
OPENED = 1_000
"""How many of the newest `open` returns."""
MAX_ROOMS = 2_000
STORE_TIMEOUT_S = 3.0
IDLE_S = 600.0
"""A room that nobody has open is forgotten after so long; the store remembers it."""
_T = TypeVar("_T")


class _Room:
    """One room's log."""

    def __init__(self, name: str, epoch: str, now_s: float) -> None:
        self.name = name
        self.epoch = epoch
        self.ring: deque[Envelope] = deque(maxlen=RING)
        self.head = 0
        self.refilled = 0
        """The number up to which it was read from the store."""
        self.oldest = 1
        """Of the ring and the store behind it."""
        self.known: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self.is_open = False
        self.used_s = now_s

    @property
    def first(self) -> int:
        """The oldest number in the ring; head + 1 when it is empty."""
        return self.ring[0].seq if self.ring else self.head + 1


class MemoryLog:
    """Keeps all rooms of a node that is alone; see RoomLog. Everything on one event loop."""

    def __init__(
        self, clock: Clock, store: Store | None = None, max_rooms: int = MAX_ROOMS
    ) -> None:
        self._clock = clock
        self._store = store
        self._max_rooms = max_rooms
        self._rooms: dict[str, _Room] = {}
        self._opening: dict[str, asyncio.Task[_Room]] = {}
        self._leaving: dict[str, asyncio.Task[None]] = {}
        self._tail: Tail | None = None
        self._is_closed = False

    async def start(self, tail: Tail) -> None:
        self._tail = tail

    async def open(self, room: str) -> Slice:
        kept = await self._room(room)
        kept.is_open = True
        return self._slice(kept, list(kept.ring)[-OPENED:])

    async def release(self, room: str) -> None:
        if room in self._rooms:
            self._rooms[room].is_open = False

    async def append(self, room: str, drafts: Sequence[Draft]) -> list[Appended]:
        kept = await self._room(room)
        now_s = self._clock()
        self._forget(kept, now_s)
        done, fresh = [], []
        for draft in drafts:
            if draft.dedupe and draft.dedupe in kept.known:
                done.append(Appended(kept.known[draft.dedupe][0], is_again=True))
                continue
            kept.head += 1
            envelope = numbered(draft, kept.head)
            kept.ring.append(envelope)
            fresh.append(envelope)
            if draft.dedupe:
                kept.known[draft.dedupe] = (kept.head, now_s)
            done.append(Appended(kept.head))
        if self._store is None:
            kept.oldest = kept.first
        if fresh and kept.is_open and self._tail is not None:
            self._tail.heard(room, kept.epoch, fresh)
        return done

    async def read(self, room: str, after: int, limit: int) -> Slice:
        kept = await self._room(room)
        if after + 1 < kept.first and self._store is not None:
            store = self._store
            older = await self._ask(lambda: store.after(room, after, limit))
            items = [envelope for envelope in older if envelope.seq < kept.first]
            if len(items) < limit:
                items += list(kept.ring)[: limit - len(items)]
            return self._slice(kept, items, after)
        start = max(0, after + 1 - kept.first)
        return self._slice(kept, [kept.ring[n] for n in _span(start, limit, len(kept.ring))], after)

    async def close(self) -> None:
        self._is_closed = True  # a number after the last one that is put down would be given again
        for task in self._opening.values():
            task.cancel()
        await asyncio.gather(*self._opening.values(), return_exceptions=True)
        await asyncio.gather(*self._leaving.values(), return_exceptions=True)
        for kept in list(self._rooms.values()):
            await self._put_down(kept)
        self._rooms.clear()

    async def _room(self, name: str) -> _Room:
        if self._is_closed:
            raise LogUnavailable("the log is closed")
        kept = self._rooms.get(name)
        if kept is None:
            opening = self._opening.get(name)
            if opening is None:
                opening = asyncio.create_task(self._refilled(name), name=f"chat-open-{name}")
                self._opening[name] = opening
                opening.add_done_callback(lambda _: self._opening.pop(name, None))
            kept = await asyncio.shield(opening)
        kept.used_s = self._clock()
        return kept

    async def _refilled(self, name: str) -> _Room:
        if name in self._leaving:
            await asyncio.wait([self._leaving[name]])
            if name in self._rooms:
                return self._rooms[name]
        await self._make_place()
        kept = _Room(name, secrets.token_hex(8), self._clock())
        if self._store is not None:
            store = self._store
            await self._ask(lambda: _refill(kept, store))
            for envelope in kept.ring:
                _remember(kept, envelope)
        self._rooms[name] = kept
        return kept

    async def _make_place(self) -> None:
        """Forget rooms that nobody uses; raises LogUnavailable when all are in use."""
        now_s = self._clock()
        closed = [kept for kept in self._rooms.values() if not kept.is_open]
        idle = [kept for kept in closed if now_s - kept.used_s > IDLE_S]
        if not idle and len(self._rooms) >= self._max_rooms:
            idle = sorted(closed, key=lambda kept: kept.used_s)[:1]
        for kept in idle:
            if self._rooms.pop(kept.name, None) is not None:
                leaving = asyncio.create_task(self._leave(kept), name=f"chat-leave-{kept.name}")
                self._leaving[kept.name] = leaving
                await asyncio.wait([leaving])
        if len(self._rooms) >= self._max_rooms:
            raise LogUnavailable("too many rooms are open")

    async def _leave(self, kept: _Room) -> None:
        """Put down a room that nobody can use meanwhile; it stays if the store lacks anything."""
        try:
            if not await self._put_down(kept):
                self._rooms[kept.name] = kept
        finally:
            del self._leaving[kept.name]

    async def _put_down(self, kept: _Room) -> bool:
        """Tell the store that it has the whole order; return whether it has what there was."""
        if self._store is None:
            return True
        store = self._store
        try:
            return await self._ask(lambda: _seal(kept, store)) or kept.head == kept.refilled
        except LogUnavailable:
            return False  # then the next start begins a new order

    async def _ask(self, call: Callable[[], _T]) -> _T:
        try:
            return await asyncio.wait_for(asyncio.to_thread(call), STORE_TIMEOUT_S)
        except (StoreFailed, TimeoutError) as error:
            raise LogUnavailable(f"the store does not answer: {error}") from error

    def _slice(self, kept: _Room, items: Sequence[Envelope], after: int | None = None) -> Slice:
        gaps = []
        last = items[0].seq - 1 if after is None and items else after or 0
        for envelope in items:
            if envelope.seq > last + 1:
                gaps.append((last + 1, envelope.seq - 1))
            last = envelope.seq
        return Slice(kept.epoch, kept.head, kept.oldest, tuple(items), tuple(gaps))

    def _forget(self, kept: _Room, now_s: float) -> None:
        while kept.known:
            key, (_, at_s) = next(iter(kept.known.items()))
            if now_s - at_s <= DEDUPE_S:
                break
            del kept.known[key]


def _span(start: int, limit: int, size: int) -> range:
    return range(start, min(start + limit, size))


def _remember(kept: _Room, envelope: Envelope) -> None:
    """Know what was said before the restart by its sender's own id."""
    own = envelope.body.get("client_id") or envelope.body.get("id")
    if envelope.user is not None and own:
        key = dedupe(envelope.user.id, str(own), is_held=envelope.kind == Kind.HELD)
        kept.known[key] = (envelope.seq, envelope.at_ms / 1000)


def _sealed(room: str) -> str:
    """Under this name (no room can have it) the store says whether a room was put down in order."""
    return f"{room}.sealed"


def _refill(kept: _Room, store: Store) -> None:
    epoch, head = store.head(kept.name)
    if not epoch:
        return
    kept.ring.extend(_newest(kept.name, head, store))
    kept.head = kept.refilled = head
    oldest = store.after(kept.name, 0, 1)
    kept.oldest = oldest[0].seq if oldest else kept.first
    if store.state(_sealed(kept.name)) == (head, epoch.encode()):
        kept.epoch = epoch
    store.write_state(_sealed(kept.name), 0, b"")


def _newest(room: str, head: int, store: Store) -> list[Envelope]:
    found: list[Envelope] = []
    last = max(0, head - RING)
    while page := store.after(room, last, 1_000):
        found += page
        last = page[-1].seq
    return found


def _seal(kept: _Room, store: Store) -> bool:
    if not kept.head or store.head(kept.name) != (kept.epoch, kept.head):
        return False
    store.write_state(_sealed(kept.name), kept.head, kept.epoch.encode())
    return True
