import asyncio
import time
from collections.abc import Callable

from chatclient.wire.envelopes import Action, Envelope, Kind, ModerationBody, plain
from chatclient.wire.pushed import BATCH_MS, SLOWEST_BATCH_MS
from cloud.chatserver.client import Client
from cloud.chatserver.fanout import SLICE, Fanout
from cloud.chatserver.gauges import Gauges
from cloud.chatserver.room import Room
from tests.cloud.chatserver.lines import KeptLine, client, room, said
from tests.cloud.chatserver.roomtalk import MODERATOR, ROOM, VIEWER


async def sent(fanout: Fanout, line: KeptLine, count: int) -> None:
    """Let it run until a client has so many batches."""
    task = asyncio.create_task(fanout.run())
    async with asyncio.timeout(10):
        while len(line.events("b")) < count:
            await asyncio.sleep(0.001)
    task.cancel()


def hear(fanout: Fanout, here: Room, *items: Envelope) -> None:
    """Let a room have news."""
    here.heard("e", items)
    fanout.due(here)


def test_everybody_in_a_large_room_gets_the_same_bytes_once() -> None:
    async def run() -> None:
        gauges = Gauges()
        fanout, here = Fanout(lambda: 5.0, gauges), room()
        lines = []
        for _ in range(2 * SLICE + 1):
            one, line = client()
            here.enter(one)
            lines.append(line)
        hear(fanout, here, said(1))
        hear(fanout, here, said(2))

        await sent(fanout, lines[-1], 1)

        first = lines[0].frames[0]
        assert all(line.frames == [first] and line.frames[0] is first for line in lines)
        batch = lines[0].events("b")[0]
        assert (batch["e"], batch["h"], batch["t"], len(batch["i"])) == ("e", 2, 5_000, 2)
        deliveries = 2 * len(lines)
        assert f"livedesk_chat_deliveries_total {deliveries}.0" in gauges.text().decode()

    asyncio.run(run())


def test_moderators_get_what_viewers_do_not() -> None:
    async def run() -> None:
        fanout, here = Fanout(time.time, Gauges()), room()
        viewer, seen = client()
        moderator, whole = client(MODERATOR)
        here.enter(viewer)
        here.enter(moderator)
        body = plain(ModerationBody(Action.PANIC))
        hear(fanout, here, Envelope(1, Kind.MODERATION, 5, user=MODERATOR.user, body=body))

        await sent(fanout, seen, 1)

        assert "d" not in seen.events("b")[0]["i"][0]
        assert whole.events("b")[0]["i"][0]["d"]["action"] == "panic"

    asyncio.run(run())


def test_who_is_behind_misses_a_batch_and_the_others_do_not() -> None:
    async def run() -> None:
        fanout, here = Fanout(time.time, Gauges()), room()
        slow, slow_line = client()
        quick, quick_line = client()
        here.enter(slow)
        here.enter(quick)
        slow_line.is_behind = True
        hear(fanout, here, said(1))

        await sent(fanout, quick_line, 1)

        assert slow.has_missed
        assert not quick.has_missed

    asyncio.run(run())


class BrokenLine(KeptLine):
    def push(self, frame: bytes) -> bool:
        raise ValueError("a mistake of ours")


def test_trouble_in_one_room_does_not_end_the_others(
    expected_log: Callable[[str, str], None],
) -> None:
    expected_log("ERROR", f"room {ROOM} was not told its news")

    async def run() -> None:
        fanout, broken, well = Fanout(time.time, Gauges()), room(), room()
        broken.enter(Client(VIEWER, BrokenLine()))
        one, line = client()
        well.enter(one)
        hear(fanout, broken, said(1))
        hear(fanout, well, said(1))

        await sent(fanout, line, 1)

    asyncio.run(run())


def test_batches_come_less_often_while_sending_takes_the_time() -> None:
    fanout = Fanout(time.time, Gauges())
    for _ in range(20):
        fanout._adapt(1.0)
    assert fanout.interval_s == SLOWEST_BATCH_MS / 1000
    for _ in range(40):
        fanout._adapt(0.001)
    assert fanout.interval_s == BATCH_MS / 1000
