"""The chat over Socket.IO: who is let in, and requests taken one after the other.

Namespace `/chat`, websocket transport only, JSON text only. `auth` at connect is `{"token": ...}`;
who is refused gets the code as the message of `connect_error`, and code and retry_ms as its data.
python-socketio handles the coming and going; events take a way of their own past its JSON.
"""

import asyncio
import logging
import random
import time
from typing import Any

import msgspec
import socketio
from socketio.exceptions import ConnectionRefusedError as Refusal

from chatclient.wire.answers import Answer, refused
from chatclient.wire.codes import Code
from chatclient.wire.requests import (
    MAX_PAYLOAD_BYTES,
    NAMESPACE,
    REQUESTS,
    Join,
    Leave,
    Page,
    Request,
)
from cloud.chatserver.client import Client
from cloud.chatserver.desk import UNAVAILABLE_RETRY_MS, Desk
from cloud.chatserver.doorkeeper import Doorkeeper, Turned
from cloud.chatserver.engine import Engine, EngineSocket
from cloud.chatserver.flatmanager import FlatManager
from cloud.chatserver.frames import ack_frame
from cloud.chatserver.gauges import Gauges
from cloud.chatserver.log import LogUnavailable
from cloud.chatserver.options import ServerOptions
from cloud.chatserver.ratelimits import Buckets, Rate
from cloud.chatserver.room import Room
from cloud.chatserver.rooms import Rooms
from cloud.chatserver.rules import entry

_log = logging.getLogger(__name__)
_CONNECT = f"0{NAMESPACE},"
_EVENT = f"2{NAMESPACE},"
_GOODBYE = f"1{NAMESPACE},"
_MAX_ACK_DIGITS = 9
JOINS = Rate(0.5, 10.0)
"""Of one connection: each is answered with up to 400 KB."""

_parts = msgspec.json.Decoder(list[msgspec.Raw])
_name = msgspec.json.Decoder(str)
_auth = msgspec.json.Decoder(dict[str, Any])
_requests = {event: msgspec.json.Decoder(kind) for event, kind in REQUESTS.items()}
_WRONG = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class ChatSockets(socketio.AsyncServer):  # type: ignore[misc]
    """python-socketio's server, as a chat needs it."""

    def __init__(
        self, options: ServerOptions, door: Doorkeeper, rooms: Rooms, desk: Desk, gauges: Gauges
    ) -> None:
        silent = logging.getLogger(f"{__name__}.library")
        silent.setLevel(logging.CRITICAL)
        super().__init__(
            client_manager=FlatManager(),
            logger=silent,
            engineio_logger=silent,
            async_mode="asgi",
            async_handlers=False,
            transports=["websocket"],
            allow_upgrades=False,
            cors_allowed_origins=[],  # origins are looked at by the doorkeeper, who answers a code
            monitor_clients=False,
            max_http_buffer_size=MAX_PAYLOAD_BYTES,
            ping_interval=options.ping_interval_s,
            ping_timeout=options.ping_timeout_s,
        )
        self._session_s = options.session_s
        self._door = door
        self._rooms = rooms
        self._desk = desk
        self._gauges = gauges
        self._joins = Buckets(JOINS, time.monotonic)
        self.clients: dict[str, Client] = {}
        self._ends: dict[str, asyncio.TimerHandle] = {}
        self.on("connect", self._came, namespace=NAMESPACE)
        self.on("disconnect", self._went, namespace=NAMESPACE)

    def _engineio_server_class(self) -> type[Engine]:
        return Engine

    # ---- coming and going ----

    async def _came(self, sid: str, environ: dict[str, Any], auth: object) -> None:
        try:
            claims = await self._door.admit(environ["asgi.scope"], auth, len(self.clients))
        except Turned as turned:
            self._gauges.refused(turned.code)
            data = {"code": turned.code, "retry_ms": turned.retry_ms}
            raise Refusal(str(turned.code), data) from None
        socket: EngineSocket = self.eio.sockets[sid]
        socket.entered()
        client = Client(claims, socket.line)
        socket.line.caught_up = client.caught_up
        self.clients[sid] = client
        loop = asyncio.get_running_loop()
        self._ends[sid] = loop.call_later(self._session_s, client.dismiss, Code.AUTH_EXPIRED)
        self.environ[sid] = {}  # a few KB for each client, read no more

    async def _went(self, sid: str, reason: str) -> None:
        client = self.clients.pop(sid, None)
        if client is not None:
            client.leave()
            self._ends.pop(sid).cancel()

    # ---- what they say ----

    async def _handle_eio_message(self, eio_sid: str, data: str) -> None:
        if data.startswith(_EVENT):
            await self._hear(eio_sid, data)
        elif data.startswith("0"):
            await self._greet(eio_sid, data)
        elif data.startswith("1"):
            await self._handle_disconnect(eio_sid, NAMESPACE)
        # Acknowledgements and binary packets were not asked for.

    async def _greet(self, eio_sid: str, data: str) -> None:
        auth: object = None
        if data.startswith(_CONNECT) and len(data) > len(_CONNECT):
            try:
                auth = _auth.decode(data[len(_CONNECT) :])
            except _WRONG:
                auth = None
        namespace = NAMESPACE if data.rstrip(",") == _CONNECT[:-1] or auth is not None else "/"
        await self._handle_connect(eio_sid, namespace, auth)

    async def _hear(self, eio_sid: str, data: str) -> None:
        client = self.clients.get(eio_sid)
        start = data.find("[", len(_EVENT))
        digits = data[len(_EVENT) : start]
        if client is None or start < 0 or len(digits) > _MAX_ACK_DIGITS:
            return
        if len(data) > MAX_PAYLOAD_BYTES:
            answer: object = refused(Code.TOO_LARGE)
        else:
            answer = await self._answer(eio_sid, client, data[start:])
        if isinstance(answer, Answer):
            self._gauges.answered(answer.code)
        if digits.isascii() and digits.isdigit() and eio_sid in self.eio.sockets:
            await self.eio.sockets[eio_sid].push(ack_frame(int(digits), answer))

    async def _answer(self, sid: str, client: Client, text: str) -> object:
        try:
            parts = _parts.decode(text)
            kind = _name.decode(parts[0])
            request = _requests[kind].decode(parts[1] if len(parts) > 1 else b"{}")
        except (*_WRONG, KeyError, IndexError):
            return refused(Code.BAD_REQUEST)
        try:
            return await self._asked(sid, client, request)
        except LogUnavailable:
            return refused(Code.UNAVAILABLE, UNAVAILABLE_RETRY_MS)
        except Exception:  # noqa: BLE001 - one request must not end what others do
            _log.exception("a request of kind %s failed", kind)
            return refused(Code.UNAVAILABLE, UNAVAILABLE_RETRY_MS)

    async def _asked(self, sid: str, client: Client, request: Request) -> object:
        if isinstance(request, Join):
            if retry_ms := self._joins.take(sid):
                return refused(Code.RATE_LIMITED, retry_ms)
            return await self._join(client, request)
        room = client.room
        if not isinstance(room, Room):
            return refused(Code.WRONG_ROOM)
        if isinstance(request, Leave):
            client.leave()
            return Answer(True)
        if isinstance(request, Page):
            return await self._desk.page(room, request, client.claims)
        return await self._desk.answer(room, request, client.claims)

    async def _join(self, client: Client, request: Join) -> object:
        if self._door.is_draining:
            return refused(Code.DRAINING, random.randint(0, 2_000))
        if request.live != client.claims.live:
            return refused(Code.WRONG_ROOM)
        room = await self._rooms.get(request.live)
        if code := entry(room.state, request, client.claims):
            return refused(code)
        # Entered first: from here on nothing is missed, as nothing happens between these lines.
        room.enter(client)
        return room.joined(client, request, self._door.now_ms())
