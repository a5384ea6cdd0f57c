"""The rooms that are open on this node: opened at their first mention, closed when long empty.

This is the log's tail: everything that is appended anywhere arrives here, in order.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from chatclient.wire.envelopes import Envelope
from chatclient.wire.pages import Segment
from cloud.chatserver.log import LogUnavailable, RoomLog, Slice
from cloud.chatserver.room import Room
from cloud.chatserver.state import RoomState
from cloud.chatserver.store import Store, StoreFailed
from cloud.chatserver.timeline import Timeline

_log = logging.getLogger(__name__)
STORE_TIMEOUT_S = 3.0
_PAGE = 1_000
Early = list[tuple[str, Sequence[Envelope]]]


class Listener(Protocol):
    """Who else hears everything; see Persister."""

    def heard(self, room: str, epoch: str, items: Sequence[Envelope]) -> None:
        """Hear what was appended; returns at once."""
        ...


class Rooms:
    """All open rooms of a node; on its event loop only."""

    def __init__(self, log: RoomLog, store: Store | None, has_news: Callable[[Room], None]) -> None:
        self._log = log
        self._store = store
        self._has_news = has_news
        self._open: dict[str, Room] = {}
        self._opening: dict[str, asyncio.Task[Room]] = {}
        self._early: dict[str, Early] = {}
        self.listener: Listener | None = None
        self.is_deaf = False
        """This node does not hear the others just now."""

    def __iter__(self) -> Iterator[Room]:
        return iter(list(self._open.values()))

    def __len__(self) -> int:
        return len(self._open)

    def known(self, name: str) -> Room | None:
        """Return a room if it is open."""
        return self._open.get(name)

    async def get(self, name: str) -> Room:
        """Return a room, opened if need be. Raises LogUnavailable."""
        room = self._open.get(name)
        if room is not None:
            room.empty_since_s = 0.0  # somebody wants it: not closed under their hands
            return room
        opening = self._opening.get(name)
        if opening is None:
            opening = asyncio.create_task(self._opened(name), name=f"chat-room-{name}")
            self._opening[name] = opening
            opening.add_done_callback(lambda _: self._opening.pop(name, None))
        return await asyncio.shield(opening)

    async def close_empty(self, now_s: float, idle_s: float) -> None:
        """Close the rooms that nobody has been in for so long."""
        for room in list(self._open.values()):
            if room.clients or room.waiting:
                room.empty_since_s = 0.0
            elif not room.empty_since_s:
                room.empty_since_s = now_s
            elif now_s - room.empty_since_s > idle_s:
                del self._open[room.name]
                await self._log.release(room.name)

    async def close(self) -> None:
        """Open nothing more."""
        opening = list(self._opening.values())
        for task in opening:
            task.cancel()
        await asyncio.gather(*opening, return_exceptions=True)

    # ---- the log's tail ----

    def heard(self, room: str, epoch: str, items: Sequence[Envelope]) -> None:
        if not items:
            return
        if self.listener is not None:
            self.listener.heard(room, epoch, items)
        if room in self._early:
            self._early[room].append((epoch, items))
        elif room in self._open:
            self._open[room].heard(epoch, items)
            self._has_news(self._open[room])

    def went_deaf(self, is_deaf: bool) -> None:
        self.is_deaf = is_deaf

    # ---- opening ----

    async def _opened(self, name: str) -> Room:
        self._early[name] = []
        try:
            newest = await self._log.open(name)
            state, segments = await self._kept(name)
            await self._fold(state, newest, name)
            room = Room(name, newest, state, Timeline(segments))
            self._open[name] = room
        finally:
            early = self._early.pop(name)
            if name not in self._open:
                await self._log.release(name)
        for epoch, items in early:
            room.heard(epoch, items)
        room.waiting.clear()  # nobody is in it yet
        return room

    async def _kept(self, name: str) -> tuple[RoomState, list[Segment]]:
        """Return what the store knows of a room."""
        store = self._store
        if store is None:
            return RoomState(), []
        try:
            kept, segments = await asyncio.wait_for(
                asyncio.to_thread(lambda: (store.state(name), store.segments(name))),
                STORE_TIMEOUT_S,
            )
        except (StoreFailed, TimeoutError) as error:
            # Without its bans and settings a room must not open.
            raise LogUnavailable("the store does not answer") from error
        try:
            return RoomState.restore(kept[1]) if kept else RoomState(), segments
        except ValueError:  # of another server's making; all that was said tells the same
            _log.warning("the kept state of room %s can't be read; it is made anew", name)
            return RoomState(), segments

    async def _fold(self, state: RoomState, newest: Slice, name: str) -> None:
        if state.seq > newest.head:
            state.begin_anew()
        first = newest.items[0].seq if newest.items else newest.head + 1
        after = max(state.seq, newest.first - 1)
        while after + 1 < first:
            page = await self._log.read(name, after, _PAGE)
            for envelope in page.items:
                state.fold(envelope)
            if not page.items:
                break
            after = page.items[-1].seq
        for envelope in newest.items:
            state.fold(envelope)
