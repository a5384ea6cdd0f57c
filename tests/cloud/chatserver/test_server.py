import asyncio
import re
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

import cloud.chatserver
from chatclient.wire.envelopes import LiveBody, LiveState
from chatclient.wire.pages import Segment
from cloud.chatserver.memorycounts import MemoryCounts
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.options import ServerOptions
from cloud.chatserver.server import ChatServer
from cloud.chatserver.stores.sqlite import SqliteStore
from tests.cloud.chatserver.roomtalk import ROOM
from tests.cloud.chatserver.runningnode import SECRETS, guest, member, server_of, serving, token_of

NOW_S = 1_800_000_000.0


def test_what_is_said_belongs_to_the_moment_of_the_video() -> None:
    async def run() -> None:
        server = server_of(lambda: NOW_S)
        async with serving(server) as port, member(port, token_of(server)) as one:
            began_ms = int(NOW_S * 1000) - 3_000
            for number in range(2):
                at_ms = began_ms + 2_000 * number
                await server.append_segment(ROOM, Segment(40 + number, at_ms, 2_000))
            await one.ask("send", {"id": "1", "text": "live"})
            await one.ask("send", {"id": "2", "text": "behind", "position_ms": 500})
            live, behind = (await one.ask("page", {"after": 0}))["items"]
            assert (live["p"], live["m"]) == (3_000, 41)
            assert (behind["p"], behind["m"]) == (500, 40)

    asyncio.run(run())


def test_the_show_is_announced_to_everybody_and_remembered() -> None:
    async def run() -> None:
        server = server_of()
        async with serving(server) as port, member(port, token_of(server)) as one:
            await server.announce(ROOM, LiveBody(LiveState.START, "Tea"))
            assert (await one.event("b"))["i"][0]["d"] == {"state": "start", "title": "Tea"}
            assert (await one.ask("join", {"live": ROOM}))["live"]["title"] == "Tea"

    asyncio.run(run())


def test_a_draining_node_sends_its_clients_away_and_takes_no_more() -> None:
    async def run() -> None:
        server = server_of(drain_s=0.2)
        async with serving(server) as port, member(port, token_of(server)) as one:
            draining = asyncio.create_task(server.drain())
            assert 0 <= (await one.event("drain"))["after_ms"] <= 200
            assert (await one.ask("join", {"live": ROOM}))["code"] == "draining"
            async with guest(port, token_of(server)) as late:
                assert "draining" in await late.until("44/chat")
            await one.line.close()
            await draining

    asyncio.run(run())


def test_a_node_that_ends_says_goodbye() -> None:
    async def run() -> None:
        server = server_of()
        async with serving(server) as port, member(port, token_of(server)) as one:
            await server.close()
            assert await one.event("resync") == {"code": "draining"}
            with pytest.raises(ConnectionClosed):
                await one.until("nothing more")

    asyncio.run(run())


def test_what_was_said_is_in_the_store_in_the_end(home: Path) -> None:
    store = SqliteStore(home / "chat.sqlite3")

    async def run() -> None:
        log = MemoryLog(lambda: NOW_S, store)
        options = ServerOptions(secrets=SECRETS)
        server = ChatServer(options, log=log, counts=MemoryCounts(), store=store)
        await server.start()
        await server.announce(ROOM, LiveBody(LiveState.START))
        await server.close()

    asyncio.run(run())
    store = SqliteStore(home / "chat.sqlite3")  # the server closed it
    assert store.head(ROOM)[1] == 1
    store.close()


def test_a_question_closes_when_its_time_is_over() -> None:
    now_s = [NOW_S]

    async def run() -> None:
        server = server_of(lambda: now_s[0])
        async with serving(server) as port, member(port, token_of(server)) as one:
            await one.ask("poll.open", {"question": "?", "options": ["a", "b"], "seconds": 60})
            assert (await one.event("b"))["i"][0]["k"] == "poll"
            now_s[0] += 61
            closed = (await one.event("b"))["i"][0]
            assert (closed["k"], closed["d"]["is_open"]) == ("poll", False)

    asyncio.run(run())


def test_every_module_of_the_server_has_its_place_on_the_map_of_the_package() -> None:
    text = cloud.chatserver.__doc__ or ""
    told = set(re.findall(r"\w+", text.partition("\n\n    ")[2]))
    names = {path.stem for path in Path(cloud.chatserver.__file__).parent.glob("[a-z]*.py")}

    # Those of Redis stand there by what is behind that word.
    assert {name for name in names if not {name, name.removeprefix("redis")} & told} == set()
