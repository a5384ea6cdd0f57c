"""A room that Redis lost is put together from what everybody brings, once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from chatclient.wire.envelopes import Envelope, Kind
from cloud.chatserver.log import numbered
from cloud.chatserver.redisarchive import Archive
from cloud.chatserver.redismending import Mender, Patience, unsaid
from cloud.chatserver.redisring import Entry
from cloud.chatserver.redisroad import Road
from cloud.chatserver.redisroom import Room, packed
from cloud.chatserver.rediswriter import Writer
from tests.cloud.chatserver.heardtail import PATIENCE_S, said
from tests.cloud.chatserver.redisserver import ALWAYS, RedisServer

PATIENCE = Patience(grace_s=PATIENCE_S, young_s=PATIENCE_S)


class Node:
    """A node that knows one room."""

    def __init__(self, name: str, mender: Mender, peers: set[str], *seqs: int) -> None:
        self.mender = mender
        self.room = Room("r")
        self.room.is_followed = True
        self.room.peers = peers
        self.told: list[int] = []
        if seqs:
            self.room.begin("before", seqs[-1], seqs[0], [_entry(seq) for seq in seqs])
        mender.tell(lambda _room, items: self.told.extend(item.seq for item in items))


@asynccontextmanager
async def _menders(url: str, *names: str) -> AsyncIterator[list[Mender]]:
    async with AsyncExitStack() as stack:
        made = []
        for name in names:
            road = Road(url)
            stack.push_async_callback(road.close)
            made.append(Mender(name, road, Writer(road, 100), Archive(None), PATIENCE))
        yield made


def _entry(seq: int) -> Entry:
    return Entry(Envelope(seq, Kind.NOTICE, 0, body={"n": seq}), f"name {seq}")


def test_a_lost_room_is_the_union_of_what_the_nodes_hold_and_what_nobody_has_is_missing(
    redis_server: RedisServer, expected_log: Callable[[str, str], None]
) -> None:
    async def run() -> None:
        async with _menders(redis_server.url, "a", "b", "c") as (a, b, c):
            everybody = {"a", "b", "c"}
            nodes = [
                Node("a", a, everybody, 1, 2, 3),
                Node("b", b, everybody, 2, 3, 4, 8),
                Node("c", c, everybody),
            ]
            await asyncio.gather(*(node.mender.settle(node.room) for node in nodes))

            assert len({node.room.epoch for node in nodes}) == 1
            assert nodes[0].room.epoch != "before"
            assert nodes[0].told == nodes[1].told == [1, 2, 3, 4, 8]
            found = await c.read(nodes[2].room, 0, 100)
            assert found is not None
            assert [entry.envelope.seq for entry in found.entries] == [1, 2, 3, 4, 8]
            assert (found.head, found.first) == (8, 1)

    expected_log("WARNING", "the log of room r began anew")
    asyncio.run(run())


def test_who_is_known_to_follow_the_room_is_waited_for(
    redis_server: RedisServer, expected_log: Callable[[str, str], None]
) -> None:
    async def run() -> None:
        async with _menders(redis_server.url, "a", "b") as (a, b):
            first, second = Node("a", a, {"a", "b"}, 1, 2), Node("b", b, {"a", "b"}, 1, 2, 3)
            waiting = asyncio.create_task(first.mender.settle(first.room))
            while (await a._road.call([("HGET", first.room.keys.mend, "n:a")])) == [None]:
                await asyncio.sleep(0)
            assert not waiting.done()
            assert await a.read(first.room, 0, 10) is None, "meanwhile nothing is read"
            await second.mender.settle(second.room)
            await waiting

            assert first.told == second.told == [1, 2, 3]

    expected_log("WARNING", "the log of room r began anew")
    asyncio.run(run())


def test_a_room_that_a_young_redis_does_not_know_may_be_known_to_others(
    redis_server: RedisServer, expected_log: Callable[[str, str], None]
) -> None:
    async def run() -> None:
        async with _menders(redis_server.url, "new", "old") as (new, old):
            stranger, friend = Node("new", new, set()), Node("old", old, {"old"}, 1, 2)
            waiting = asyncio.create_task(stranger.mender.settle(stranger.room))
            while (await new._road.call([("HGET", stranger.room.keys.mend, "n:new")])) == [None]:
                await asyncio.sleep(0)
            assert not waiting.done()
            await friend.mender.settle(friend.room)
            await waiting

            assert stranger.room.epoch == friend.room.epoch
            assert friend.told == [1, 2]

    expected_log("WARNING", "the log of room r began anew")
    asyncio.run(run())


def test_no_number_that_anybody_knows_is_given_again_though_nobody_holds_it(
    redis_server: RedisServer, expected_log: Callable[[str, str], None]
) -> None:
    async def run() -> None:
        async with _menders(redis_server.url, "a") as [a]:
            node = Node("a", a, {"a"}, 1, 2, 3)
            node.room.known = 9
            await a.settle(node.room)

            found = await a.read(node.room, 0, 10)
            assert found is not None
            assert (found.head, [entry.envelope.seq for entry in found.entries]) == (9, [1, 2, 3])

    expected_log("WARNING", "the log of room r began anew")
    asyncio.run(run())


def test_a_durable_redis_is_believed_unless_somebody_knows_better(
    durable_redis: RedisServer, expected_log: Callable[[str, str], None]
) -> None:
    async def run() -> None:
        async with _menders(durable_redis.url, "a", "b") as (a, b):
            knows_more, knows_less = Node("a", a, {"a"}, 1, 2, 3), Node("b", b, {"b"}, 1, 2)
            keys = knows_more.room.keys
            meta = ("HSET", keys.meta, "epoch", "before", "head", 2, "boot", "the one before")
            log = [("XADD", keys.log, f"{n}-0", "e", _kept(n)) for n in (1, 2)]
            await a._road.call([meta, *log])

            [answer] = await a._road.call([a.look(knows_more.room)])
            assert answer[0] == b"lost"
            assert await b._road.call([b.look(knows_less.room)]) == [[b"again"]], "not asked yet"
            assert await a.read(knows_more.room, 0, 9) is None, "nobody goes on before it is whole"
            await b.settle(knows_less.room)
            assert knows_less.room.epoch == "before"
            await a.settle(knows_more.room)
            await b.settle(knows_less.room)

            assert knows_less.told == knows_more.told == [1, 2, 3]

    expected_log("WARNING", "the log of room r began anew")
    asyncio.run(run())


def test_a_replica_that_took_over_is_not_believed_to_have_everything(
    durable_redis: RedisServer, home: Path, expected_log: Callable[[str, str], None]
) -> None:
    async def run() -> None:
        keys = Room("r").keys
        old = Road(durable_redis.url)
        await old.call(
            [
                ("CONFIG", "SET", "repl-diskless-sync-delay", 0),
                ("HSET", keys.meta, "epoch", "before", "head", 2, "boot", old.boot),
                *(("XADD", keys.log, f"{n}-0", "e", _kept(n)) for n in (1, 2)),
            ]
        )
        async with _menders(replica.url, "a") as [a]:
            while await a._road.call([("EXISTS", keys.meta)]) == [0]:
                await asyncio.sleep(0.01)
            await a._road.call([("REPLICAOF", "NO", "ONE")])
            assert a._road.is_durable
            node = Node("a", a, {"a"}, 1, 2)
            await a.settle(node.room)

            assert node.room.epoch != "before"
            assert node.told == [1, 2]
        await old.close()

    expected_log("WARNING", "the log of room r began anew")
    port = str(durable_redis.port)
    replica = RedisServer(home / "replica", *ALWAYS, "--replicaof", "127.0.0.1", port)
    try:
        asyncio.run(run())
    finally:
        replica.kill()


def test_a_room_that_nobody_looks_at_does_not_stay_for_ever(redis_server: RedisServer) -> None:
    async def run() -> None:
        async with _menders(redis_server.url, "a") as [a]:
            node = Node("a", Mender("a", a._road, a._writer, a._archive, Patience(0, 0)), set())
            await node.mender.settle(node.room)
            keys = node.room.keys
            await a._road.call([("XADD", keys.log, "1-0", "e", _kept(1))])
            await a._road.call([a.look(node.room)])
            assert min(await a._road.call([("TTL", keys.meta), ("TTL", keys.log)])) > 6 * 86_400

    asyncio.run(run())


def test_only_what_people_said_and_the_log_does_not_have_is_said_again() -> None:
    def spoken(seq: int, text: str, name: str) -> Entry:
        return Entry(numbered(said(text), seq), name)

    held = [
        spoken(2, "trimmed", "aki/trimmed"),
        spoken(3, "same", ""),
        spoken(4, "moved", "aki/moved"),
        _entry(5),
        spoken(6, "gone", "aki/gone"),
        spoken(7, "gone, unnamed", ""),
    ]
    there = [spoken(3, "same", ""), spoken(6, "another", ""), spoken(9, "moved", "aki/moved")]

    late = unsaid("e", held, there, 3)

    assert [(entry.envelope.body["text"], entry.name) for entry in late] == [
        ("gone", "aki/gone"),
        ("gone, unnamed", "~e/7"),
    ]


def _kept(seq: int) -> bytes:
    return packed(_entry(seq)).replace(b"\n\n", b"\nbefore\n")
