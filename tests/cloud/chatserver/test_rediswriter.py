"""What is appended at the same time goes together, and waits while Redis is away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from cloud.chatserver.log import LogUnavailable
from cloud.chatserver.redisarchive import Archive
from cloud.chatserver.redismending import Mender, Patience
from cloud.chatserver.redisroad import Road
from cloud.chatserver.redisroom import Room
from cloud.chatserver.rediswriter import MAX_TOGETHER, MAX_WAITING, Writer
from tests.cloud.chatserver.heardtail import said
from tests.cloud.chatserver.redisserver import RedisServer


@asynccontextmanager
async def _writing(url: str, max_waiting: int = MAX_WAITING) -> AsyncIterator[tuple[Writer, Room]]:
    road = Road(url)
    writer = Writer(road, 10_000, max_waiting)
    mender = Mender("n", road, writer, Archive(None), Patience(young_s=0))
    room = Room("r")
    await mender.settle(room)
    writer.start()
    try:
        yield writer, room
    finally:
        await writer.close()
        await road.close()


async def _write(writer: Writer, room: Room, text: str) -> list[int] | None:
    return await writer.write(room, [said(text)], [f"aki/{text}"])


def test_many_appends_are_numbered_in_the_order_of_asking(redis_server: RedisServer) -> None:
    async def run() -> None:
        async with _writing(redis_server.url) as (writer, room):
            count = 2 * MAX_TOGETHER + 10
            asked = [_write(writer, room, str(n)) for n in range(count)]
            assert await asyncio.gather(*asked) == [[n] for n in range(1, count + 1)]
            assert await _write(writer, room, "5") == [-6]
            assert room.known == count

    asyncio.run(run())


def test_a_log_of_another_epoch_is_not_written(redis_server: RedisServer) -> None:
    async def run() -> None:
        async with _writing(redis_server.url) as (writer, room):
            room.epoch = "another"
            assert await _write(writer, room, "lost?") is None

    asyncio.run(run())


def test_a_log_that_ends_before_what_is_known_is_not_written(redis_server: RedisServer) -> None:
    async def run() -> None:
        async with _writing(redis_server.url) as (writer, room):
            assert await _write(writer, room, "one") == [1]
            room.known = 2
            assert await _write(writer, room, "would be two again") is None

    asyncio.run(run())


def test_what_waits_while_redis_is_away_is_written_when_it_is_back(
    durable_redis: RedisServer,
) -> None:
    async def run() -> None:
        async with _writing(durable_redis.url) as (writer, room):
            await _write(writer, room, "before")
            await asyncio.to_thread(durable_redis.kill)
            waiting = asyncio.create_task(_write(writer, room, "meanwhile"))
            given_up = asyncio.create_task(_write(writer, room, "given up"))
            await asyncio.sleep(0)
            given_up.cancel()
            await asyncio.to_thread(durable_redis.start)
            # Another process: nothing is numbered before somebody has looked after the room.
            assert await waiting is None

    asyncio.run(run())


def test_only_so_many_wait_and_those_who_do_are_told_at_the_end(
    redis_server: RedisServer,
) -> None:
    async def run() -> None:
        async with _writing(redis_server.url, max_waiting=20) as (writer, room):
            redis_server.pause()
            asked = [asyncio.create_task(_write(writer, room, str(n))) for n in range(20)]
            await asyncio.sleep(0)
            with pytest.raises(LogUnavailable):
                await _write(writer, room, "one too many")
        redis_server.go_on()
        ends = await asyncio.gather(*asked, return_exceptions=True)
        assert {type(end) for end in ends} == {LogUnavailable}

    asyncio.run(run())
