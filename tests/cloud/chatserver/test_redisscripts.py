"""The keys of a room stay together, and each script is known to Redis by its text."""

import asyncio
import hashlib

from cloud.chatserver.redisroad import Road
from cloud.chatserver.redisscripts import APPEND, SCRIPTS, Keys, evaluate
from tests.cloud.chatserver.redisserver import RedisServer


def test_all_keys_of_a_room_are_in_one_slot_of_a_cluster() -> None:
    keys = Keys("show-1")

    assert all(key.startswith("{chat:show-1}:") for key in (*keys.all, keys.id("u/{x}")))
    assert len(set(keys.all)) == 5


def test_a_script_is_called_by_its_hash() -> None:
    sha = hashlib.sha1(APPEND.encode()).hexdigest()

    assert evaluate(APPEND, ["a", "b"], "x", 1) == ("EVALSHA", sha, 2, "a", "b", "x", 1)


def test_redis_knows_every_script_of_a_connection(redis_server: RedisServer) -> None:
    async def run() -> None:
        road = Road(redis_server.url)
        shas = [hashlib.sha1(text.encode()).hexdigest() for text in SCRIPTS]
        assert await road.call([("SCRIPT", "EXISTS", *shas)]) == [[1] * len(SCRIPTS)]
        await road.close()

    asyncio.run(run())


def test_nothing_is_numbered_in_a_room_that_was_not_looked_after(
    redis_server: RedisServer,
) -> None:
    async def run() -> None:
        road, keys = Road(redis_server.url), Keys("r")
        append = evaluate(APPEND, [keys.meta, keys.log, keys.id("n")], "e", 0, 10, 300, "x")
        assert await road.call([append, ("EXISTS", keys.log)]) == [[], 0]
        await road.call([("HSET", keys.meta, "epoch", "e", "head", 5, "boot", "another")])
        assert await road.call([append, ("EXISTS", keys.log)]) == [[], 0]
        await road.close()

    asyncio.run(run())
