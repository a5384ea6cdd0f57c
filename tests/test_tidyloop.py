import asyncio
import gc
import socket

from tests.tidyloop import TidyLoop


def test_a_connection_that_nobody_owns_any_more_ends_with_its_loop() -> None:
    accepted: list[asyncio.BaseTransport] = []

    class Silent(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            accepted.append(transport)

    async def run(client: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(Silent, "127.0.0.1", 0)
        client.setblocking(False)
        await loop.sock_connect(client, server.sockets[0].getsockname())
        while not accepted:
            await asyncio.sleep(0)
        server.close()

    with socket.socket() as client:
        asyncio.run(run(client))
        assert accepted.pop().is_closing()
    gc.collect()


def test_such_a_loop_closes_like_any_other() -> None:
    loop = TidyLoop()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
    loop.close()

    assert loop.is_closed()
