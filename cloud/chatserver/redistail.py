"""What a node hears of the rooms it has open, and whether it still hears anything.

One blocking read for all rooms, each from this node's own place, so that nothing is missed while
Redis is away. Among the rooms is a stream of this node alone, to which it writes every second:
when that does not come back, the node is deaf, whatever its connections look like.
"""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from chatclient.wire.envelopes import Envelope
from cloud.chatserver.log import LogUnavailable, Tail
from cloud.chatserver.redismending import Mender
from cloud.chatserver.redisroad import Road
from cloud.chatserver.redisroom import Room, unpacked
from cloud.chatserver.redisscripts import Words

_log = logging.getLogger(__name__)

BLOCK_S = 5.0
COUNT = 500
PACE_S = 0.01
"""Between the beginnings of two reads; a batch goes to the clients every 50 ms only."""
AGAIN_S = 0.2
LEAVE_S = 1.0
LOOKED_AT = 200
"""Rooms in one round trip."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """How often a node speaks to itself, and when it is deaf."""

    every_s: float = 1.0
    deaf_after_s: float = 3.0


class Listener:
    """Tells the tail what is appended to the rooms that are followed."""

    def __init__(self, node: str, road: Road, ear: Road, mender: Mender, pulse: Pulse) -> None:
        self.echo_lag_s = 0.0
        """How long the last echo took."""
        self.is_deaf = False
        self.rooms: dict[str, Room] = {}
        self._node = node
        self._echo_key = f"chat:echo:{node}"
        self._echo_at = "0"
        self._asked: dict[str, int] = {}
        self._road = road
        self._ear = ear
        self._mender = mender
        self._pulse = pulse
        self._tail: Tail | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._ill: dict[str, Room] = {}
        self._illness = asyncio.Event()
        self._echo_heard_s = 0.0

    def start(self, tail: Tail) -> None:
        """Begin to listen."""
        self._tail = tail
        self._echo_heard_s = self._now_s()
        self._mender.tell(self._heard)
        self._tasks = [
            asyncio.create_task(self._follow(), name="chat-redis-tail"),
            asyncio.create_task(self._speak(), name="chat-redis-echo"),
            asyncio.create_task(self._settle(), name="chat-redis-mending"),
        ]

    async def close(self) -> None:
        """Hear nothing more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.leave(*self.rooms)

    async def follow(self, room: Room) -> None:
        """Tell the tail of this room, from where it has heard it."""
        self.rooms[room.name] = room
        room.is_followed = True
        # The echo ends the blocking read, which does not know of this room.
        *_, answer = await self._road.call([*self._echo(), self._mender.look(room)])
        if not self._mender.is_well(room, answer):
            self._look_after([room])

    async def leave(self, *names: str) -> None:
        """Tell the tail of these rooms no more, and let no other node wait for this one."""
        left = [room for name in names if (room := self.rooms.pop(name, None))]
        for room in left:
            room.is_followed = False
        with suppress(LogUnavailable):
            farewell = [("ZREM", room.keys.nodes, self._node) for room in left]
            await self._road.call(farewell, LEAVE_S)

    def _heard(self, room: Room, items: Sequence[Envelope]) -> None:
        if items and self._tail is not None and self.rooms.get(room.name) is room:
            self._tail.heard(room.name, room.epoch, items)

    async def _follow(self) -> None:
        is_lost = False
        while True:
            began_s = self._now_s()
            try:
                [answer] = await self._ear.call([self._question(is_lost)], self._pulse.deaf_after_s)
                if is_lost:
                    is_lost = False
                    _log.info("Redis is back")
                    self._look_after(self.rooms.values())
            except LogUnavailable as error:
                if not is_lost:
                    is_lost = True
                    _log.warning("Redis can't be heard: %s", error)
                self._echo_at = "0"  # the clock of another Redis may be behind
                await asyncio.sleep(AGAIN_S)
                continue
            for key, entries in answer or ():
                try:
                    self._take(key.decode(), entries)
                except Exception:  # noqa: BLE001 - one room's trouble is not the others'
                    _log.exception("what %s said was not taken in", key.decode())
            await asyncio.sleep(began_s + PACE_S - self._now_s())

    def _question(self, is_lost: bool) -> Words:
        rooms = list(self.rooms.values())
        self._asked = {room.name: room.heard for room in rooms}
        block_ms = 1 if is_lost else int(BLOCK_S * 1000)  # to know at once that it is back
        return (
            *("XREAD", "COUNT", COUNT, "BLOCK", block_ms, "STREAMS"),
            *(self._echo_key, *(room.keys.log for room in rooms)),
            *(self._echo_at, *(f"{room.heard}-0" for room in rooms)),
        )

    def _take(self, key: str, values: list[tuple[bytes, list[bytes]]]) -> None:
        if key == self._echo_key:
            self._echo_at = values[-1][0].decode()
            self._echo_came(float(values[-1][1][1]))
            return
        room = self.rooms.get(key.partition(":")[2].partition("}")[0])
        # It was released meanwhile, or began anew below the number that was asked from.
        if room is None or self._asked.get(room.name, 0) > room.heard:
            return
        entries = []
        for _, (_, value) in values:
            epoch, entry = unpacked(value)
            if epoch != room.epoch:
                self._look_after([room])
                break
            entries.append(entry)
        self._heard(room, room.hear(entries))

    def _echo(self) -> list[Words]:
        now = repr(self._now_s())
        return [
            ("XADD", self._echo_key, "MAXLEN", 1, "*", "t", now),
            ("EXPIRE", self._echo_key, 60),
        ]

    def _echo_came(self, sent_s: float) -> None:
        self._echo_heard_s = self._now_s()
        self.echo_lag_s = max(0.0, self._echo_heard_s - sent_s)
        self._set_deaf(False)

    def _set_deaf(self, is_deaf: bool) -> None:
        if is_deaf is not self.is_deaf:
            self.is_deaf = is_deaf
            if self._tail is not None:
                self._tail.went_deaf(is_deaf)

    async def _speak(self) -> None:
        while True:
            await asyncio.sleep(self._pulse.every_s)
            if self._now_s() - self._echo_heard_s > self._pulse.deaf_after_s:
                self._set_deaf(True)
            try:
                await self._road.call(self._echo(), self._pulse.every_s)
                await self._look_at_all()
            except LogUnavailable:
                continue  # the tail says so

    async def _look_at_all(self) -> None:
        rooms = list(self.rooms.values())
        for begin in range(0, len(rooms), LOOKED_AT):
            lot = rooms[begin : begin + LOOKED_AT]
            answers = await self._road.call([self._mender.look(room) for room in lot])
            for room, answer in zip(lot, answers, strict=True):
                if not self._mender.is_well(room, answer):
                    self._look_after([room])

    def _look_after(self, rooms: Iterable[Room]) -> None:
        self._ill |= {room.name: room for room in rooms}
        self._illness.set()

    async def _settle(self) -> None:
        while True:
            await self._illness.wait()
            self._illness.clear()
            ill, self._ill = self._ill, {}
            results = await asyncio.gather(
                *map(self._mender.settle, ill.values()), return_exceptions=True
            )
            failed = []
            for room, result in zip(ill.values(), results, strict=True):
                if isinstance(result, Exception) and self.rooms.get(room.name) is room:
                    failed.append(room)
                    if not isinstance(result, LogUnavailable):
                        _log.error("room %s can't be settled", room.name, exc_info=result)
            if failed:
                await asyncio.sleep(AGAIN_S)
                self._look_after(failed)

    def _now_s(self) -> float:
        return asyncio.get_running_loop().time()
