"""Sends each room's news as one batch every 50 ms, to everybody in it; less often under load.

A batch is encoded once and its frame is written to each connection as it is. Between slices of a
large room the loop gets its turn, so that one room does not hold up the rest.
"""

import asyncio
import logging

from chatclient.wire.pushed import BATCH_MS, SLOWEST_BATCH_MS
from cloud.chatserver.batches import Frames, batches_of
from cloud.chatserver.gauges import Gauges
from cloud.chatserver.log import Clock
from cloud.chatserver.room import Room

_log = logging.getLogger(__name__)
SLICE = 250
MOST = 0.7
"""Of the time between two batches; the rest is for what clients ask."""


class Fanout:
    """The one task that sends batches."""

    def __init__(self, clock: Clock, gauges: Gauges) -> None:
        self._clock = clock
        self._gauges = gauges
        self._due: dict[Room, None] = {}
        self._wake = asyncio.Event()
        self.interval_s = BATCH_MS / 1000

    def due(self, room: Room) -> None:
        """Say that a room has news."""
        self._due[room] = None
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            await self._wake.wait()
            self._wake.clear()
            started_s = loop.time()
            rooms, self._due = list(self._due), {}
            for room in rooms:
                try:
                    await self._send(room)
                except Exception:  # noqa: BLE001 - one room's trouble is not the others'
                    _log.exception("room %s was not told its news", room.name)
            await asyncio.sleep(0)  # what was written goes to the kernel at the end of the turn
            took_s = loop.time() - started_s
            self._adapt(took_s)
            await asyncio.sleep(max(0.0, self.interval_s - took_s))

    async def _send(self, room: Room) -> None:
        if not room.waiting:
            return
        lines, room.waiting = room.waiting, []
        for frames in batches_of(room.epoch, lines, int(self._clock() * 1000)):
            await self._tell(room, frames)

    async def _tell(self, room: Room, frames: Frames) -> None:
        everyone = room.everyone()
        sent = 0
        for start in range(0, len(everyone), SLICE):
            if start:
                await asyncio.sleep(0)
            for client in everyone[start : start + SLICE]:
                sent += client.push(frames.whole if client.is_moderator else frames.public)
        self._gauges.sent(frames.count * sent, sent, len(everyone) - sent)

    def _adapt(self, took_s: float) -> None:
        """Send less often while sending takes most of the time there is."""
        factor = 1.3 if took_s > self.interval_s * MOST else 0.9
        bounded = max(BATCH_MS, min(SLOWEST_BATCH_MS, self.interval_s * 1000 * factor))
        self.interval_s = bounded / 1000
