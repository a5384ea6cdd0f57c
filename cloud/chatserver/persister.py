"""Brings what rooms' logs tell into the store, and may fall behind without harming delivery.

The event loop only lays down what it heard; one thread writes it. What does not fit is not laid
down: it is read from the log again when the thread comes to it.
"""

import asyncio
import logging
import random
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import CancelledError

from msgspec import Struct

from chatclient.wire.envelopes import Envelope
from chatclient.wire.pages import Segment
from cloud.chatserver.log import LogUnavailable, Slice
from cloud.chatserver.roombacklog import RoomBacklog
from cloud.chatserver.store import Store, StoreFailed

CAPACITY = 50_000
"""Envelopes of all rooms that may wait here; the log has the others."""
MAX_ROOMS = 2_000
"""Beyond it those that are level are forgotten; the store is asked when they speak again."""
BATCH = 500
SNAPSHOT_S = 10.0
READ_TIMEOUT_S = 5.0
LONGEST_RETRY_S = 5.0

Read = Callable[[str, int, int], Awaitable[Slice]]
"""`RoomLog.read`."""
Snapshot = Callable[[str], tuple[int, bytes] | None]
"""What a room has become, up to which number; asked on the event loop."""

_log = logging.getLogger(__name__)


class Patience(Struct, frozen=True):
    """How long things are tried."""

    linger_s: float = 0.1
    """What is said within so long is written at once."""
    first_retry_s: float = 0.1
    jitter_s: float = 0.0
    """Each batch waits up to so long more: of many nodes that write the same into one store, one
    is then the first, and the others find it kept."""
    close_s: float = 3.0


class Lag(Struct, frozen=True):
    """How far the store is behind the logs."""

    messages: int = 0
    seconds: float = 0.0
    """Since when it has not been level with them."""
    failures: int = 0
    """How often the store or the log failed, since the start."""
    lost: int = 0
    """Envelopes that were in no log any more when their turn came."""
    reason: str = ""
    """Why it fails just now; empty when it does not."""


class Persister:
    """Writes rooms into one store. `heard` and `segments` are called on the event loop."""

    def __init__(
        self,
        store: Store,
        read: Read,
        *,
        snapshot: Snapshot | None = None,
        capacity: int = CAPACITY,
        patience: Patience = Patience(),  # noqa: B008 - frozen
    ) -> None:
        self._store = store
        self._read = read
        self._snapshot = snapshot
        self._capacity = capacity
        self._patience = patience
        self._changed = threading.Condition()
        self._rooms: dict[str, RoomBacklog] = {}
        self._due: deque[str] = deque()
        self._waiting = 0
        self._failures = self._failures_in_a_row = self._lost = 0
        self._reason = ""
        self._deadline_s: float | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="chat-persister", daemon=True)

    def start(self) -> None:
        """Begin to write; called on the event loop that the log lives on."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    def heard(self, room: str, epoch: str, items: Sequence[Envelope]) -> None:
        """Lay down what was appended to a room's log; never waits."""
        if not items:
            return
        with self._changed:
            backlog = self._backlog(room)
            fitting = items[: max(0, self._capacity - self._waiting)]
            backlog.heard(epoch, fitting, items[-1].seq)
            self._waiting += len(fitting)
            if self._snapshot is not None and backlog.is_snapshot_due(SNAPSHOT_S):
                backlog.state = self._snapshot(room) or backlog.state
            self._schedule(room)

    def segments(self, room: str, segments: Sequence[Segment]) -> None:
        """Lay down segments of a room's video; never waits."""
        with self._changed:
            self._backlog(room).told(segments)
            self._schedule(room)

    def kept(self, room: str) -> int:
        """Return the number up to which the store has everything there was; 0: nothing known."""
        with self._changed:
            backlog = self._rooms.get(room)
            return backlog.mark if backlog and backlog.is_settled else 0

    @property
    def lag(self) -> Lag:
        """How far the store is behind."""
        with self._changed:
            behind = [backlog for backlog in self._rooms.values() if backlog.behind]
            now_s = time.monotonic()
            return Lag(
                sum(backlog.behind for backlog in behind),
                max((now_s - backlog.since_s for backlog in behind), default=0.0),
                self._failures,
                self._lost,
                self._reason,
            )

    async def close(self) -> None:
        """Write what there is, within 3 s, and end; the log has what is left then."""
        with self._changed:
            self._deadline_s = time.monotonic() + self._patience.close_s
            for room, backlog in self._rooms.items():
                if self._snapshot is not None and (state := self._snapshot(room)):
                    backlog.state = state
                    self._schedule(room)
            self._changed.notify_all()
        if self._thread.ident is not None:
            await asyncio.to_thread(self._thread.join, self._patience.close_s)
        if missing := self.lag.messages:
            _log.warning("%d messages of the chat were not kept: %s", missing, self._reason)

    def _backlog(self, room: str) -> RoomBacklog:
        if room not in self._rooms and len(self._rooms) >= MAX_ROOMS:
            self._rooms = {
                name: backlog
                for name, backlog in self._rooms.items()
                if backlog.is_scheduled or backlog.has_work
            }
        return self._rooms.setdefault(room, RoomBacklog())

    def _schedule(self, room: str) -> None:
        backlog = self._rooms[room]
        if not backlog.is_scheduled:
            backlog.is_scheduled = True
            self._due.append(room)
            self._changed.notify_all()

    # The thread

    def _run(self) -> None:
        while (room := self._next()) is not None:
            try:
                self._advance(room)
                self._failures_in_a_row, self._reason = 0, ""
            except (StoreFailed, LogUnavailable, TimeoutError, CancelledError) as error:
                self._failed(str(error) or type(error).__name__)
            except Exception as error:  # noqa: BLE001 - the thread's main
                _log.exception("the chat could not be kept")
                self._failed(type(error).__name__)
            self._finish(room)

    def _next(self) -> str | None:
        """Wait for a room that has something to write; None: it is time to end."""
        with self._changed:
            if not self._due and self._deadline_s is None:
                self._changed.wait_for(lambda: self._due or self._deadline_s is not None)
                self._changed.wait_for(
                    lambda: self._deadline_s is not None,
                    self._patience.linger_s + random.uniform(0, self._patience.jitter_s),
                )
            if self._deadline_s is not None and time.monotonic() >= self._deadline_s:
                return None
            return self._due.popleft() if self._due else None

    def _finish(self, room: str) -> None:
        with self._changed:
            backlog = self._rooms[room]
            backlog.is_scheduled = False
            if backlog.has_work:
                self._schedule(room)

    def _failed(self, reason: str) -> None:
        if not self._reason:
            _log.info("the chat's store is behind: %s", reason)
        self._failures += 1
        self._reason = reason
        delay_s = min(self._patience.first_retry_s * 2**self._failures_in_a_row, LONGEST_RETRY_S)
        self._failures_in_a_row = min(self._failures_in_a_row + 1, 10)
        with self._changed:
            if self._deadline_s is None:
                self._changed.wait_for(lambda: self._deadline_s is not None, delay_s)
            else:
                self._changed.wait(self._patience.first_retry_s)

    def _advance(self, room: str) -> None:
        backlog = self._rooms[room]
        while backlog.behind_or_waiting:
            self._write_some(room, backlog)
            self._write_segments(room, backlog)
            if self._is_late() or self._others_wait():
                break
        self._write_segments(room, backlog)
        self._write_state(room, backlog)

    def _is_late(self) -> bool:
        return self._deadline_s is not None and time.monotonic() >= self._deadline_s

    def _others_wait(self) -> bool:
        with self._changed:
            return bool(self._due)

    def _write_some(self, room: str, backlog: RoomBacklog) -> None:
        with self._changed:
            epoch, first = backlog.next_number()
        if not backlog.is_settled_in(epoch):
            kept_epoch, kept = self._store.head(room)
            with self._changed:
                backlog.settle(epoch, kept if kept_epoch == epoch else min(kept, first - 1))
        with self._changed:
            before = len(backlog.queue)
            batch = backlog.next_batch(BATCH)
            self._waiting -= before - len(backlog.queue)
        if batch:
            self._store.write(room, epoch, batch)
            with self._changed:
                self._waiting -= backlog.wrote(batch)
        elif backlog.has_hole:
            self._fill(room, backlog)

    def _fill(self, room: str, backlog: RoomBacklog) -> None:
        """Read what was not laid down from the log."""
        found = self._ask_log(room, backlog.mark)
        items = [envelope for envelope in found.items if envelope.seq > backlog.mark]
        if items:
            self._store.write(room, found.epoch, items)
        with self._changed:
            before = len(backlog.queue)
            self._lost += backlog.filled(found.epoch, found.head, items)
            self._waiting -= before - len(backlog.queue)

    def _ask_log(self, room: str, after: int) -> Slice:
        assert self._loop is not None
        reading = asyncio.run_coroutine_threadsafe(self._reading(room, after), self._loop)
        try:
            return reading.result(READ_TIMEOUT_S)
        finally:
            reading.cancel()

    async def _reading(self, room: str, after: int) -> Slice:
        return await self._read(room, after, BATCH)

    def _write_segments(self, room: str, backlog: RoomBacklog) -> None:
        with self._changed:
            segments = backlog.ripe_segments()
        if segments:
            self._store.write_segments(room, segments)
            with self._changed:
                backlog.wrote_segments(len(segments))

    def _write_state(self, room: str, backlog: RoomBacklog) -> None:
        """Keep a snapshot, once everything that it is made of is kept."""
        state = backlog.state
        if state is not None and backlog.is_settled and state[0] <= backlog.mark:
            self._store.write_state(room, *state)
            with self._changed:
                if backlog.state is state:
                    backlog.state = None
