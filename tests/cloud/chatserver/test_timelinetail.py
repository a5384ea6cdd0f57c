import asyncio
from collections.abc import Iterator
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
