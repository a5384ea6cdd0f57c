"""What every log of rooms promises, tried on each of them."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from chatclient.wire.envelopes import Kind
from cloud.chatserver.log import Appended, Draft, RoomLog
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.redislog import RedisLog
from tests.cloud.chatserver.heardtail import HeardTail, said
from tests.cloud.chatserver.redisnodes import PATIENCE, PULSE

Started = Callable[[], AbstractAsyncContextManager[tuple[RoomLog, HeardTail]]]


@pytest.fixture(params=["memory", "redis"])
def started(request: pytest.FixtureRequest) -> Started:
    """Start a log with its tail."""

    is_alone = request.param == "memory"
    url = "" if is_alone else request.getfixturevalue("redis_server").url

    def new() -> RoomLog:
        return MemoryLog(time.time) if is_alone else RedisLog(url, patience=PATIENCE, pulse=PULSE)

    @asynccontextmanager
    async def running() -> AsyncIterator[tuple[RoomLog, HeardTail]]:
        log, tail = new(), HeardTail()
        await log.start(tail)
        try:
            yield log, tail
        finally:
            await log.close()

    return running


def test_a_room_exists_from_its_first_mention(started: Started) -> None:
    async def run() -> None:
        async with started() as (log, _):
            newest = await log.open("r")

            assert (newest.head, newest.items, newest.gaps) == (0, (), ())
            assert newest.epoch
            assert await log.append("elsewhere", [said("one")]) == [Appended(1)]

    asyncio.run(run())


def test_what_is_appended_is_numbered_from_one_without_holes_and_told_in_order(
    started: Started,
) -> None:
    async def run() -> None:
        async with started() as (log, tail):
            await log.open("r")
            done = await asyncio.gather(*(log.append("r", [said(str(n))]) for n in range(50)))
            await tail.until(lambda: len(tail.seqs()) == 50)

            assert [seq for [(seq, _)] in map(_plain, done)] == list(range(1, 51))
            assert tail.seqs() == list(range(1, 51))
            assert tail.texts() == [str(n) for n in range(50)]

    asyncio.run(run())


def test_a_message_sent_again_is_said_once_under_its_first_number(started: Started) -> None:
    async def run() -> None:
        async with started() as (log, tail):
            await log.open("r")
            assert await log.append("r", [said("one")]) == [Appended(1)]
            assert await log.append("r", [said("one")]) == [Appended(1, is_again=True)]
            assert await log.append("r", [said("one", user="ben")]) == [Appended(2)]
            await tail.until(lambda: len(tail.seqs()) == 2)

            assert tail.seqs() == [1, 2]

    asyncio.run(run())


def test_drafts_without_a_name_are_numbered_each_time(started: Started) -> None:
    async def run() -> None:
        async with started() as (log, _):
            await log.open("r")
            notice = Draft(Kind.NOTICE, 1, {"text": "hello"})

            assert await log.append("r", [notice]) == [Appended(1)]
            assert await log.append("r", [notice]) == [Appended(2)]

    asyncio.run(run())


def test_what_is_appended_together_stands_together(started: Started) -> None:
    async def run() -> None:
        async with started() as (log, tail):
            await log.open("r")
            pairs = [[said(f"{n}a"), said(f"{n}b")] for n in range(40)]
            done = await asyncio.gather(*(log.append("r", pair) for pair in pairs))
            await tail.until(lambda: len(tail.seqs()) == 80)

            assert all(second.seq == first.seq + 1 for first, second in done)
            assert sorted(tail.texts()[::2]) == sorted(f"{n}a" for n in range(40))

    asyncio.run(run())


def test_everything_about_a_draft_comes_back(started: Started) -> None:
    async def run() -> None:
        draft = Draft(
            Kind.STAMP,
            1_700,
            {"stamp": "拍手\n\"'", "id": "x\ny"},
            said("").user,
            62_000,
            31,
            "n/x\ny",
        )
        async with started() as (log, tail):
            await log.open("r")
            await log.append("r", [draft])
            await tail.until(lambda: tail.seqs() == [1])
            [item] = (await log.read("r", 0, 10)).items

            assert tail.items["r"] == [item]
            assert (item.kind, item.at_ms, item.body) == (draft.kind, draft.at_ms, draft.body)
            assert (item.user, item.position_ms, item.media_sequence) == (draft.user, 62_000, 31)

    asyncio.run(run())


def test_opening_returns_the_newest_and_the_tail_goes_on_exactly_behind_it(
    started: Started,
) -> None:
    async def run() -> None:
        async with started() as (log, tail):
            writing = asyncio.create_task(_write(log, 400))
            await asyncio.sleep(0)
            newest = await log.open("r")
            await writing
            await tail.until(lambda: max([newest.head, *tail.seqs()]) == 400)

            later = [seq for seq in tail.seqs() if seq > newest.head]
            both = [item.seq for item in newest.items] + later
            assert both == list(range(1, 401))

    asyncio.run(run())


def test_a_released_room_is_not_told_any_more_until_it_is_opened_again(started: Started) -> None:
    async def run() -> None:
        async with started() as (log, tail):
            await log.open("r")
            await log.open("other")
            await log.append("r", [said("one")])
            await tail.until(lambda: tail.texts() == ["one"])
            await log.release("r")
            await log.append("r", [said("two")])
            await log.append("other", [said("mark")])
            await tail.until(lambda: tail.texts("other") == ["mark"])
            assert tail.texts() == ["one"]

            newest = await log.open("r")
            await log.append("r", [said("three")])
            await tail.until(lambda: tail.texts() == ["one", "three"])
            assert [item.seq for item in newest.items] == [1, 2]

    asyncio.run(run())


def test_pages_are_read_from_any_number(started: Started) -> None:
    async def run() -> None:
        async with started() as (log, tail):
            await log.open("r")
            await _write(log, 30)
            await tail.until(lambda: len(tail.seqs()) == 30)
            for room_is_open in (True, False):
                page = await log.read("r", 10, 5)
                assert [item.seq for item in page.items] == [11, 12, 13, 14, 15]
                assert (page.head, page.first, page.gaps) == (30, 1, ())
                assert (await log.read("r", 30, 5)).items == ()
                assert (await log.read("r", 99, 5)).items == ()
                if room_is_open:
                    await log.release("r")

    asyncio.run(run())


async def _write(log: RoomLog, count: int) -> None:
    for begin in range(0, count, 10):
        await log.append("r", [said(str(n)) for n in range(begin, min(begin + 10, count))])


def _plain(done: list[Appended]) -> list[tuple[int, bool]]:
    return [(each.seq, each.is_again) for each in done]
