"""Tells every room every two seconds how many watch and speak; figures that nobody numbers."""

import asyncio
import logging

from chatclient.wire.envelopes import Role
from chatclient.wire.pushed import Stats
from cloud.chatserver.fanout import SLICE
from cloud.chatserver.frames import event_frame
from cloud.chatserver.log import LogUnavailable, SharedCounts
from cloud.chatserver.room import Room
from cloud.chatserver.rooms import Rooms

_log = logging.getLogger(__name__)
EVERY_S = 2.0
COUNT_TIMEOUT_S = 3.0
CLOSE_EVERY = 5
"""After so many rounds, rooms that stay empty are closed."""


class Presence:
    """The one task that counts."""

    def __init__(
        self,
        rooms: Rooms,
        counts: SharedCounts,
        room_idle_s: float,
        *,
        every_s: float = EVERY_S,
        timeout_s: float = COUNT_TIMEOUT_S,
    ) -> None:
        self._timeout_s = timeout_s
        self._are_away = False
        """The counts did not answer in this round, and are not asked again in it."""
        self._rooms = rooms
        self._counts = counts
        self._room_idle_s = room_idle_s
        self._every_s = every_s

    async def run(self) -> None:
        """Count until cancelled."""
        loop = asyncio.get_running_loop()
        before_s = loop.time()
        rounds = 0
        while True:
            await asyncio.sleep(self._every_s)
            now_s = loop.time()
            self._are_away = False
            for room in self._rooms:
                try:
                    await self._tell(room, now_s - before_s)
                except Exception:  # noqa: BLE001 - one room's trouble is not the others'
                    _log.exception("room %s was not counted", room.name)
            before_s = now_s
            rounds += 1
            if rounds % CLOSE_EVERY == 0:
                try:
                    await self._rooms.close_empty(now_s, self._room_idle_s)
                except LogUnavailable:
                    continue

    async def _tell(self, room: Room, elapsed_s: float) -> None:
        spoken, room.spoken = room.spoken, 0
        rate = (room.stats.rate + spoken / elapsed_s) / 2
        stats = room.stats  # what was counted last
        try:
            if not self._are_away:
                async with asyncio.timeout(self._timeout_s):
                    stats = await self._counted(room)
        except (LogUnavailable, TimeoutError):
            self._are_away = True
        stats = Stats(
            stats.viewers,
            stats.total,
            stats.likes,
            round(rate, 2) if rate >= 0.01 else 0.0,
            stats.votes,
            self._rooms.is_deaf,
        )
        room.stats = stats
        frame = event_frame(Stats.EVENT, stats)
        everyone = room.everyone()
        for start in range(0, len(everyone), SLICE):
            if start:
                await asyncio.sleep(0)
            for client in everyone[start : start + SLICE]:
                client.line.push(frame)  # dropped for who is behind: the next one replaces it

    async def _counted(self, room: Room) -> Stats:
        viewers, total = await self._counts.here(room.name, _watching(room))
        likes = room.likes
        liked = await self._counts.like(room.name, likes) if likes else room.stats.likes
        room.likes -= likes
        poll = room.state.poll
        votes = await self._counts.votes(room.name, poll.id, len(poll.options)) if poll else ()
        return Stats(viewers, total, liked, 0.0, votes)


def _watching(room: Room) -> list[str]:
    """Return who is here, but for hosts: they are on the picture's other side."""
    roles = ((user, next(iter(clients)).claims.user.role) for user, clients in room.members.items())
    return [user for user, role in roles if role is not Role.HOST]
