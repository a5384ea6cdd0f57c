"""Each room is told from this node's own place, and a node that hears nothing notices."""

import asyncio
from collections.abc import Callable, Sequence

from chatclient.wire.envelopes import Envelope
from cloud.chatserver.log import numbered
from cloud.chatserver.redisarchive import Archive
from cloud.chatserver.redislog import RedisLog
from cloud.chatserver.redismending import Mender, Patience
from cloud.chatserver.redisring import Entry
from cloud.chatserver.redisroad import Road
from cloud.chatserver.redisroom import Room, packed
from cloud.chatserver.redistail import Listener, Pulse
from cloud.chatserver.rediswriter import Writer
from tests.cloud.chatserver.heardtail import HeardTail, said
from tests.cloud.chatserver.redisnodes import PATIENCE, PULSE, SOON_DEAF
from tests.cloud.chatserver.redisserver import RedisServer
from tests.cloud.chatserver.wire import Wire


def test_a_node_that_was_cut_off_hears_what_the_others_said_meanwhile(
    redis_server: RedisServer, expected_log: Callable[[str, str], None]
) -> None:
    async def run() -> None:
        wire = Wire(redis_server.port)
        await wire.start()
        far = RedisLog(wire.url, patience=PATIENCE, pulse=SOON_DEAF)
        near = RedisLog(redis_server.url, patience=PATIENCE, pulse=PULSE)
        far_tail, near_tail = HeardTail(), HeardTail()
        await far.start(far_tail)
        await near.start(near_tail)
        await far.open("r")
        await near.open("r")
        wire.cut()
        await far_tail.until(lambda: far_tail.is_deaf)
        await near.append("r", [said(str(n)) for n in range(1_200)])
        wire.join()
        await far_tail.until(lambda: len(far_tail.seqs()) == 1_200)
        await far_tail.until(lambda: not far_tail.is_deaf)

        assert far_tail.seqs() == list(range(1, 1_201))
        assert not near_tail.is_deaf
        assert len(far_tail.epochs["r"]) == 1
        await far.close()
        await near.close()
        await wire.close()

    expected_log("WARNING", "Redis can't be heard")
    asyncio.run(run())


def test_rooms_that_are_opened_while_another_is_loud_miss_nothing(
    redis_server: RedisServer,
) -> None:
    async def run() -> None:
        log, tail = RedisLog(redis_server.url, patience=PATIENCE, pulse=PULSE), HeardTail()
        await log.start(tail)
        first: dict[str, int] = {}
        for n in range(30):
            room = f"r{n}"
            first[room] = (await log.open(room)).head
            await asyncio.gather(*(log.append(name, [said(f"{n}")]) for name in first))
            if n % 3 == 0:
                await log.release(room)
                first[room] = (await log.open(room)).head
        for name, head in first.items():
            last = 30 - int(name[1:])
            await tail.until(lambda name=name, last=last: tail.seqs(name)[-1:] == [last])  # type: ignore[misc]
            assert [seq for seq in tail.seqs(name) if seq > head] == list(range(head + 1, last + 1))
        await log.close()

    asyncio.run(run())


def test_who_fails_to_take_something_in_is_told_what_comes_next(
    redis_server: RedisServer, expected_log: Callable[[str, str], None]
) -> None:
    class Clumsy(HeardTail):
        def heard(self, room: str, epoch: str, items: Sequence[Envelope]) -> None:
            if items[0].seq == 1:
                raise ValueError("dropped it")
            super().heard(room, epoch, items)

    async def run() -> None:
        log, tail = RedisLog(redis_server.url, patience=PATIENCE, pulse=PULSE), Clumsy()
        await log.start(tail)
        await log.open("r")
        await log.append("r", [said("one")])
        while (await log.read("r", 0, 1)).head == 0 or not log._listener.rooms["r"].heard:
            await asyncio.sleep(0)
        await log.append("r", [said("two")])
        await tail.until(lambda: tail.texts() == ["two"])
        await log.close()

    expected_log("ERROR", "was not taken in")
    asyncio.run(run())


def test_an_answer_that_was_asked_for_before_the_order_was_lost_is_not_taken_in() -> None:
    road = Road("redis://127.0.0.1:1")
    writer = Writer(road, 100)
    mender = Mender("n", road, writer, Archive(None), Patience())
    listener = Listener("n", road, road, mender, Pulse())
    room = Room("r")
    listener.rooms["r"] = room
    room.begin("before", 2, 1, [])
    asked = listener._question(is_lost=False)
    assert asked[-1] == "2-0"

    room.begin("after", 1, 1, [])  # and then 2 and 3 were appended
    third = packed(Entry(numbered(said("three"), 3), "")).replace(b"\n\n", b"\nafter\n")
    listener._take(room.keys.log, [(b"3-0", [b"e", third])])

    assert room.heard == 1, "what comes after 1 is asked for next"
