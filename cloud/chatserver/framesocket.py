"""A websocket connection of uvicorn's that also takes ready-made frames, and says when it is late.

This is one of two places that rely on the inside of pinned libraries (`engine` is the other): a
frame that was encoded once is handed to each transport as the same bytes object, without a task, a
queue or a copy for each client. What a client has not read yet waits in its transport only, at most
MAX_WAITING_BYTES of it; the kernel's part is bounded too.
"""

import asyncio
import contextlib
import socket
from asyncio.transports import BaseTransport
from collections.abc import Callable

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

EXTENSION = "livedesk.frames"
"""Under this name an ASGI scope's `extensions` carry the FrameSocket."""
MAX_WAITING_BYTES = 512 * 1024
_LOW_BYTES = 32 * 1024
_KERNEL_BYTES = 256 * 1024
MAX_PIECES = 64
"""Of one message."""
_NORMAL, _NOT_UTF8 = 1000, 1007  # RFC 6455, 7.4.1


def _nothing() -> None:
    """Whoever wants to hear of it sets another."""


class FrameSocket(WebSocketsSansIOProtocol):
    """One websocket; used on its event loop only."""

    is_behind = False
    """More waits than may; what is pushed now is dropped."""
    caught_up: Callable[[], None] = staticmethod(_nothing)
    """Called when everything that waited was taken after all."""

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=MAX_WAITING_BYTES, low=_LOW_BYTES)
        kernel = transport.get_extra_info("socket")
        if kernel is not None:
            with contextlib.suppress(OSError):
                kernel.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _KERNEL_BYTES)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of what refers back here: thousands that leave together are no work for the gc."""
        super().connection_lost(exc)
        self.caught_up = _nothing
        self.conn.parser.close()
        if self.handshake_initiated:
            self.scope["extensions"].pop(EXTENSION, None)

    def pause_writing(self) -> None:
        super().pause_writing()
        self.is_behind = True

    def resume_writing(self) -> None:
        super().resume_writing()
        self.is_behind = False
        self.caught_up()

    def handle_cont(self, event: Frame) -> None:
        if len(self.frames) < MAX_PIECES:
            super().handle_cont(event)
        else:  # empty ones are not counted as bytes, and nothing else of this client is heard
            self.cut()

    def handle_ping(self) -> None:
        if self.is_behind:  # answers that nobody reads would pile up
            self.conn.data_to_send()
        else:
            super().handle_ping()

    def send_receive_event_to_app(self) -> None:
        if self.curr_msg_data_type == "text" and not self.close_sent:
            message = b"".join(self.frames)
            self.frames = [message]
            try:
                message.decode()
            except UnicodeDecodeError:  # uvicorn would log a traceback for each
                self.frames = []
                self.conn.send_close(_NOT_UTF8)
                self.handle_parser_exception()
                return
        super().send_receive_event_to_app()

    async def run_asgi(self) -> None:
        """Run the app with this connection among the extensions of its scope."""
        extensions: dict[str, object] = self.scope["extensions"]  # type: ignore[assignment]
        extensions[EXTENSION] = self
        await super().run_asgi()

    def push(self, frame: bytes) -> bool:
        """Write a whole frame; False when the client is behind or gone, and it was dropped."""
        if self.is_behind or self.close_sent or self.disconnected:
            return False
        self.transport.write(frame)
        return True

    async def wait_writable(self, timeout_s: float) -> bool:
        """Wait until the client has caught up; False when it has not in time."""
        try:
            await asyncio.wait_for(self.writable.wait(), timeout_s)
        except TimeoutError:
            return False
        return not self.disconnected

    def waiting_bytes(self) -> int:
        """Return how much the client has not taken yet."""
        return self.transport.get_write_buffer_size()

    def cut(self) -> None:
        """End the connection without another word."""
        self.transport.abort()

    def finish(self) -> None:
        """End the connection; what was pushed before is still sent."""
        if self.close_sent or self.disconnected:
            return
        if self.is_behind:  # what waits may never be taken
            self.cut()
            return
        self.conn.send_close(_NORMAL)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.transport.close()
