import asyncio
from collections.abc import Awaitable, Callable, Sequence

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Kind
from chatclient.wire.requests import OpenPoll, Send, Settings, Vote
from cloud.chatserver.desk import Desk
from cloud.chatserver.log import Appended, Draft, LogUnavailable, Slice
from cloud.chatserver.memorycounts import MemoryCounts
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.overdue import DECIDED_WITHIN_MS, Overdue
from cloud.chatserver.ratelimits import RateLimits
from cloud.chatserver.room import Room
from cloud.chatserver.rooms import Rooms
from cloud.chatserver.state import RoomState
from tests.cloud.chatserver.lines import client
from tests.cloud.chatserver.roomtalk import HOST, ROOM, VIEWER

LINK = Send("1", "see example.com")
POLL = OpenPoll("Which?", ("tea", "cake"), 60)


class Clock:
    now_s = 1_800_000_000.0
    read = 0

    def __call__(self) -> float:
        self.read += 1
        return self.now_s


class Log(MemoryLog):
    """Can fail, and knows what is written."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.fails: Exception | None = None
        self.tried = 0
        self.written: list[Draft] = []

    async def append(self, room: str, drafts: Sequence[Draft]) -> list[Appended]:
        self.tried += 1
        if self.fails is not None:
            raise self.fails
        self.written += drafts
        return await super().append(room, drafts)


class Node:
    """A room on a node, on which nobody looks at the clock yet."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.log = Log(self.clock)
        self.counts = MemoryCounts()
        self.rooms = Rooms(self.log, None, lambda room: None)
        self.desk = Desk(self.log, self.counts, RateLimits(self.clock), self.clock)
        self.overdue = Overdue(self.rooms, self.desk, self.counts, self.clock, every_s=0.001)

    async def open(self) -> Room:
        await self.log.start(self.rooms)
        return await self.rooms.get(ROOM)

    async def looks(self) -> None:
        """Look at all rooms, and have done so."""
        read = self.clock.read
        await self.looks_until(lambda: self.clock.read > read + 1)

    async def looks_until(self, is_done: Callable[[], bool], by: Overdue | None = None) -> None:
        """Look at all rooms until something is so."""
        looking = asyncio.create_task((by or self.overdue).run())
        async with asyncio.timeout(10):
            while not is_done():
                await asyncio.sleep(0)
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


def on_a_node(work: Callable[[Node, Room], Awaitable[None]]) -> None:
    async def run() -> None:
        node = Node()
        await work(node, await node.open())

    asyncio.run(run())


def copied(state: RoomState) -> RoomState:
    return RoomState.restore(state.snapshot())


def test_a_question_closes_with_its_votes_when_its_time_is_over() -> None:
    async def work(node: Node, room: Room) -> None:
        await node.desk.answer(room, POLL, HOST)
        poll = room.state.poll
        assert poll is not None
        assert (await node.desk.answer(room, Vote(poll.id, 1), VIEWER)).ok
        node.clock.now_s += 60.0

        await node.looks_until(lambda: room.state.poll is None)

        [closed] = [each.body for each in node.log.written if each.kind == Kind.POLL][1:]
        assert closed["votes"] == (0, 1)
        assert closed["is_open"] is False

    on_a_node(work)


def test_a_question_is_open_until_then_and_one_without_end_stays() -> None:
    async def work(node: Node, room: Room) -> None:
        await node.desk.answer(room, POLL, HOST)
        node.clock.now_s += 59.9
        await node.looks()
        assert room.state.poll is not None

        node.clock.now_s += 1
        await node.looks_until(lambda: room.state.poll is None)
        await node.desk.answer(room, OpenPoll("Which?", ("tea", "cake")), HOST)
        node.clock.now_s += 1_000_000
        await node.looks()
        assert room.state.poll is not None

    on_a_node(work)


def test_many_nodes_close_a_question_once() -> None:
    async def work(node: Node, room: Room) -> None:
        await node.desk.answer(room, POLL, HOST)
        node.clock.now_s += 60.0
        stale = Room(ROOM, Slice(room.epoch, room.head, 1, ()), copied(room.state), room.timeline)
        other = Overdue([stale], node.desk, node.counts, node.clock, every_s=0.001)
        await node.looks_until(lambda: room.state.poll is None)
        head = room.head
        tried = node.log.tried

        await node.looks_until(lambda: node.log.tried >= tried + 3, other)

        assert room.head == head

    on_a_node(work)


def test_who_waited_too_long_for_a_moderator_is_told() -> None:
    async def work(node: Node, room: Room) -> None:
        await node.desk.answer(room, Settings(holds_links=True), HOST)
        assert (await node.desk.answer(room, LINK, VIEWER)).code == Code.HELD
        writer, line = client(VIEWER)
        room.enter(writer)
        node.clock.now_s += DECIDED_WITHIN_MS / 1000 - 1
        await node.looks()
        assert room.state.held

        node.clock.now_s += 1
        await node.looks_until(lambda: not room.state.held)

        assert line.events("own") == [{"id": LINK.id, "ok": False, "code": "denied"}]
        assert (await node.desk.answer(room, LINK, VIEWER)).code == Code.DENIED

    on_a_node(work)


async def fails_and_works_again(node: Node, room: Room, trouble: Exception) -> None:
    await node.desk.answer(room, POLL, HOST)
    node.clock.now_s += 60.0
    node.log.fails, tried = trouble, node.log.tried
    await node.looks_until(lambda: node.log.tried >= tried + 3)
    node.log.fails = None

    await node.looks_until(lambda: room.state.poll is None)


def test_a_log_that_is_away_is_asked_again() -> None:
    on_a_node(lambda node, room: fails_and_works_again(node, room, LogUnavailable("away")))


def test_a_mistake_of_ours_does_not_end_the_looking(
    expected_log: Callable[[str, str], None],
) -> None:
    expected_log("ERROR", f"nothing in room {ROOM} ends by itself")
    on_a_node(lambda node, room: fails_and_works_again(node, room, ValueError("a mistake")))
