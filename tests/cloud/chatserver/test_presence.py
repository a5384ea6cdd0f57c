import asyncio
from collections.abc import Sequence

from chatclient.wire.envelopes import Kind, PollBody, plain
from cloud.chatserver.log import Draft, LogUnavailable, SharedCounts
from cloud.chatserver.memorycounts import MemoryCounts
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.presence import Presence
from cloud.chatserver.rooms import Rooms
from tests.cloud.chatserver.lines import KeptLine, client
from tests.cloud.chatserver.roomtalk import HOST, claims


class Away(MemoryCounts):
    async def here(self, room: str, users: Sequence[str]) -> tuple[int, int]:
        raise LogUnavailable("away")


async def told(counts: SharedCounts, rooms: Rooms, line: KeptLine, count: int = 1) -> None:
    """Let figures be told so many times more."""
    wanted = len(line.events("v")) + count
    task = asyncio.create_task(Presence(rooms, counts, 60.0, every_s=0.001).run())
    async with asyncio.timeout(10):
        while len(line.events("v")) < wanted:
            await asyncio.sleep(0)
    task.cancel()


async def opened() -> tuple[MemoryLog, Rooms]:
    log = MemoryLog(lambda: 1_800_000_000.0)
    rooms = Rooms(log, None, lambda room: None)
    await log.start(rooms)
    return log, rooms


def test_viewers_are_counted_by_user_not_by_window() -> None:
    async def run() -> None:
        _, rooms = await opened()
        room = await rooms.get("a")
        both = [client(claims("aki")), client(claims("aki")), client(claims("ben"))]
        for one, _ in both:
            room.enter(one)
        room.likes = 5

        await told(MemoryCounts(), rooms, both[0][1])

        for _, line in both:
            figures = line.events("v")[-1]
            assert (figures["viewers"], figures["total"], figures["likes"]) == (2, 2, 5)
        assert room.likes == 0

    asyncio.run(run())


def test_votes_of_the_open_question_are_told() -> None:
    async def run() -> None:
        log, rooms = await opened()
        room = await rooms.get("a")
        one, line = client()
        room.enter(one)
        poll = plain(PollBody("p", "Which?", ("a", "b")))
        await log.append("a", [Draft(Kind.POLL, 1, poll, HOST.user)])
        counts = MemoryCounts()
        await counts.vote("a", "p", "aki", 1)

        await told(counts, rooms, line)

        assert line.events("v")[-1]["votes"] == [0, 1]

    asyncio.run(run())


def test_without_the_counts_the_last_figures_stand_and_likes_are_kept() -> None:
    async def run() -> None:
        _, rooms = await opened()
        room = await rooms.get("a")
        one, line = client()
        room.enter(one)
        await told(MemoryCounts(), rooms, line)
        room.likes = 3
        rooms.went_deaf(True)

        await told(Away(), rooms, line, 2)

        figures = line.events("v")[-1]
        assert (figures["viewers"], figures["is_deaf"]) == (1, True)
        assert room.likes == 3

    asyncio.run(run())
