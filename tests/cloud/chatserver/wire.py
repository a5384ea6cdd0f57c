"""A wire to a server on this machine that can be cut, as one node's network fails."""

import asyncio
from collections.abc import Coroutine


class Wire:
    """Forwards connections; everything on one event loop."""

    def __init__(self, port: int) -> None:
        self._far_port = port
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_cut = False
        self.port = 0

    @property
    def url(self) -> str:
        """The address of the near end."""
        return f"redis://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Begin to take connections."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def cut(self) -> None:
        """End all connections, and each that is made."""
        self._is_cut = True
        for task in self._tasks:
            task.cancel()

    def join(self) -> None:
        """Be whole again."""
        self._is_cut = False

    async def close(self) -> None:
        """End."""
        self.cut()
        if self._server is not None:
            self._server.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            writer.close()
            return
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._far_port)
        self._run(_pass(reader, far_writer, writer))
        self._run(_pass(far_reader, writer, far_writer))

    def _run(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _pass(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, other: asyncio.StreamWriter
) -> None:
    try:
        while lot := await reader.read(65_536):
            writer.write(lot)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
        other.close()
