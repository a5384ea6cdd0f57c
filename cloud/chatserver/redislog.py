"""The log of rooms for many nodes: one order for all of them, kept in Redis.

One room is one stream; a script numbers and keeps drafts in one step, so the stream is the order.

**Nothing twice.** Each draft has a name (the sender's own id, or one made here). Number and name
are kept in the same step; whoever does not learn what became of an append asks again under the
same name.

**Nothing missed.** Each node reads each room from its own place, in order, over any number of
connections. An entry says which epoch it belongs to.

**Nothing lost unnoticed.** A Redis can lose what it had only with its process: by a restart or a
failover. The log of a room therefore names the process it is good for (`boot`), and no script
numbers or reads in another one. Before it goes on there, the room is settled:

- Where Redis wrote everything to its disk before it answered (`appendfsync always`, not a promoted
  replica) and no node knows a higher number, nothing was lost; the epoch stays.
- Otherwise something may be lost. Each node that follows the room brings what it has heard or was
  told is kept, the store too. When all who are known to follow it have come, or 2 s later, one
  script puts log and gifts together under a new epoch and goes on above the highest known number.
  Until then nothing is numbered, so no number means two things. What nobody held is a gap.

So what was acknowledged is in the log, or held by the node that acknowledged it, or that node and
Redis died together. A node that comes too late says what people wrote again, under its names.

The store is written by every node: writes of the same envelope are harmless, and nobody has to
notice that the one writer died.
"""

import asyncio
import itertools
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from cloud.chatserver.log import Appended, Draft, LogUnavailable, Slice, Tail
from cloud.chatserver.redisarchive import Archive, joined
from cloud.chatserver.rediscounts import RedisCounts
from cloud.chatserver.redismending import Found, Mender, Patience
from cloud.chatserver.redisring import gaps_in
from cloud.chatserver.redisroad import Road
from cloud.chatserver.redisroom import Room
from cloud.chatserver.redistail import Listener, Pulse
from cloud.chatserver.rediswriter import Writer
from cloud.chatserver.store import Store

OPENED = 1_000
PATIENCE = Patience()
PULSE = Pulse()
AGAIN_S = 0.1


class RedisLog:
    """See RoomLog. Everything on one event loop; uses two connections."""

    def __init__(
        self,
        url: str,
        password: str = "",
        store: Store | None = None,
        *,
        patience: Patience = PATIENCE,
        pulse: Pulse = PULSE,
    ) -> None:
        self.node = secrets.token_hex(6)
        self._timeout_s = patience.answer_s
        self._road = Road(url, password, patience.answer_s)
        self._ear = Road(url, password, patience.answer_s)
        self.counts = RedisCounts(url, password)
        """What is counted beside the log; ends with it."""
        self._archive = Archive(store)
        self._writer = Writer(self._road, self._archive.stream_length)
        self._mender = Mender(self.node, self._road, self._writer, self._archive, patience)
        self._listener = Listener(self.node, self._road, self._ear, self._mender, pulse)
        self._numbers = itertools.count(1)
        self._trimming: asyncio.Task[None] | None = None

    @property
    def echo_lag_s(self) -> float:
        """How long the last word of this node to itself took, through Redis."""
        return self._listener.echo_lag_s

    @property
    def is_deaf(self) -> bool:
        """Whether this node hears nothing of the others just now."""
        return self._listener.is_deaf

    async def start(self, tail: Tail) -> None:
        self._writer.start()
        self._listener.start(tail)
        trimming = self._archive.keep_trimming(self._road, self._listener.rooms.values)
        self._trimming = asyncio.create_task(trimming, name="chat-redis-trimming")

    async def close(self) -> None:
        if self._trimming is not None:
            self._trimming.cancel()
            await asyncio.gather(self._trimming, return_exceptions=True)
        await self._writer.close()
        await self._listener.close()
        await self._road.close()
        await self._ear.close()
        await self.counts.close()

    async def open(self, room: str) -> Slice:
        followed = self._listener.rooms.get(room)
        if followed is None:
            async with _in_time(self._timeout_s):
                followed = await self._opened(room)
        return followed.newest(OPENED)

    async def release(self, room: str) -> None:
        await self._listener.leave(room)

    async def append(self, room: str, drafts: Sequence[Draft]) -> list[Appended]:
        names = [draft.dedupe or f"~{self.node}/{next(self._numbers)}" for draft in drafts]
        async with _in_time(self._timeout_s):
            return await self._append(room, drafts, names)

    async def read(self, room: str, after: int, limit: int) -> Slice:
        followed = self._listener.rooms.get(room)
        held = followed.after(after, limit) if followed else None
        if held is not None and held.items:
            return held
        async with _in_time(self._timeout_s):
            return await self._read(followed or Room(room), after, limit)

    async def _opened(self, name: str) -> Room:
        room = Room(name)
        found = await self._found(room, "", OPENED)
        first = await self._archive.first(name, found.first)
        if name in self._listener.rooms:  # opened twice at once
            return self._listener.rooms[name]
        room.begin(found.epoch, found.head, first, found.entries)
        try:
            await self._listener.follow(room)
        except BaseException:
            await self._listener.leave(name)
            raise
        return room

    async def _append(
        self, name: str, drafts: Sequence[Draft], names: Sequence[str]
    ) -> list[Appended]:
        room = self._listener.rooms.get(name) or Room(name)
        while (numbers := await self._writer.write(room, drafts, names)) is None:
            with suppress(LogUnavailable):
                await self._mender.settle(room)
        return [Appended(abs(seq), seq < 0) for seq in numbers]

    async def _found(self, room: Room, after: int | str, limit: int) -> Found:
        while True:
            try:
                if (found := await self._mender.read(room, after, limit)) is not None:
                    return found
                await self._mender.settle(room)
            except LogUnavailable:  # while there is time, it may come back
                await asyncio.sleep(AGAIN_S)

    async def _read(self, room: Room, after: int, limit: int) -> Slice:
        found = await self._found(room, after, limit)
        items, first = [entry.envelope for entry in found.entries], found.first
        if after + 1 < first:
            first = await self._archive.first(room.name, first)
            items = joined(await self._archive.after(room.name, after, limit), items, limit)
        last = items[-1].seq if len(items) == limit else found.head
        gaps = gaps_in(items, max(after + 1, first), last)
        return Slice(found.epoch, found.head, first, tuple(items), gaps)


@asynccontextmanager
async def _in_time(timeout_s: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(timeout_s):
            yield
    except TimeoutError:
        raise LogUnavailable("Redis does not answer") from None
