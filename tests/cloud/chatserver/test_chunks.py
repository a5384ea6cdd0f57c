import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from cloud.chatserver.chunks import ChunkWriter
from cloud.chatserver.stores.sqlite import SqliteStore
from tests.fakes.chatshow import START_MS, keep, said, segments
from tests.fakes.chunksink import RememberingSink


@pytest.fixture
def store(data_dir: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(data_dir / "chat.sqlite3")
    yield made
    made.close()


class Show:
    """A writer at work, with a clock that stands where it is put."""

    def __init__(self, store: SqliteStore) -> None:
        self.sink = RememberingSink()
        self.now_s = START_MS / 1000 + 200
        self.writer = ChunkWriter(store, self.sink, lambda: self.now_s, look_s=0.01)

    def play(self, scene: Callable[["Show"], Awaitable[None]]) -> RememberingSink:
        async def whole() -> None:
            self.writer.start()
            try:
                await scene(self)
            finally:
                await self.writer.close()

        asyncio.run(whole())
        return self.sink

    async def until(self, is_so: Callable[[], bool]) -> None:
        await asyncio.to_thread(self.sink.wait_until, is_so)


def test_rooms_are_followed_as_their_video_goes_on(store: SqliteStore) -> None:
    keep(store, "one", said(1, 500), count=1)
    keep(store, "two", said(1, 500), count=1)

    async def scene(show: Show) -> None:
        show.now_s = START_MS / 1000 + 5
        show.writer.follow("one")
        show.writer.follow("two")
        await show.until(lambda: {"one/0.json", "two/0.json"} <= set(show.sink.files))
        store.write_segments("two", segments(2))
        show.now_s = START_MS / 1000 + 7
        await show.until(lambda: "two/1.json" in show.sink.files)

    sink = Show(store).play(scene)

    assert len(sink.index("two").segments) == 2
    assert len(sink.index("one").segments) == 1


def test_a_room_whose_video_begins_is_looked_at_shortly(store: SqliteStore) -> None:
    async def scene(show: Show) -> None:
        show.writer.follow("show")
        keep(store, "other", said(1, 500), count=1)
        show.writer.follow("other")  # looked at after it, so that `show` was found empty
        await show.until(lambda: "other/0.json" in show.sink.files)
        keep(store, "show", said(1, 500), count=1)
        show.writer.expect("show")
        await show.until(lambda: "show/0.json" in show.sink.files)

    Show(store).play(scene)


def test_what_is_due_is_written_before_it_closes(store: SqliteStore) -> None:
    keep(store, "show", said(1, 500), count=20)

    async def scene(show: Show) -> None:
        show.writer.follow("show")

    sink = Show(store).play(scene)

    assert len(sink.index().segments) == 20


def test_a_sink_that_fails_is_tried_again(store: SqliteStore) -> None:
    keep(store, "show", said(1, 500), count=3)

    async def scene(show: Show) -> None:
        show.sink.is_broken = True
        show.writer.follow("show")
        await show.until(lambda: show.sink.tries >= 2)
        assert "disk" in show.writer.failure
        show.sink.is_broken = False
        await show.until(lambda: "show/2.json" in show.sink.files)

    Show(store).play(scene)


def test_a_forgotten_room_is_left_alone(store: SqliteStore) -> None:
    async def scene(show: Show) -> None:
        show.writer.follow("show")
        show.writer.forget("show")
        show.writer.forget("never followed")
        keep(store, "show", said(1, 500))
        keep(store, "other", said(1, 500), count=1)
        show.writer.follow("other")
        await show.until(lambda: "other/0.json" in show.sink.files)

    assert "show/0.json" not in Show(store).play(scene).files


def test_a_room_that_is_over_is_forgotten_until_it_speaks_again(store: SqliteStore) -> None:
    keep(store, "show", said(1, 500), count=1)

    async def scene(show: Show) -> None:
        show.writer._forget_s = 0.0
        show.writer.follow("show")
        await show.until(lambda: "show/tombstones.json" in show.sink.files)
        keep(store, "other", said(1, 500), count=1)
        show.writer.follow("other")
        await show.until(lambda: "other/tombstones.json" in show.sink.files)
        assert "show" not in show.writer._rooms
        store.write_segments("show", segments(2))
        show.writer.expect("show")
        await show.until(lambda: "show/1.json" in show.sink.files)

    sink = Show(store).play(scene)

    assert sink.writes.count("show/0.json") == 1


def test_closing_without_a_start_is_no_fault(store: SqliteStore) -> None:
    asyncio.run(ChunkWriter(store, RememberingSink()).close())
