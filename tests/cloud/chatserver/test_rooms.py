import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from chatclient.wire.envelopes import Action, Envelope, Kind, ModerationBody, RoomSettings, plain
from cloud.chatserver.log import Draft, LogUnavailable, Slice
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.room import Room
from cloud.chatserver.rooms import Rooms
from cloud.chatserver.store import StoreFailed
from cloud.chatserver.stores.sqlite import SqliteStore
from tests.cloud.chatserver.lines import client
from tests.cloud.chatserver.roomtalk import MODERATOR

NOW_S = 1_800_000_000.0


def now() -> float:
    return NOW_S


class SlowLog(MemoryLog):
    """Something is said while a room is being opened."""

    async def read(self, room: str, after: int, limit: int) -> Slice:
        await self.append(room, [message()])
        return await super().read(room, after, limit)


class Kept:
    """Another listener of everything."""

    def __init__(self) -> None:
        self.numbers: list[int] = []

    def heard(self, room: str, epoch: str, items: Sequence[Envelope]) -> None:
        self.numbers += [item.seq for item in items]


def message() -> Draft:
    return Draft(Kind.MESSAGE, 1, {"text": "x"}, MODERATOR.user)


def test_a_room_is_opened_once_however_many_come() -> None:
    async def run() -> None:
        news: list[Room] = []
        log = MemoryLog(now)
        rooms = Rooms(log, None, news.append)
        await log.start(rooms)
        first, second = await asyncio.gather(rooms.get("a"), rooms.get("a"))
        assert first is second is rooms.known("a")

        await log.append("a", [message()])
        assert news == [first]
        assert first.head == 1
        await rooms.close()
        await log.close()

    asyncio.run(run())


def test_what_is_said_while_a_room_opens_is_neither_lost_nor_doubled() -> None:
    async def run() -> None:
        log = SlowLog(now)
        kept = Kept()
        rooms = Rooms(log, None, lambda room: None)
        rooms.listener = kept
        await log.start(rooms)
        await log.append("a", [message() for _ in range(1_500)])  # more than open() returns
        room = await rooms.get("a")
        assert room.head == (await MemoryLog.read(log, "a", 0, 1)).head == 1_501
        assert room.lines[-1].seq == 1_501
        assert not room.waiting  # nobody was in it
        assert room.state.seq == 1_501
        assert kept.numbers == [1_501]
        await log.close()

    asyncio.run(run())


def test_a_room_is_what_its_snapshot_and_the_log_after_it_say(home: Path) -> None:
    store = SqliteStore(home / "chat.sqlite3")

    async def run() -> None:
        log = MemoryLog(now)
        rooms = Rooms(log, store, lambda room: None)
        await log.start(rooms)
        ban = plain(ModerationBody(Action.BAN, "ben"))
        await log.append("a", [Draft(Kind.MODERATION, 1, ban, MODERATOR.user)])
        first = await rooms.get("a")
        store.write_state("a", first.state.seq, first.state.snapshot())
        settings = plain(RoomSettings(slow_s=9))
        await log.append("a", [Draft(Kind.SETTINGS, 2, settings, MODERATOR.user)])

        anew = Rooms(log, store, lambda room: None)
        second = await anew.get("a")
        assert second.state.is_banned("ben", 0)
        assert second.state.settings.slow_s == 9
        await log.close()

    asyncio.run(run())
    store.close()


class Broken(SqliteStore):
    def state(self, room: str) -> tuple[int, bytes] | None:
        raise StoreFailed("away")


def test_a_room_whose_bans_are_not_known_stays_closed(home: Path) -> None:
    store = Broken(home / "chat.sqlite3")

    async def run() -> None:
        log = MemoryLog(now)
        rooms = Rooms(log, store, lambda room: None)
        await log.start(rooms)
        for _ in range(2):
            with pytest.raises(LogUnavailable):
                await rooms.get("a")
        assert rooms.known("a") is None
        await log.close()

    asyncio.run(run())
    store.close()


def test_a_room_that_did_not_open_takes_nobodys_place(home: Path) -> None:
    store = Broken(home / "chat.sqlite3")

    async def run() -> None:
        log = MemoryLog(now, max_rooms=1)
        rooms = Rooms(log, store, lambda room: None)
        await log.start(rooms)
        with pytest.raises(LogUnavailable):
            await rooms.get("a")
        await log.open("b")
        await log.close()

    asyncio.run(run())
    store.close()


def test_a_room_that_stays_empty_is_closed_and_opens_again() -> None:
    async def run() -> None:
        log = MemoryLog(now)
        rooms = Rooms(log, None, lambda room: None)
        await log.start(rooms)
        empty, full = await rooms.get("a"), await rooms.get("b")
        full.enter(client()[0])
        await log.append("a", [message()])
        empty.waiting.clear()
        for now_s in (100.0, 105.0, 111.0):
            await rooms.close_empty(now_s, 10.0)
        assert [room.name for room in rooms] == ["b"]
        full.clients.clear()
        await rooms.close_empty(200.0, 10.0)
        assert await rooms.get("b") is full
        await rooms.close_empty(211.0, 10.0)
        assert rooms.known("b") is full
        assert (await rooms.get("a")).head == 1
        await log.close()

    asyncio.run(run())
