"""One connection to Redis: all answers in time, or none."""

import asyncio
from pathlib import Path

import pytest

from cloud.chatserver.log import LogUnavailable
from cloud.chatserver.redisroad import PasswordInUrl, Road
from tests.cloud.chatserver.redisserver import ALWAYS, RedisServer


def test_several_commands_go_in_one_round_trip(redis_server: RedisServer) -> None:
    async def run() -> None:
        road = Road(redis_server.url)
        assert await road.call([("SET", "a", 1), ("INCR", "a"), ("GET", "a")]) == [b"OK", 2, b"2"]
        assert await road.call([]) == []
        assert not road.is_durable
        await road.close()

    asyncio.run(run())


def test_a_redis_that_is_gone_is_unavailable_until_it_is_back(redis_server: RedisServer) -> None:
    async def run() -> None:
        road = Road(redis_server.url)
        await road.call([("PING",)])
        await asyncio.to_thread(redis_server.kill)
        for _ in range(2):
            with pytest.raises(LogUnavailable):
                await road.call([("PING",)])
        await asyncio.to_thread(redis_server.start)
        assert await road.call([("PING",)]) == [b"PONG"]
        await road.close()

    asyncio.run(run())


def test_a_refused_command_does_not_put_later_answers_in_the_wrong_place(
    redis_server: RedisServer,
) -> None:
    async def run() -> None:
        road = Road(redis_server.url)
        with pytest.raises(LogUnavailable):
            await road.call([("NOSUCHCOMMAND",), ("ECHO", "late")])
        assert await road.call([("ECHO", "mine")]) == [b"mine"]
        await road.close()

    asyncio.run(run())


def test_a_call_that_is_given_up_does_not_put_later_answers_in_the_wrong_place(
    redis_server: RedisServer,
) -> None:
    async def run() -> None:
        road = Road(redis_server.url)
        with pytest.raises(LogUnavailable):
            await road.call([("BLPOP", "nothing", 0)], timeout_s=0.05)
        assert await road.call([("ECHO", "mine")]) == [b"mine"]
        await road.close()

    asyncio.run(run())


def test_the_password_is_used_and_never_repeated(home: Path) -> None:
    async def run() -> None:
        road = Road(server.url, "s3cret")
        assert await road.call([("PING",)]) == [b"PONG"]
        assert road.is_durable
        await road.close()
        for wrong in ("", "wr0ng"):
            road = Road(server.url, wrong)
            with pytest.raises(LogUnavailable) as refusal:
                await road.call([("PING",)])
            assert "s3cret" not in repr(refusal.value)
            assert not wrong or wrong not in repr(refusal.value)
            await road.close()

    server = RedisServer(home / "redis", *ALWAYS, "--requirepass", "s3cret")
    try:
        asyncio.run(run())
    finally:
        server.kill()


@pytest.mark.parametrize("url", ["redis://u:secret@127.0.0.1:1", "redis://x:1/?password=secret"])
def test_an_address_with_a_password_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(PasswordInUrl, match="secrets file") as refusal:
        Road(url)

    assert "secret@" not in str(refusal.value)
