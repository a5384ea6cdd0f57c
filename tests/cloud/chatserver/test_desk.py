import asyncio
import time
from collections.abc import Sequence

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Envelope, Kind
from chatclient.wire.requests import Ban, Send, Settings
from cloud.chatserver.desk import Desk
from cloud.chatserver.log import Appended, Draft, LogUnavailable, Slice
from cloud.chatserver.memorycounts import MemoryCounts
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.ratelimits import RateLimits
from cloud.chatserver.room import Room
from cloud.chatserver.state import RoomState
from cloud.chatserver.timeline import Timeline
from tests.cloud.chatserver.roomtalk import MODERATOR, ROOM, VIEWER, claims


class FarLog(MemoryLog):
    """A log whose tail is told late, as it is over a network."""

    def __init__(self) -> None:
        super().__init__(time.time)
        self.overtaking: list[Draft] = []
        """What another node appends just before."""
        self.is_away = False

    async def append(self, room: str, drafts: Sequence[Draft]) -> list[Appended]:
        await asyncio.sleep(0)
        if self.is_away:
            raise LogUnavailable("away")
        before, self.overtaking = self.overtaking, []
        await super().append(room, before)
        return await super().append(room, drafts)


def desk_and_room(log: FarLog) -> tuple[Desk, Room]:
    """Return a desk with a room that hears nothing unless it is told."""
    desk = Desk(log, MemoryCounts(), RateLimits(time.time), time.time)
    return desk, Room(ROOM, Slice("e", 0, 1, ()), RoomState(), Timeline([]))


async def all_of(log: FarLog, room: Room) -> list[Envelope]:
    """Let a room hear everything."""
    items = list((await log.read(ROOM, room.head, 100)).items)
    room.heard(room.epoch, items)
    return items


def test_slow_mode_holds_for_two_windows_of_one_user_at_once() -> None:
    async def run() -> None:
        log = FarLog()
        desk, room = desk_and_room(log)
        await desk.answer(room, Settings(slow_s=30), MODERATOR)
        await all_of(log, room)

        first, second = await asyncio.gather(
            desk.answer(room, Send("a", "one"), VIEWER), desk.answer(room, Send("b", "two"), VIEWER)
        )

        assert first.ok
        assert second.code == Code.SLOW_MODE

    asyncio.run(run())


def test_who_could_not_be_heard_may_say_the_same_again_in_slow_mode() -> None:
    async def run() -> None:
        log = FarLog()
        desk, room = desk_and_room(log)
        await desk.answer(room, Settings(slow_s=30), MODERATOR)
        await all_of(log, room)
        log.is_away = True
        refused = await desk.answer(room, Send("a", "one"), VIEWER)
        assert (refused.code, refused.id, desk.is_failing) == (Code.UNAVAILABLE, "a", True)
        log.is_away = False

        assert (await desk.answer(room, Send("b", "two"), VIEWER)).code == Code.SLOW_MODE
        assert (await desk.answer(room, Send("a", "one"), VIEWER)).ok
        assert not desk.is_failing

    asyncio.run(run())


def test_a_purge_reaches_what_was_said_on_another_node_meanwhile() -> None:
    async def run() -> None:
        log = FarLog()
        desk, room = desk_and_room(log)
        log.overtaking = [Draft(Kind.MESSAGE, 1, {"text": "last words"}, claims("ben").user)]

        answer = await desk.answer(room, Ban("ben"), MODERATOR)

        items = await all_of(log, room)
        purges = [(item.seq, item.body["up_to"]) for item in items if item.kind == Kind.PURGE]
        assert answer.seq == 2
        assert purges == [(2, 0), (4, 1)]

    asyncio.run(run())
