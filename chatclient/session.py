"""Keeps a client in its room: connects, resumes, steps down to the fallback and comes back.

Runs on one asyncio loop; everything it learns goes to `tell`, in order, on that loop's thread.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from chatclient.backends.base import Backend, Connection, Heard, Place, Seekable
from chatclient.backoff import Ladder, Pace
from chatclient.errands import Errands
from chatclient.errors import ChatError, ErrorCode, Interrupted, Refused, Unreachable
from chatclient.measure import Measure
from chatclient.messages import (
    Answered,
    Arrived,
    ChatEvent,
    ConnectionChanged,
    Counted,
    Entered,
    Phase,
)
from chatclient.outbox import Outbox
from chatclient.room import Room, RoomEvent
from chatclient.settings import TokenSource
from chatclient.waiting import cancelled, within
from chatclient.wire.answers import Answer, Joined, refused
from chatclient.wire.codes import Code
from chatclient.wire.pages import Latest
from chatclient.wire.pushed import Batch, Own, Stats
from chatclient.wire.requests import Request, Send

CONNECT_S = 12.0
CLOSE_S = 2.0
MAX_ASKED = 100


class Roads(Struct, frozen=True):
    """The ways to one room, and what opens it."""

    main: Backend
    fallback: Backend | None
    tokens: TokenSource


class Session:
    """One stay in one room, over as many connections as it takes."""

    def __init__(
        self, roads: Roads, place: Place, pace: Pace, tell: Callable[[ChatEvent], None]
    ) -> None:
        self._roads = roads
        self._tell = tell
        self._ladder = Ladder(has_fallback=roads.fallback is not None, pace=pace)
        self._room = Room(place, fills_gaps=roads.main.traits.fills_gaps)
        self._outbox = Outbox(tell)
        self._measure = Measure()
        self._measured_s = pace.measured_s
        self._me = ""
        self._is_entering = False
        self._is_stopping = False
        self._entries = 0
        self._position_ms: int | None = None
        self._backend = roads.main
        self._connection: Connection | None = None
        self._errands: Errands | None = None
        self._asked: set[asyncio.Task[None]] = set()
        self._nudge = asyncio.Event()

    # ---- what the user wants; on the loop ----

    def say(self, send: Send) -> None:
        """Send a message, now or as soon as there is a connection."""
        self._outbox.add(send)
        self._has_mail()

    def retry(self, own_id: str) -> None:
        """Send again what was rejected."""
        self._outbox.retry(own_id)
        self._has_mail()

    def discard(self, own_id: str) -> None:
        """Forget an own message."""
        self._outbox.discard(own_id)

    def ask(self, request_id: str, request: Request) -> None:
        """Ask something else, once; `Answered` follows."""
        if self._errands is None or len(self._asked) >= MAX_ASKED:
            self._tell(Answered(request_id, refused(Code.UNAVAILABLE)))
            return
        task = asyncio.create_task(
            self._answered(request_id, self._errands.ask(request)), name="chat-ask"
        )
        self._asked.add(task)
        task.add_done_callback(self._asked.discard)

    def seek(self, position_ms: int) -> None:
        """Know where the playback of a recording is."""
        self._position_ms = position_ms
        if isinstance(self._connection, Seekable):
            self._connection.seek(position_ms)

    def retry_now(self) -> None:
        """Connect at once, by the main road, instead of waiting."""
        self._nudge.set()

    def stop(self) -> None:
        """Know that the stay is being cancelled."""
        self._is_stopping = True

    # ---- coming and going ----

    async def run(self) -> None:
        """Stay until cancelled."""
        measuring = asyncio.create_task(self._measured(), name="chat-measure")
        try:
            while True:
                await self._pause_after(await self._stay())
        finally:
            await cancelled([measuring, *self._asked])
            await self._leave()

    async def _stay(self) -> ChatError:
        """Connect and stay connected; return why it ended."""
        fallback = self._roads.fallback
        backend = fallback if self._ladder.is_down and fallback else self._roads.main
        self._tell_phase(Phase.CONNECTING, attempt=self._ladder.failures + 1)
        try:
            connection = await self._entered(backend)
        except ChatError as error:
            return error
        since_s = time.monotonic()
        try:
            while True:
                connection = await self._served(connection)
        except ChatError as error:
            self._ladder.ended(time.monotonic() - since_s)
            return error

    async def _pause_after(self, error: ChatError) -> None:
        """Wait until the next attempt is due."""
        await self._leave()
        self._nudge.clear()
        if isinstance(error, Refused) and not self._ladder.is_down:
            self._tell_phase(Phase.ENDED, error)
            await self._nudge.wait()
            return
        wait_s = self._ladder.failed(
            retry_after_s=error.retry_after_s if isinstance(error, Interrupted) else 0.0,
            is_overloaded=error.problem.code == ErrorCode.OVERLOADED,
        )
        self._tell_phase(Phase.WAITING, error, retry_s=wait_s, attempt=self._ladder.failures)
        await within(self._nudge.wait(), wait_s)

    async def _entered(self, backend: Backend) -> Connection:
        """Connect and enter the room. Raises ChatError."""
        self._is_entering = True
        try:
            async with asyncio.timeout(CONNECT_S):
                connection = await backend.connect(
                    self._roads.tokens, self._room.place, partial(self._heard, backend)
                )
        except TimeoutError:
            raise Unreachable(ErrorCode.TIMED_OUT, server=backend.traits.name) from None
        if self._is_stopping:  # libraries' `wait_for` may lose a cancellation
            await within(connection.close(), CLOSE_S)
            raise asyncio.CancelledError
        return connection

    async def _served(self, connection: Connection) -> Connection:
        """Use a connection until there is a better one, which is returned. Raises ChatError."""
        self._connection = connection
        self._errands = errands = Errands(connection, self._room, self._outbox, self._heard_page)
        self._outbox.connected()
        if self._position_ms is not None:
            self.seek(self._position_ms)
        tasks: list[asyncio.Task[None]] = [
            asyncio.create_task(connection.wait_closed(), name="chat-closed"),
            asyncio.create_task(errands.send(), name="chat-send"),
            asyncio.create_task(errands.fill(self._lapse), name="chat-fill"),
        ]
        returning: asyncio.Task[Connection] | None = None
        if self._ladder.is_down:
            returning = asyncio.create_task(self._returned(), name="chat-return")
        every = [*tasks, returning] if returning else tasks
        is_left = True
        try:
            await asyncio.wait(every, return_when=asyncio.FIRST_COMPLETED)
            is_left = False
        finally:
            await cancelled(every)
            await self._leave()
            if is_left and returning and not returning.cancelled():
                await within(returning.result().close(), CLOSE_S)
        if returning and not returning.cancelled():
            return returning.result()
        for task in tasks:
            if not task.cancelled():
                task.result()
        raise Interrupted(ErrorCode.CLOSED)

    async def _returned(self) -> Connection:
        """Return a connection by the main road, once there is one again."""
        while True:
            self._nudge.clear()
            await within(self._nudge.wait(), self._ladder.return_s())
            try:
                connection = await self._entered(self._roads.main)
            except ChatError:
                continue
            self._ladder.returned()
            return connection

    async def _leave(self) -> None:
        connection, self._connection, self._errands = self._connection, None, None
        if connection is not None:
            await within(connection.close(), CLOSE_S)

    # ---- what is heard ----

    def _heard(self, backend: Backend, heard: Heard) -> None:
        match heard:
            case Stats():
                self._tell(_counted(heard))
            case Own():
                self._outbox.heard(heard)
            case _:
                if isinstance(heard, Joined) and self._is_entering:
                    self._entered_with(backend, heard)
                utc_s = time.time()
                if isinstance(heard, Batch):
                    self._measure.told_time(heard.sent_ms, utc_s)
                    self._measure.came(heard.items, utc_s)
                elif isinstance(heard, Joined | Latest):
                    self._measure.told_time(heard.now_ms, utc_s)
                if isinstance(heard, Latest):
                    self._tell(_counted(heard.stats))
                self._told(self._room.hear(heard, asyncio.get_running_loop().time()))

    def _heard_page(self, heard: Heard) -> None:
        self._heard(self._backend, heard)

    def _entered_with(self, backend: Backend, joined: Joined) -> None:
        self._is_entering = False
        self._measure.reconnects = self._entries
        self._entries += 1
        self._backend = backend
        self._me = joined.me.id if joined.me else self._me
        self._tell_phase(Phase.POLLING if backend is self._roads.fallback else Phase.ONLINE)
        cannot = backend.traits.cannot
        self._tell(Entered(joined.me, frozenset(joined.capabilities), cannot))

    def _lapse(self) -> None:
        self._told(self._room.lapse(asyncio.get_running_loop().time()))

    def _told(self, events: list[RoomEvent]) -> None:
        for event in events:
            self._tell(event)
            if isinstance(event, Arrived):
                self._outbox.look_for_echoes(event.entries, self._me)
        if self._errands and self._room.due_s() is not None:
            self._errands.has_hole()

    def _has_mail(self) -> None:
        if self._errands:
            self._errands.has_mail()

    async def _answered(self, request_id: str, answer: Awaitable[Answer]) -> None:
        self._tell(Answered(request_id, await answer))

    async def _measured(self) -> None:
        while True:
            await asyncio.sleep(self._measured_s)
            measured = self._measure.take(time.monotonic(), time.time())
            room, name = self._room, self._backend.traits.name
            self._tell(replace(measured, duplicates=room.duplicates, gaps=room.gaps, backend=name))

    def _tell_phase(
        self,
        phase: Phase,
        error: ChatError | None = None,
        *,
        retry_s: float = 0.0,
        attempt: int = 0,
    ) -> None:
        problem = error.problem if error else None
        fills_gaps = self._backend.traits.fills_gaps
        self._tell(ConnectionChanged(phase, problem, retry_s, attempt, fills_gaps))


def _counted(stats: Stats) -> Counted:
    return Counted(stats.viewers, stats.total, stats.likes, stats.rate, stats.votes, stats.is_deaf)
