"""Many appends in one round trip: what waits while Redis writes to its disk goes together next.

With `appendfsync always` an answer costs a disk's patience, however much it answers.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from cloud.chatserver.log import DEDUPE_S, Draft, LogUnavailable, numbered
from cloud.chatserver.redisring import Entry
from cloud.chatserver.redisroad import Road
from cloud.chatserver.redisroom import Room, blob
from cloud.chatserver.redisscripts import APPEND, Words, evaluate

PACE_S = 0.005
"""Between the beginnings of two round trips; a lone message does not wait."""
AGAIN_S = 0.1
MAX_WAITING = 10_000
MAX_TOGETHER = 250
"""Drafts of one step in Redis; nobody else is served during it."""


@dataclass(eq=False)
class _Wish:
    room: Room
    drafts: Sequence[Draft]
    names: Sequence[str]
    blobs: Sequence[bytes]
    done: "asyncio.Future[list[int] | None]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class Writer:
    """Appends to the logs of all rooms."""

    def __init__(self, road: Road, max_length: int, max_waiting: int = MAX_WAITING) -> None:
        self._road = road
        self._max_waiting = max_waiting
        self._max_length = max_length
        self._waiting: list[_Wish] = []
        self._wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to write."""
        self._task = asyncio.create_task(self._run(), name="chat-redis-writer")

    async def close(self) -> None:
        """End; who still waits is refused."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for wish in self._waiting:
            if not wish.done.done():
                wish.done.set_exception(LogUnavailable("the log is closed"))

    async def write(
        self, room: Room, drafts: Sequence[Draft], names: Sequence[str]
    ) -> list[int] | None:
        """Return each draft's number, negative where its name had it already.

        None: nothing was numbered, as the log is not what this node knows. While Redis is away
        this waits; a caller who gives up may come back with the same names. LogUnavailable: too
        many wait.
        """
        if len(self._waiting) >= self._max_waiting:
            raise LogUnavailable("too much waits to be written")
        wish = _Wish(room, drafts, names, [blob(draft) for draft in drafts])
        self._waiting.append(wish)
        self._wanted.set()
        return await wish.done

    async def _run(self) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            await self._wanted.wait()
            began_s = clock()
            self._waiting = [wish for wish in self._waiting if not wish.done.done()]
            lots = _lots(self._waiting)
            count = len(self._waiting)
            try:
                answers = await self._road.call([self._command(lot) for lot in lots])
            except LogUnavailable:
                await asyncio.sleep(AGAIN_S)  # whether they were numbered or not: they have names
                continue
            del self._waiting[:count]
            if not self._waiting:
                self._wanted.clear()
            for lot, numbers in zip(lots, answers, strict=True):
                _tell(lot, numbers)
            await asyncio.sleep(began_s + PACE_S - clock())

    def _command(self, lot: list[_Wish]) -> Words:
        room = lot[0].room
        keys = [room.keys.id(name) for wish in lot for name in wish.names]
        return evaluate(
            APPEND,
            [room.keys.meta, room.keys.log, *keys],
            *(room.epoch, room.known, self._max_length, int(DEDUPE_S)),
            *(text for wish in lot for text in wish.blobs),
        )


def _lots(wishes: list[_Wish]) -> list[list[_Wish]]:
    """Return what goes together: of one room and not too much; a wish is never divided."""
    lots: list[list[_Wish]] = []
    open_lots: dict[Room, tuple[list[_Wish], int]] = {}
    for wish in wishes:
        lot, count = open_lots.get(wish.room, ([], MAX_TOGETHER))
        if count + len(wish.drafts) > MAX_TOGETHER:
            lot, count = [], 0
            lots.append(lot)
        lot.append(wish)
        open_lots[wish.room] = lot, count + len(wish.drafts)
    return lots


def _tell(lot: list[_Wish], numbers: list[int]) -> None:
    begin = 0
    for wish in lot:
        own = numbers[begin : begin + len(wish.drafts)]
        begin += len(wish.drafts)
        for draft, name, seq in zip(wish.drafts, wish.names, own, strict=False):
            wish.room.acknowledge(Entry(numbered(draft, abs(seq)), name))
        if not wish.done.done():
            wish.done.set_result(own or None)
