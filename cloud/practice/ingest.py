"""The RTMP server: accepts connections and keeps their number bounded."""

import asyncio
import contextlib
import socket
from typing import Final

from cloud.practice.channel import Clocks
from cloud.practice.channelbook import ChannelBook
from cloud.practice.messages import EndReason
from cloud.practice.publisher import PublisherConnection

MAX_CONNECTIONS: Final = 64
RECEIVE_BUFFER_BYTES: Final = 32 * 1024
"""Asked of the kernel for each connection (Linux doubles it). Left to itself, loopback would let a
publisher send several megabytes into an ingest that reads nothing, and no fault would be felt."""
RETRY_S: Final = 0.2


class Ingest:
    """Serves a listening socket; use from one event loop only."""

    def __init__(self, listener: socket.socket, book: ChannelBook, clocks: Clocks) -> None:
        self._listener = listener
        self._book = book
        self._clocks = clocks
        self._connections: dict[asyncio.Task[None], PublisherConnection] = {}
        self._acceptor: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Accept from now on."""
        self._listener.setblocking(False)
        self._acceptor = asyncio.create_task(self._accept(), name="practice-accept")

    async def close(self) -> None:
        """Tell every client, and close within two seconds."""
        if self._acceptor is not None:
            self._acceptor.cancel()
            await asyncio.gather(self._acceptor, return_exceptions=True)
        self._listener.close()
        for connection in self._connections.values():
            connection.end(EndReason.SHUTDOWN)
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                connection, _ = await loop.sock_accept(self._listener)
            except OSError:  # no more file descriptors, or the client is gone already
                await asyncio.sleep(RETRY_S)
                continue
            is_refused = self._book.faults(None).refuse == "connections"
            if is_refused or len(self._connections) >= MAX_CONNECTIONS:
                connection.close()
                continue
            self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        connection.setblocking(False)
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        publisher = PublisherConnection(connection, self._book, self._clocks)
        task = asyncio.create_task(publisher.run(), name="practice-publisher")
        self._connections[task] = publisher
        task.add_done_callback(self._connections.pop)


def listen(port: int, *, receive_buffer: int = 0) -> socket.socket:
    """Return a socket that listens on the loopback address only; port 0 = any free one.

    `receive_buffer`: bytes to ask for each accepted connection. Raises OSError.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: SO_REUSEADDR would steal the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if receive_buffer:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except BaseException:
        listener.close()
        raise
    return listener
