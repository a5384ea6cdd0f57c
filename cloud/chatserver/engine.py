"""Engine.IO over websockets only: python-engineio's server without its queue and task per client.

Its own socket puts each packet into a queue that a task of its own empties, one send at a time.
Here a packet is one frame, written at once, in order, straight to the transport; the transport's
bounded buffer is the queue. Pings are timers. Relies on private names of the pinned version.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from engineio import AsyncServer, packet
from engineio.async_socket import AsyncSocket

from cloud.chatserver.frames import PING, text_frame
from cloud.chatserver.framesocket import EXTENSION, FrameSocket

SEND_TIMEOUT_S = 20.0
ENTER_TIMEOUT_S = 20.0
"""A connection that has not entered the namespace by then is ended."""
Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]


class EngineSocket(AsyncSocket):  # type: ignore[misc]
    """One connection; sends without a queue, pings without a task."""

    def __init__(self, server: "Engine", sid: str, line: FrameSocket) -> None:
        super().__init__(server, sid)
        self.line = line
        self.closing: bool
        self.closed: bool
        self.connected = self.upgraded = True
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._entering: asyncio.TimerHandle | None = self._loop.call_later(
            ENTER_TIMEOUT_S, line.cut
        )

    def entered(self) -> None:
        """Let the connection stay: it entered the namespace."""
        if self._entering is not None:
            self._entering.cancel()
            self._entering = None

    async def send(self, pkt: packet.Packet) -> None:
        """Write a packet; a client that does not read for long is cut off."""
        text: str = pkt.encode()
        await self.push(text_frame(text.encode()))

    async def push(self, frame: bytes) -> None:
        """Write a frame that must not be dropped."""
        if not self.line.push(frame):
            if await self.line.wait_writable(SEND_TIMEOUT_S):
                self.line.push(frame)
            else:
                self.line.cut()

    async def listen(self, receive: Callable[[], Awaitable[Event]]) -> None:
        """Take packets, one after the other, until the connection ends."""
        try:
            while (event := await receive())["type"] == "websocket.receive":
                text = event.get("text")
                if not text or text[0] == "1":
                    break
                if text[0] == "4":
                    await self.server.handlers["message"](self.sid, text[1:])
                elif text[0] == "3":
                    self.schedule_ping()
        finally:
            await self.close(wait=False, abort=True, reason=self.server.reason.TRANSPORT_CLOSE)

    async def close(self, wait: bool = True, abort: bool = False, reason: str = "") -> None:
        """End the connection; the handlers hear of it first."""
        self.entered()
        if self._timer is not None:
            self._timer.cancel()
        if self.closed or self.closing:
            return
        self.closing = True
        await self.server.handlers["disconnect"](self.sid, reason)
        self.closed = True
        if self.line.is_behind:
            self.line.cut()
        elif not self.line.disconnected and not self.line.close_sent:
            await self.line.send({"type": "websocket.close", "code": 1000, "reason": ""})

    def schedule_ping(self) -> None:
        """Ask for a sign of life a while from now."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(self.server.ping_interval, self._ping)

    def _ping(self) -> None:
        self.line.push(text_frame(PING))  # dropped when behind: the client has until then to read
        self._timer = self._loop.call_later(self.server.ping_timeout, self.line.cut)


async def _environ_of(scope: Event, receive: Receive, send: Send) -> dict[str, Any]:
    """Return what python-engineio reads of a request.

    Its own driver makes a class for each request, which only the garbage collector gets rid of,
    with all that belongs to the connection; a pause for everybody when thousands come.
    """
    await receive()  # websocket.connect, or the request that has no body here
    upgrade = [value for name, value in scope["headers"] if name == b"upgrade"]
    return {
        "REQUEST_METHOD": scope.get("method", "GET"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "HTTP_UPGRADE": b"".join(upgrade).decode("latin-1"),
        "asgi.receive": receive,
        "asgi.send": send,
        "asgi.scope": scope,
    }


class Engine(AsyncServer):  # type: ignore[misc]
    """The server below python-socketio's, for connections of FrameSocket."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._async: dict[str, Any] = {**self._async, "translate_request": _environ_of}

    def create_queue(self, *args: object, **kwargs: object) -> None:
        """Make none: nothing waits here."""

    async def _handle_connect(
        self, environ: dict[str, Any], transport: str, jsonp_index: int | None = None
    ) -> object:
        line = environ["asgi.scope"].get("extensions", {}).get(EXTENSION)
        if line is None:
            self.logger.error("serve the chat by cloud.chatserver.serving: no %s", EXTENSION)
            return self._bad_request("Not served here")
        sid = self.generate_id()
        socket = EngineSocket(self, sid, line)
        self.sockets[sid] = socket
        receive, send = environ["asgi.receive"], environ["asgi.send"]
        try:
            await self.handlers["connect"](sid, environ)
            await send({"type": "websocket.accept"})
            await socket.send(packet.Packet(packet.OPEN, self._opening(sid)))
            socket.schedule_ping()
            await socket.listen(receive)
        finally:
            self.sockets.pop(sid, None)
        return ""

    def _opening(self, sid: str) -> dict[str, object]:
        return {
            "sid": sid,
            "upgrades": [],
            "pingTimeout": int(self.ping_timeout * 1000),
            "pingInterval": int(self.ping_interval * 1000),
            "maxPayload": self.max_http_buffer_size,
        }
