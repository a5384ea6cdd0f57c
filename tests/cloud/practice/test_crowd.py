import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterable

from chatclient.wire.envelopes import Kind
from cloud.chatserver.batches import Line
from cloud.chatserver.memorycounts import MemoryCounts
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.options import ServerOptions, own_secrets
from cloud.chatserver.server import ChatServer
from cloud.practice.crowd import Crowd, CrowdCounts


def with_server(act: Callable[[ChatServer, CrowdCounts], Awaitable[None]]) -> None:
    async def run() -> None:
        counts = CrowdCounts(MemoryCounts())
        options = ServerOptions(secrets=own_secrets())
        server = ChatServer(options, log=MemoryLog(time.time), counts=counts, store=None)
        await server.start()
        try:
            await act(server, counts)
        finally:
            await server.close()

    asyncio.run(run())


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not is_so():
            await asyncio.sleep(0.01)


def test_a_crowd_talks_and_is_moderated_like_anybody() -> None:
    async def act(server: ChatServer, counts: CrowdCounts) -> None:
        crowd = Crowd(server, "studio", 100, 1_000)
        crowd.start()
        room = await server.rooms.get("studio")
        await until(lambda: {Kind.DONATION, Kind.DELETE, Kind.STAMP, Kind.PIN} <= seen(room.lines))
        await crowd.close()

    def seen(lines: Iterable[Line]) -> set[str]:
        said = b",".join(line.whole for line in lines).decode()
        return {envelope["k"] for envelope in json.loads(f"[{said}]")}

    with_server(act)


def test_made_up_people_are_counted_as_viewers() -> None:
    async def act(server: ChatServer, counts: CrowdCounts) -> None:
        crowd = Crowd(server, "studio", 30, 1.0)
        counts.set_crowd("studio", crowd.users)
        assert await counts.here("studio", ["aki"]) == (31, 31)
        counts.set_crowd("studio", ())
        assert await counts.here("studio", ["aki"]) == (1, 31)
        assert await counts.here("other", []) == (0, 0)
        assert await counts.like("studio", 3) == 3
        await counts.vote("studio", "p", "aki", 1)
        assert await counts.votes("studio", "p", 2) == (0, 1)

    with_server(act)
