"""Writes the chunks of all rooms of a node, on a thread of its own; `roomchunks` says which.

It reads from the store, never from the log: whichever node does it, and after whatever restart, it
goes on from what is written. Two nodes that do it at once write the same.
"""

import asyncio
import logging
import threading
import time

from cloud.chatserver.chunksinks import ChunkSink, SinkFailed
from cloud.chatserver.log import Clock
from cloud.chatserver.roomchunks import RoomChunks
from cloud.chatserver.store import Store, StoreFailed

LOOK_S = 0.5
IDLE_LOOK_S = 5.0
"""While no video comes."""
EXPECTED_S = 10.0
FORGET_S = 120.0
"""A room all of whose chunks are closed is forgotten after so long; its next message brings it
back, and what is written says where to go on."""
LONGEST_RETRY_S = 5.0
CLOSE_S = 3.0

_log = logging.getLogger(__name__)


class ChunkWriter:
    """Follows rooms until it is closed. All but `close` may be called on any thread."""

    def __init__(
        self, store: Store, sink: ChunkSink, clock: Clock = time.time, look_s: float = LOOK_S
    ) -> None:
        """Look at rooms every `look_s` while their video goes on."""
        self._store = store
        self._sink = sink
        self._clock = clock
        self._look_s = look_s
        self._forget_s = FORGET_S
        self._changed = threading.Condition()
        self._rooms: dict[str, RoomChunks] = {}
        self._due_s: dict[str, float] = {}
        """When each room is looked at, on the monotonic clock."""
        self._idle_s: dict[str, float] = {}
        """Since when no video comes."""
        self._expected_s: dict[str, float] = {}
        """Until when a segment may not be in the store yet."""
        self._failures = 0
        self._reason = ""
        self._is_closing = False
        self._thread = threading.Thread(target=self._run, name="chat-chunks", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def follow(self, live: str) -> None:
        """Write a room's chunks from now on, those that are missing first."""
        with self._changed:
            if live not in self._rooms:
                self._rooms[live] = RoomChunks(live, self._store, self._sink)
                self._due_s[live] = 0.0
                self._changed.notify_all()

    def expect(self, live: str) -> None:
        """Look at a room shortly: its video goes on."""
        self.follow(live)
        with self._changed:
            now_s = time.monotonic()
            self._expected_s[live] = now_s + EXPECTED_S
            if self._due_s[live] > now_s + self._look_s:
                self._due_s[live] = now_s + self._look_s
                self._changed.notify_all()

    def forget(self, live: str) -> None:
        """Write a room's chunks no more."""
        with self._changed:
            self._rooms.pop(live, None)
            self._due_s.pop(live, None)
            self._expected_s.pop(live, None)
            self._idle_s.pop(live, None)

    @property
    def failure(self) -> str:
        """Why nothing can be written just now; empty when it can."""
        return self._reason

    async def close(self) -> None:
        """Write what is due and every index, within 3 s, and end."""
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        if self._thread.ident is not None:
            await asyncio.to_thread(self._thread.join, CLOSE_S)

    def _run(self) -> None:
        while (live := self._next()) is not None:
            self._advance(live, is_last=False)
        deadline_s = time.monotonic() + CLOSE_S
        for live in list(self._rooms):
            if time.monotonic() < deadline_s:
                self._advance(live, is_last=True)

    def _next(self) -> str | None:
        """Wait for the room that is to be looked at next; None: it is time to end."""
        with self._changed:
            while not self._is_closing:
                live = min(self._due_s, key=self._due_s.__getitem__, default=None)
                wait_s = None if live is None else self._due_s[live] - time.monotonic()
                if live is not None and (wait_s is None or wait_s <= 0):
                    return live
                self._changed.wait(wait_s)
            return None

    def _advance(self, live: str, is_last: bool) -> None:
        chunks = self._rooms.get(live)
        if chunks is None:
            return
        try:
            is_live = chunks.advance(self._clock() * 1000, is_last)
            self._failures, self._reason = 0, ""
            is_live |= time.monotonic() < self._expected_s.get(live, 0.0)
            again_s = self._look_s if is_live else max(IDLE_LOOK_S, self._look_s)
            self._note_idle(live, is_live or not chunks.is_done)
        except (StoreFailed, SinkFailed) as error:
            again_s = self._failed(str(error))
        except Exception as error:  # noqa: BLE001 - the thread's main
            _log.exception("the chunks of a chat can't be written")
            again_s = self._failed(type(error).__name__)
        with self._changed:
            if live in self._due_s:
                self._due_s[live] = time.monotonic() + again_s

    def _note_idle(self, live: str, is_busy: bool) -> None:
        now_s = time.monotonic()
        if is_busy:
            self._idle_s.pop(live, None)
        elif now_s - self._idle_s.setdefault(live, now_s) >= self._forget_s:
            self.forget(live)

    def _failed(self, reason: str) -> float:
        if not self._reason:
            _log.info("chunks of the chat are behind: %s", reason)
        self._reason = reason
        self._failures = min(self._failures + 1, 10)
        return min(self._look_s * float(2**self._failures), LONGEST_RETRY_S)
