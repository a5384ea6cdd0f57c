"""Nothing acknowledged is lost, doubled or reordered, whatever becomes of Redis."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest

from cloud.chatserver.log import Appended, LogUnavailable
from cloud.chatserver.redislog import RedisLog
from cloud.chatserver.redismending import Patience
from cloud.chatserver.redisroad import Road
from cloud.chatserver.redistail import Pulse
from cloud.chatserver.stores.sqlite import SqliteStore
from tests.cloud.chatserver.heardtail import PATIENCE_S, said
from tests.cloud.chatserver.redisnodes import SOON_DEAF, Node, nodes, until
from tests.cloud.chatserver.redisserver import RedisServer
from tests.cloud.chatserver.wire import Wire

ExpectedLog = Callable[[str, str], None]


def test_nothing_acknowledged_is_lost_over_kills_of_a_redis_that_writes_before_it_answers(
    durable_redis: RedisServer, expected_log: ExpectedLog
) -> None:
    chance = random.Random(4)

    async def run() -> None:
        async with nodes(durable_redis.url, durable_redis.url) as (one, two):
            acknowledged: dict[int, str] = {}

            async def talk(node: Node, name: str) -> None:
                for n in range(60):
                    acknowledged[await node.say(f"{name}{n}")] = f"{name}{n}"
                    await asyncio.sleep(chance.random() / 100)

            talking = [
                asyncio.create_task(talk(node, f"{node is one}{speaker}-"))
                for node in (one, two)
                for speaker in range(3)
            ]
            for _ in range(3):
                await one.tail.until(partial(_has_heard, one, len(one.tail.seqs()) + 20))
                await asyncio.to_thread(durable_redis.kill)
                await asyncio.to_thread(durable_redis.start)
            await asyncio.gather(*talking)
            await until(lambda: one.tail.seqs()[-1:] == two.tail.seqs()[-1:] == [360])

            assert one.tail.seqs() == list(range(1, 361))
            assert one.tail.items == two.tail.items
            assert dict(zip(one.tail.seqs(), one.tail.texts(), strict=True)) == acknowledged
            assert len(one.tail.epochs["r"]) == 1, "nothing was lost, so nobody begins anew"

    expected_log("WARNING", "can't be heard")
    asyncio.run(run())


def test_a_redis_that_lost_everything_gets_it_back_from_the_nodes_under_one_new_epoch(
    redis_server: RedisServer, expected_log: ExpectedLog
) -> None:
    async def run() -> None:
        async with nodes(redis_server.url, redis_server.url) as (one, two):
            for n in range(20):
                await (one if n % 2 else two).say(str(n))
            await asyncio.to_thread(redis_server.kill)
            await asyncio.to_thread(redis_server.start)

            assert await one.say("after") == 21
            assert await two.log.append("r", [said("7")]) == [Appended(8, is_again=True)]
            await until(lambda: one.tail.seqs()[-1:] == two.tail.seqs()[-1:] == [21])

            assert one.tail.epochs["r"][1:] == two.tail.epochs["r"][1:]
            assert len(one.tail.epochs["r"]) == 2
            assert one.tail.items == two.tail.items
            assert one.tail.texts() == [*map(str, range(20)), "after"]

    expected_log("WARNING", "can't be heard")
    expected_log("WARNING", "the log of room r began anew")
    asyncio.run(run())


def test_what_nobody_has_of_an_older_copy_is_a_gap_and_its_numbers_are_not_given_again(
    durable_redis: RedisServer, home: Path, expected_log: ExpectedLog
) -> None:
    async def run() -> None:
        async with nodes(durable_redis.url) as [one]:
            for n in range(5):
                await one.say(str(n))
            durable_redis.save_to(home / "older")
            await one.log.append("r", [said(f"lost {n}") for n in range(1_500)])
        # Holds the newest thousand; waits for the one that is gone, but not for ever.
        async with nodes(durable_redis.url, patience=Patience(0.3, 0)) as [two]:
            await asyncio.to_thread(durable_redis.fail_over_to, home / "older")

            assert await two.say("after") == 1_506
            found = await two.log.read("r", 0, 10)
            assert [item.seq for item in found.items] == [1, 2, 3, 4, 5, 506, 507, 508, 509, 510]
            assert (found.first, found.gaps) == (1, ((6, 505),))
            await two.tail.until(lambda: two.tail.seqs()[-1] == 1_506)
            assert len(two.tail.epochs["r"]) == 2

    expected_log("WARNING", "can't be heard")
    expected_log("WARNING", "the log of room r began anew")
    asyncio.run(run())


def test_a_quiet_room_notices_a_loss_by_itself(
    durable_redis: RedisServer, home: Path, expected_log: ExpectedLog
) -> None:
    async def run() -> None:
        async with nodes(durable_redis.url, durable_redis.url) as (one, two):
            durable_redis.save_to(home / "older")
            await one.say("hello")
            await two.tail.until(lambda: two.tail.texts() == ["hello"])
            await asyncio.to_thread(durable_redis.fail_over_to, home / "older")

            for node in (one, two):
                await node.tail.until(partial(_has_begun_anew, node))
                assert node.tail.texts() == ["hello"]

    expected_log("WARNING", "can't be heard")
    expected_log("WARNING", "the log of room r began anew")
    asyncio.run(run())


def test_an_entry_of_another_epoch_tells_that_the_order_was_lost(
    redis_server: RedisServer, expected_log: ExpectedLog
) -> None:
    async def run() -> None:
        patience, rarely = Patience(grace_s=0.1, young_s=0), Pulse(PATIENCE_S, PATIENCE_S)
        async with nodes(redis_server.url, patience=patience, pulse=rarely) as [one]:
            await one.say("before")
            await one.tail.until(lambda: one.tail.texts() == ["before"])
            async with nodes(redis_server.url, patience=patience, pulse=rarely) as [two]:
                road = Road(redis_server.url)
                await road.call([("FLUSHALL",)])
                await road.close()
                assert await two.say("after") == 2
                await one.tail.until(lambda: one.tail.texts() == ["before", "after"])
                assert one.tail.epochs["r"][-1] == two.tail.epochs["r"][-1]
                assert len(one.tail.epochs["r"]) == 2

    expected_log("WARNING", "the log of room r began anew")
    asyncio.run(run())


def test_a_node_looks_after_its_rooms_as_soon_as_redis_is_back(
    redis_server: RedisServer, expected_log: ExpectedLog
) -> None:
    async def run() -> None:
        rarely = Pulse(2 * PATIENCE_S, 2 * PATIENCE_S)
        async with nodes(redis_server.url, pulse=rarely) as [one]:
            await one.say("hello")
            await asyncio.to_thread(redis_server.kill)
            await asyncio.to_thread(redis_server.start)
            await one.tail.until(partial(_has_begun_anew, one))
            assert one.tail.texts() == ["hello"]

    expected_log("WARNING", "can't be heard")
    expected_log("WARNING", "the log of room r began anew")
    asyncio.run(run())


def test_what_a_node_brings_too_late_is_said_again(
    redis_server: RedisServer, expected_log: ExpectedLog
) -> None:
    async def run() -> None:
        wire = Wire(redis_server.port)
        await wire.start()
        hasty = Patience(grace_s=0.0, young_s=0)
        async with nodes(redis_server.url, wire.url, patience=hasty) as (one, late):
            await one.say("both know")
            await late.tail.until(lambda: late.tail.texts() == ["both know"])
            await one.log.release("r")  # so that only one has heard it
            await late.say("only one knows")
            wire.cut()
            await asyncio.to_thread(redis_server.kill)
            await asyncio.to_thread(redis_server.start)
            await one.open()
            assert await one.say("too early") > 0
            wire.join()
            await one.tail.until(lambda: "only one knows" in one.tail.texts())
            await until(lambda: late.tail.items == one.tail.items)

            assert sorted(one.tail.texts()) == ["both know", "only one knows", "too early"]
        await wire.close()

    expected_log("WARNING", "can't be heard")
    expected_log("WARNING", "the log of room r began anew")
    expected_log("WARNING", "said . messages of room r again")
    asyncio.run(run())


def test_a_room_goes_on_above_what_the_store_has(redis_server: RedisServer, home: Path) -> None:
    async def run() -> None:
        store = SqliteStore(home / "chat.sqlite3")
        async with nodes(redis_server.url) as [one]:
            for n in range(5):
                await one.say(str(n))
            await one.tail.until(lambda: len(one.tail.texts()) == 5)
            found = await one.log.read("r", 0, 10)
            store.write("r", found.epoch, found.items)
        await asyncio.to_thread(redis_server.kill)
        await asyncio.to_thread(redis_server.start)
        async with nodes(redis_server.url, store=store) as [two]:
            assert two.tail.texts() == ["0", "1", "2", "3", "4"]
            assert await two.say("5") == 6
            assert two.tail.epochs["r"] != [found.epoch]
        store.close()

    asyncio.run(run())


def test_a_node_that_hears_nothing_says_so_and_hears_everything_later(
    redis_server: RedisServer, expected_log: ExpectedLog
) -> None:
    async def run() -> None:
        async with nodes(redis_server.url, pulse=SOON_DEAF) as [one]:
            redis_server.pause()
            await one.tail.until(lambda: one.tail.is_deaf)
            assert one.log.is_deaf
            redis_server.go_on()
            await one.tail.until(lambda: not one.tail.is_deaf)
            await one.say("again")
            await one.tail.until(lambda: one.tail.texts() == ["again"])
            assert one.log.echo_lag_s < PATIENCE_S

    expected_log("WARNING", "can't be heard")
    asyncio.run(run())


def test_without_an_answer_the_log_is_unavailable_in_time(
    redis_server: RedisServer, expected_log: ExpectedLog
) -> None:
    async def run() -> None:
        patience = Patience(young_s=0, answer_s=0.3)
        async with nodes(redis_server.url, patience=patience, pulse=SOON_DEAF) as [one]:
            await one.say("before")
            redis_server.pause()
            asked: list[Awaitable[object]] = [
                one.log.append("r", [said("one")]),
                one.log.open("elsewhere"),
                one.log.read("elsewhere", 0, 10),
            ]
            answers = await asyncio.gather(*asked, return_exceptions=True)
            assert [type(answer) for answer in answers] == [LogUnavailable] * 3
            await one.tail.until(lambda: one.tail.is_deaf)
            redis_server.go_on()
            assert await one.say("one") == 2
            await one.tail.until(lambda: one.tail.texts() == ["before", "one"])

    expected_log("WARNING", "can't be heard")
    asyncio.run(run())


@pytest.mark.parametrize("url", ["redis://u:secret@127.0.0.1:1", "redis://x:1/?password=secret"])
def test_an_address_with_a_password_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ValueError, match="secrets file") as refusal:
        RedisLog(url)

    assert "secret@" not in str(refusal.value)


def _has_heard(node: Node, count: int) -> bool:
    return len(node.tail.seqs()) >= count


def _has_begun_anew(node: Node) -> bool:
    return len(node.tail.epochs["r"]) == 2
