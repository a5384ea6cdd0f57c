"""One websocket whose frames are JSON objects, as managed chats have it; nothing of any of them.

What opens a chat travels in the headers of the handshake here, so no redirect is followed.
"""

import asyncio
from collections.abc import Sequence

import aiohttp
import msgspec

from chatclient.backends.unredirected import session_without_redirects
from chatclient.errors import ChatError, ErrorCode, Interrupted, Refused, Unreachable

MAX_FRAME_BYTES = 1024 * 1024
CLOSE_S = 1.0
_REFUSED = frozenset({400, 401, 403})
_OVERLOADED = frozenset({429, 500, 502, 503, 504})


class JsonSocket:
    """Open once, then send and receive; `close` ends it."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._http: aiohttp.ClientSession | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None

    async def open(
        self, url: str, protocols: Sequence[str], heartbeat_s: float | None = None
    ) -> None:
        """Connect; `heartbeat_s`: ping so often, and end where no pong comes. Raises ChatError."""
        self._http = session_without_redirects(self._server)
        try:
            self._socket = await self._http.ws_connect(
                url,
                protocols=protocols,
                heartbeat=heartbeat_s,
                max_msg_size=MAX_FRAME_BYTES,
                timeout=aiohttp.ClientWSTimeout(ws_close=CLOSE_S),
            )
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _unopened(error, self._server) from None  # the cause shows the headers

    async def send(self, frame: object) -> None:
        """Send a frame; raises Interrupted."""
        assert self._socket is not None
        try:
            await self._socket.send_str(msgspec.json.encode(frame).decode())
        except (aiohttp.ClientError, OSError):
            raise Interrupted(ErrorCode.CLOSED) from None

    async def receive(self, within_s: float | None = None) -> str:
        """Return the next text; raises ChatError when the connection ends, or nothing comes."""
        assert self._socket is not None
        try:
            async with asyncio.timeout(within_s):
                while True:
                    message = await self._socket.receive()
                    if message.type == aiohttp.WSMsgType.TEXT:
                        text: str = message.data
                        return text
                    if message.type != aiohttp.WSMsgType.BINARY:
                        raise Interrupted(ErrorCode.CLOSED)
        except TimeoutError:
            raise Unreachable(ErrorCode.TIMED_OUT, server=self._server) from None

    async def close(self) -> None:
        """End it; returns within 2 s, raises nothing."""
        if self._socket is not None:
            try:
                async with asyncio.timeout(CLOSE_S):
                    await self._socket.close()
            except (TimeoutError, aiohttp.ClientError, OSError):
                pass  # it is over either way
        if self._http is not None:
            await self._http.close()


def _unopened(error: Exception, server: str) -> ChatError:
    if isinstance(error, aiohttp.WSServerHandshakeError):
        if error.status in _REFUSED:
            return Refused(ErrorCode.TOKEN_REFUSED, server=server)
        if error.status in _OVERLOADED:
            return Interrupted(ErrorCode.OVERLOADED)
        return Refused(ErrorCode.NOT_CHAT, server=server)
    reason = error.strerror if isinstance(error, OSError) else None
    return Unreachable(ErrorCode.UNREACHABLE, server=server, reason=reason or type(error).__name__)
