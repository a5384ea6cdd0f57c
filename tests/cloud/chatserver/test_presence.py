import asyncio
from collections.abc import Callable, Sequence

from chatclient.wire.envelopes import Kind, PollBody, plain
from cloud.chatserver.log import Draft, LogUnavailable
from cloud.chatserver.memorycounts import MemoryCounts
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.presence import Presence
from cloud.chatserver.rooms import Rooms
from tests.cloud.chatserver.lines import KeptLine, client
from tests.cloud.chatserver.roomtalk import HOST, claims


class Away(MemoryCounts):
    async def here(self, room: str, users: Sequence[str]) -> tuple[int, int]:
        raise LogUnavailable("away")


async def told(counting: Presence, line: KeptLine, count: int = 1) -> None:
    """Let figures be told so many times more."""
    wanted = len(line.events("v")) + count
    task = asyncio.create_task(counting.run())
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
        room.enter(client(HOST)[0])  # who broadcasts does not watch
        for one, _ in both:
            room.enter(one)
        room.likes = 5

        await told(Presence(rooms, MemoryCounts(), 60.0, every_s=0.001), both[0][1])

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

        await told(Presence(rooms, counts, 60.0, every_s=0.001), line)

        assert line.events("v")[-1]["votes"] == [0, 1]

    asyncio.run(run())


def test_without_the_counts_the_last_figures_stand_and_likes_are_kept() -> None:
    async def run() -> None:
        _, rooms = await opened()
        room = await rooms.get("a")
        one, line = client()
        room.enter(one)
        await told(Presence(rooms, MemoryCounts(), 60.0, every_s=0.001), line)
        room.likes = 3
        rooms.went_deaf(True)

        await told(Presence(rooms, Away(), 60.0, every_s=0.001), line, 2)

        figures = line.events("v")[-1]
        assert (figures["viewers"], figures["is_deaf"]) == (1, True)
        assert room.likes == 3

    asyncio.run(run())


class Stuck(MemoryCounts):
    """Never answers, and counts who asks."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def like(self, room: str, count: int) -> int:
        self.asked.append(room)
        await asyncio.Event().wait()
        return 0


def test_counts_that_do_not_answer_hold_up_a_round_once_and_lose_no_likes() -> None:
    async def run() -> None:
        _, rooms = await opened()
        counts, lines = Stuck(), []
        for name in ("a", "b", "c"):
            room = await rooms.get(name)
            one, line = client()
            room.enter(one)
            room.likes = 3
            lines.append(line)

        counting = Presence(rooms, counts, 60.0, every_s=0.001, timeout_s=0.05)
        await told(counting, lines[-1])

        assert set(counts.asked) == {"a"}
        assert [room.likes for room in rooms] == [3, 3, 3]

    asyncio.run(run())


class Broken(MemoryCounts):
    async def here(self, room: str, users: Sequence[str]) -> tuple[int, int]:
        if room == "a":
            raise ValueError("a mistake of ours")
        return await super().here(room, users)


def test_trouble_in_one_room_does_not_end_the_others(
    expected_log: Callable[[str, str], None],
) -> None:
    expected_log("ERROR", "room a was not counted")

    async def run() -> None:
        _, rooms = await opened()
        await rooms.get("a")
        one, line = client()
        (await rooms.get("b")).enter(one)

        await told(Presence(rooms, Broken(), 60.0, every_s=0.001), line, 2)

    asyncio.run(run())
