import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

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
