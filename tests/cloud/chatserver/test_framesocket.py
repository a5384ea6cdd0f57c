import asyncio
import gc
import weakref

import pytest
from websockets.exceptions import ConnectionClosed

from chatclient.wire.envelopes import Kind
from cloud.chatserver.framesocket import MAX_WAITING_BYTES
from cloud.chatserver.log import Draft
from cloud.chatserver.server import ChatServer
from tests.cloud.chatserver.roomtalk import ROOM
from tests.cloud.chatserver.runningnode import member, server_of, serving, token_of

TEXT = "x" * 2_000


async def say_much(server: ChatServer) -> None:
    """Say 200 KB."""
    room = await server.rooms.get(ROOM)
    await server._desk.append(room, (Draft(Kind.NOTICE, 1, {"text": TEXT}),) * 100, None)


async def flood(server: ChatServer) -> None:
    """Say so much that the only client, which does not read, is behind."""
    room = await server.rooms.get(ROOM)
    slow = next(iter(room.clients))
    while not slow.has_missed:
        if not room.waiting:
            await say_much(server)
        await asyncio.sleep(0.001)


def test_a_client_that_does_not_read_costs_little_and_joins_again_when_it_does() -> None:
    async def run() -> None:
        server = server_of()
        async with serving(server) as port, member(port, token_of(server)) as slow:
            slow.line.transport.pause_reading()
            await flood(server)
            waiting = server._queued_bytes()
            slow.line.transport.resume_reading()

            assert await slow.event("resync") == {}
            joined = await slow.ask("join", {"live": ROOM})
            head = (await server.rooms.get(ROOM)).head

            assert waiting < MAX_WAITING_BYTES + 300 * len(TEXT)
            assert joined["head"] == head
            assert [item["s"] for item in joined["items"]][-1] == head

    asyncio.run(run())


def test_a_connection_that_ended_leaves_nothing_to_the_garbage_collector() -> None:
    async def run() -> None:
        server = server_of()
        async with serving(server) as port:
            gc.collect()  # during a test Python does not collect by itself (tests/conftest.py)
            async with member(port, token_of(server)):
                client = next(iter((await server.rooms.get(ROOM)).clients))
                line = weakref.ref(client.line)
                del client
            async with asyncio.timeout(15):
                while line() is not None:
                    await asyncio.sleep(0.001)

    asyncio.run(run())


def test_others_hear_everything_meanwhile() -> None:
    async def run() -> None:
        server = server_of()
        async with serving(server) as port, member(port, token_of(server)) as slow:
            slow.line.transport.pause_reading()
            async with member(port, token_of(server, "b")) as quick:
                room = await server.rooms.get(ROOM)
                stalled = next(iter(room.clients))
                seen = 0
                while not stalled.has_missed:
                    await say_much(server)
                    while seen < room.head:
                        batch = await quick.event("b")
                        assert batch["i"][0]["s"] == seen + 1
                        seen = batch["h"]
            slow.line.transport.resume_reading()
            assert await slow.event("resync") == {}

    asyncio.run(run())


def test_a_message_in_pieces_is_one_but_one_of_endless_pieces_ends_the_connection() -> None:
    async def run() -> None:
        server = server_of()
        async with serving(server) as port, member(port, token_of(server)) as one:
            await one.line.send(["42/chat,77", '["send",{"id":"1",', '"text":"x"}]'])
            assert '"ok":true' in await one.until("43/chat,77")
            sending = asyncio.create_task(one.line.send(["4", *[""] * 10_000]))
            with pytest.raises(ConnectionClosed):
                await one.until("nothing more")
            await asyncio.gather(sending, return_exceptions=True)

    asyncio.run(run())
