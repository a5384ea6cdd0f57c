"""One node of the chat: everything put together, as an ASGI app.

Embed it so: `server = ChatServer(...)`, `await server.start()` on the loop that will serve it,
serve `server.app` (alone, or called by an app of your own for the paths `/socket.io/`, `/v1/chat/`,
`/chat/`) under `serving.uvicorn_config(app, server.gate)`, and `await server.close()` in the end.
"""

import asyncio
import random
import time
from collections.abc import Iterable

from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

from chatclient.wire.answers import Answer
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Kind, LiveBody, plain
from chatclient.wire.pages import Segment
from chatclient.wire.pushed import Drain
from chatclient.wire.requests import Request
from cloud.chatserver.admission import Gate
from cloud.chatserver.chunksinks import ChunkSink
from cloud.chatserver.desk import Desk
from cloud.chatserver.doorkeeper import Doorkeeper
from cloud.chatserver.fanout import Fanout
from cloud.chatserver.frames import event_frame
from cloud.chatserver.gauges import Gauges
from cloud.chatserver.guests import TokenDesk
from cloud.chatserver.httpapi import HttpApi
from cloud.chatserver.keeping import Keeping
from cloud.chatserver.lag import LoopLag
from cloud.chatserver.log import Clock, Draft, RoomLog, SharedCounts
from cloud.chatserver.mediaapi import MediaApi
from cloud.chatserver.options import ServerOptions
from cloud.chatserver.overdue import Overdue
from cloud.chatserver.polling import Polling
from cloud.chatserver.presence import Presence
from cloud.chatserver.ratelimits import RateLimits
from cloud.chatserver.rooms import Rooms
from cloud.chatserver.sockets import ChatSockets
from cloud.chatserver.store import Store
from cloud.chatserver.timelinetail import TimelineTail
from cloud.chatserver.tokens import Claims, Tokens

SOCKETS = "/socket.io/"


class ChatServer:
    """A running chat server, but for the socket it listens on. On one event loop."""

    def __init__(
        self,
        options: ServerOptions,
        *,
        log: RoomLog,
        counts: SharedCounts,
        store: Store | None,
        chunk_sink: ChunkSink | None = None,
        clock: Clock = time.time,
        routes: Iterable[BaseRoute] = (),
    ) -> None:
        """`routes` are served beside the server's own, after them.

        With a store rooms can be replayed, and with a sink as well their chunks are written.
        """
        self._options = options
        self._clock = clock
        self._log = log
        self._store = store
        self.tokens = Tokens(options.secrets.signing_key.encode(), clock)
        self.gate = Gate()
        self.gauges = Gauges()
        self._lag = LoopLag()
        self._fanout = Fanout(clock, self.gauges)
        self.rooms = Rooms(log, store, self._fanout.due)
        limits = RateLimits(clock, options.rates)
        self._desk = Desk(log, counts, limits, clock)
        self._door = Doorkeeper(options, self.tokens, self.rooms, limits, clock)
        self._sockets = ChatSockets(options, self._door, self.rooms, self._desk, self.gauges)
        self._presence = Presence(self.rooms, counts, options.room_idle_s)
        self._overdue = Overdue(self.rooms, self._desk, counts, clock)
        token_desk = TokenDesk(options, self.tokens, self._door, limits, clock)
        api = HttpApi(self._door, token_desk, self.rooms, self._desk, self.gauges)
        polling = Polling(self.rooms, log, self._lag, clock)
        media = MediaApi(token_desk.shows_host_key, self.append_segment)
        self._keeping: Keeping | None = None
        self._timelines: TimelineTail | None = None
        if store is not None:
            self._keeping = Keeping(store, log.read, self._snapshot, chunk_sink, clock)
            self._timelines = TimelineTail(self.rooms, store, self._keeping.has_video)
        replay = self._keeping.routes if self._keeping else []
        self._http = api.app(options.origins, *media.routes, *polling.routes(), *replay, *routes)
        self._tasks: list[asyncio.Task[None]] = []
        self._watch()

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection or request: the ASGI app."""
        if scope["type"] != "lifespan" and scope["path"].startswith(SOCKETS):
            await self._sockets.handle_request(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def start(self) -> None:
        """Begin to serve. Raises LogUnavailable."""
        self.rooms.listener = self._keeping
        await self._log.start(self.rooms)
        if self._keeping is not None:
            self._keeping.start()
        self._lag.start()
        self._tasks = [
            asyncio.create_task(self._fanout.run(), name="chat-fanout"),
            asyncio.create_task(self._presence.run(), name="chat-presence"),
            asyncio.create_task(self._overdue.run(), name="chat-overdue"),
        ]
        if self._timelines is not None:
            follow = self._timelines.run()
            self._tasks.append(asyncio.create_task(follow, name="chat-timelines"))

    async def drain(self) -> None:
        """Send the clients away, each after a random while; return when they went, or late."""
        self._door.is_draining = True
        drain_s = self._options.drain_s
        for client in list(self._sockets.clients.values()):
            after_ms = random.randint(0, int(drain_s * 1000))
            client.line.push(event_frame(Drain.EVENT, Drain(after_ms)))
        deadline_s = asyncio.get_running_loop().time() + drain_s * 1.1 + 1.0
        while self._sockets.clients and asyncio.get_running_loop().time() < deadline_s:
            await asyncio.sleep(0.05)

    async def close(self) -> None:
        """End everything, the store with it; returns within 13 s."""
        self._door.is_draining = True
        self.gate.close()
        for client in list(self._sockets.clients.values()):
            client.dismiss(Code.DRAINING)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._lag.stop()
        await self.rooms.close()
        if self._keeping is not None:
            await self._keeping.close()
        await self._log.close()
        if self._store is not None:
            self._store.close()

    async def append_segment(self, live: str, segment: Segment) -> None:
        """Tell a room of the next segment of its video. Raises LogUnavailable."""
        room = await self.rooms.get(live)
        if self._keeping is None or self._timelines is None:
            room.timeline.append(segment)
        else:
            placed = await self._timelines.append(room, segment)
            self._keeping.segments(live, [placed])

    async def announce(self, live: str, body: LiveBody) -> None:
        """Tell a room that its show began, stopped, pauses or ended. Raises LogUnavailable."""
        room = await self.rooms.get(live)
        draft = Draft(Kind.LIVE, int(self._clock() * 1000), plain(body))
        await self._desk.append(room, (draft,), None)

    async def answer(self, live: str, request: Request, who: Claims) -> Answer:
        """Do what somebody asks who is not connected, as if they were in the room.

        For what is embedded beside the server. Raises LogUnavailable.
        """
        return await self._desk.answer(await self.rooms.get(live), request, who)

    def _snapshot(self, name: str) -> tuple[int, bytes] | None:
        room = self.rooms.known(name)
        return (room.state.seq, room.state.snapshot()) if room else None

    def _watch(self) -> None:
        watch = self.gauges.watch
        watch("clients", "Connected clients", lambda: len(self._sockets.clients))
        watch("rooms", "Open rooms", lambda: len(self.rooms))
        watch("waiting_connections", "Not greeted yet", lambda: self.gate.waiting)
        watch("queued_bytes", "Waiting for slow clients", self._queued_bytes)
        watch("batch_seconds", "Between two batches", lambda: self._fanout.interval_s)
        watch("loop_lag_p50_seconds", "Of a minute", lambda: self._lag.percentile_ms(0.5) / 1000)
        watch("loop_lag_p99_seconds", "Of a minute", lambda: self._lag.percentile_ms(0.99) / 1000)
        watch("log_deaf", "1: the other nodes are not heard", lambda: float(self.rooms.is_deaf))
        if self._keeping is not None:
            keeping = self._keeping
            watch("unkept_messages", "Not in the store yet", lambda: keeping.lag.messages)

    def _queued_bytes(self) -> float:
        return sum(client.line.waiting_bytes() for client in self._sockets.clients.values())
