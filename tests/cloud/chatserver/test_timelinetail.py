import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from chatclient.wire.pages import Segment
from cloud.chatserver.stores.sqlite import SqliteStore
from cloud.chatserver.timeline import Timeline
from cloud.chatserver.timelinetail import TimelineTail
from tests.fakes.chatshow import START_MS, segments


@dataclass
class Room:
    name: str
    timeline: Timeline = field(default_factory=Timeline)


@pytest.fixture
def store(data_dir: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(data_dir / "chat.sqlite3")
    yield made
    made.close()


def test_what_another_node_was_told_is_known_here(store: SqliteStore) -> None:
    rooms = [Room("one"), Room("two")]
    told: list[str] = []
    tail = TimelineTail(rooms, store, told.append)

    async def scene() -> None:
        store.write_segments("one", segments(2))
        await tail.look()
        assert list(rooms[0].timeline) == segments(2)
        store.write_segments("one", segments(3))
        store.write_segments("two", segments(1))
        await tail.look()

    asyncio.run(scene())

    assert list(rooms[0].timeline) == segments(3)
    assert told == ["one", "one", "two"]
    assert rooms[1].timeline.place(START_MS + 500) == (500, 0)


def test_what_was_told_here_stays_as_it_is(store: SqliteStore) -> None:
    room = Room("one")
    room.timeline.extend(segments(5))
    store.write_segments("one", segments(3))

    asyncio.run(TimelineTail([room], store, lambda room: None).look())

    assert list(room.timeline) == segments(5)


def test_a_store_that_fails_is_asked_again(store: SqliteStore) -> None:
    room = Room("one")
    store.close()

    asyncio.run(TimelineTail([room], store, lambda room: None).look())

    assert len(room.timeline) == 0


class Odd(SqliteStore):
    """Does not answer, or wrongly, until it is let go."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.goes_on = threading.Event()
        self.mistakes = 0

    def segments(self, room: str, after: int = -1) -> list[Segment]:
        if self.mistakes:
            self.mistakes -= 1
            raise ValueError("a mistake of ours")
        assert self.goes_on.wait(20)
        return super().segments(room, after)


def test_a_store_that_does_not_answer_holds_up_nobody(data_dir: Path) -> None:
    odd = Odd(data_dir / "odd.sqlite3")
    room = Room("one")
    tail = TimelineTail([room], odd, lambda room: None, timeout_s=0.01)

    async def scene() -> Segment:
        placed = await tail.append(room, segments(1)[0])
        odd.goes_on.set()
        return placed

    assert asyncio.run(scene()).position_ms == 0
    odd.close()


def test_a_mistake_does_not_end_the_looking(
    data_dir: Path, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("ERROR", "video was not looked at")
    odd = Odd(data_dir / "odd.sqlite3")
    odd.write_segments("one", segments(1))
    odd.mistakes = 2
    odd.goes_on.set()

    async def scene() -> None:
        found = asyncio.Event()
        tail = TimelineTail([Room("one")], odd, lambda room: found.set(), every_s=0.001)
        looking = asyncio.create_task(tail.run())
        async with asyncio.timeout(10):
            await found.wait()
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)

    asyncio.run(scene())
    odd.close()


def test_what_another_node_was_told_comes_before_what_is_told_here(store: SqliteStore) -> None:
    room = Room("one")
    tail = TimelineTail([room], store, lambda room: None)
    short = Segment(1, START_MS + 2000, 500, 2000)

    async def scene() -> Segment:
        await tail.append(room, segments(1)[0])
        store.write_segments("one", [short])
        return await tail.append(room, Segment(2, START_MS + 2500, 2000))

    placed = asyncio.run(scene())

    assert placed.position_ms == 2500
    assert list(room.timeline)[1] == short
