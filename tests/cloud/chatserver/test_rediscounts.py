"""Figures that all nodes share, and that harm nobody when they are gone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from cloud.chatserver.log import LogUnavailable
from cloud.chatserver.rediscounts import RedisCounts
from tests.cloud.chatserver.redisserver import RedisServer


@asynccontextmanager
async def _two(url: str) -> AsyncIterator[tuple[RedisCounts, RedisCounts]]:
    one, two = RedisCounts(url), RedisCounts(url)
    try:
        yield one, two
    finally:
        await one.close()
        await two.close()


def test_viewers_of_all_nodes_are_counted_and_everybody_once_over_time(
    redis_server: RedisServer,
) -> None:
    async def run() -> None:
        async with _two(redis_server.url) as (one, two):
            assert await one.here("r", ["aki", "ben"]) == (2, 2)
            assert await two.here("r", ["cem"]) == (3, 3)
            assert await one.here("r", ["aki"]) == (2, 3)
            assert await two.here("r", []) == (1, 3)
            assert await two.here("r", ["aki"]) == (2, 3)
            assert await two.here("elsewhere", []) == (0, 0)

    asyncio.run(run())


def test_likes_of_all_nodes_are_summed(redis_server: RedisServer) -> None:
    async def run() -> None:
        async with _two(redis_server.url) as (one, two):
            assert await one.like("r", 3) == 3
            assert await two.like("r", 4) == 7

    asyncio.run(run())


def test_the_last_vote_of_a_user_counts_whichever_node_took_it(redis_server: RedisServer) -> None:
    async def run() -> None:
        async with _two(redis_server.url) as (one, two):
            await one.vote("r", "p", "aki", 0)
            await one.vote("r", "p", "ben", 0)
            await two.vote("r", "p", "aki", 2)
            await two.vote("r", "p", "aki", 2)
            assert await one.votes("r", "p", 3) == (1, 0, 1)
            assert await one.votes("r", "another", 2) == (0, 0)

    asyncio.run(run())


def test_a_redis_that_forgot_is_told_again(redis_server: RedisServer) -> None:
    async def run() -> None:
        async with _two(redis_server.url) as (one, _):
            assert await one.here("r", ["aki", "ben"]) == (2, 2)
            await asyncio.to_thread(redis_server.kill)
            with pytest.raises(LogUnavailable):
                await one.here("r", ["aki", "ben"])
            await asyncio.to_thread(redis_server.start)
            assert await one.here("r", ["aki", "ben"]) == (2, 2)

    asyncio.run(run())
