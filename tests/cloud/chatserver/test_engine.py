import asyncio
import json

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.cloud.chatserver.runningnode import guest, member, server_of, serving, token_of


def test_a_client_is_greeted_and_asked_for_signs_of_life() -> None:
    async def run() -> None:
        server = server_of(ping_interval_s=0.01, ping_timeout_s=10.0)
        async with serving(server) as port, member(port, token_of(server)) as one:
            for _ in range(3):
                await one.until("2")
                await one.line.send("3")
            assert (await one.ask("send", {"id": "1", "text": "still here"}))["ok"]

    asyncio.run(run())


def test_a_client_that_gives_no_sign_of_life_is_cut_off() -> None:
    async def run() -> None:
        server = server_of(ping_interval_s=0.01, ping_timeout_s=0.01)
        async with serving(server) as port, guest(port, token_of(server)) as one:
            with pytest.raises(ConnectionClosed):
                await one.until("nothing more")

    asyncio.run(run())


def test_the_greeting_says_what_the_server_takes() -> None:
    async def run() -> None:
        server = server_of()
        async with serving(server) as port, guest(port) as one:
            await one.line.send("40")
            assert json.loads((await one.until("44"))[2:]) == "Unable to connect"
            await one.line.send("1")
            with pytest.raises(ConnectionClosed):
                await one.until("nothing more")

    asyncio.run(run())


def test_there_is_no_polling_transport() -> None:
    async def run() -> int:
        server = server_of()
        async with serving(server) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(
                b"GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n"
                b"Connection: close\r\n\r\n"
            )
            status = int((await reader.readline()).split()[1])
            writer.close()
            with pytest.raises(InvalidStatus):
                async with guest_at(port, "EIO=3&transport=websocket"):
                    pass
            return status

    assert asyncio.run(run()) == 400


def guest_at(port: int, query: str) -> connect:
    """Return a connection with other words in its address."""
    return connect(f"ws://127.0.0.1:{port}/socket.io/?{query}", compression=None)
