"""Lets every node know each room's video: segments are told to one node, and read by the others.

They are in the store a moment after they were told; a message is placed up to three segments after
the newest that is known, so a second of delay shifts nothing.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from chatclient.wire.pages import Segment
from cloud.chatserver.store import Store, StoreFailed
from cloud.chatserver.timeline import Timeline

_log = logging.getLogger(__name__)
LOOK_S = 1.0
STORE_TIMEOUT_S = 3.0


class HasTimeline(Protocol):
    """What is used of a room."""

    name: str
    timeline: Timeline


class Rooms(Protocol):
    """The open rooms of a node."""

    def __iter__(self) -> Iterator[HasTimeline]: ...


class TimelineTail:
    """Follows the segments of all open rooms in a store; on the event loop."""

    def __init__(
        self,
        rooms: Rooms,
        store: Store,
        has_video: Callable[[str], None],
        *,
        every_s: float = LOOK_S,
        timeout_s: float = STORE_TIMEOUT_S,
    ) -> None:
        """`has_video` is told of every open room that has, again and again."""
        self._every_s = every_s
        self._timeout_s = timeout_s
        self._rooms = rooms
        self._store = store
        self._has_video = has_video

    async def run(self) -> None:
        """Look every second, until cancelled."""
        while True:
            await asyncio.sleep(self._every_s)
            try:
                await self.look()
            except Exception:  # noqa: BLE001 - the next look may do better
                _log.exception("the rooms' video was not looked at")

    async def look(self) -> None:
        """Read what is new; what can't be read now is read the next time."""
        timelines = {room.name: room.timeline for room in self._rooms}
        newest = {
            name: timeline[-1].media_sequence if len(timeline) else -1
            for name, timeline in timelines.items()
        }
        reading = asyncio.to_thread(self._read, newest.items())
        try:
            found = await asyncio.wait_for(reading, self._timeout_s)
        except TimeoutError:
            return
        for name, segments in found:
            timelines[name].extend(segments)
            if len(timelines[name]):
                self._has_video(name)

    async def append(self, room: HasTimeline, segment: Segment) -> Segment:
        """Put a segment at the end of a room's timeline; return it with its position.

        Where numbers are missing before it, another node may have been told of them.
        """
        newest = room.timeline[-1].media_sequence if len(room.timeline) else -1
        if segment.media_sequence > newest + 1:
            await self.look()
        return room.timeline.append(segment)

    def _read(self, newest: Iterable[tuple[str, int]]) -> list[tuple[str, list[Segment]]]:
        found = []
        for name, media_sequence in newest:
            try:
                found.append((name, self._store.segments(name, media_sequence)))
            except StoreFailed:
                break
        return found
