"""A road between a client and a server that can be cut, blocked and held up."""

import asyncio


class Relay:
    """Passes bytes on, on one event loop; the client connects to `port`."""

    port = 0

    def __init__(self) -> None:
        self._target = 0
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._passes = asyncio.Event()
        self._passes.set()

    async def open(self, target: int) -> None:
        """Begin to pass on to a port of this machine; always under the same own port."""
        self._target = target
        if self._server is None:
            self._server = await asyncio.start_server(self._came, "127.0.0.1", self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    def hold_up(self, is_held_up: bool) -> None:
        """Let nothing pass, though everything stays connected."""
        if is_held_up:
            self._passes.clear()
        else:
            self._passes.set()

    def cut(self) -> None:
        """End every connection as a lost network does."""
        for writer in self._writers:
            writer.transport.abort()

    async def block(self) -> None:
        """Let nobody connect any more."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self.cut()

    async def _came(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends = [writer]
        self._writers.add(writer)
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._target)
            ends.append(back)
            self._writers.add(back)
            if not writer.transport.is_closing():  # it may have been cut meanwhile
                await asyncio.gather(self._pass_on(reader, back), self._pass_on(there, writer))
        except (OSError, asyncio.CancelledError):
            pass  # nobody is there, or the loop ends: asyncio would report that as an error
        finally:
            self._writers.difference_update(ends)
            for end in ends:
                end.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while some := await reader.read(65536):
                await self._passes.wait()
                writer.write(some)
                await writer.drain()
            if writer.can_write_eof():
                writer.write_eof()
        except OSError:
            writer.transport.abort()
