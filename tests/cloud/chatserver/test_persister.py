import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chatclient.wire.pages import Segment
from cloud.chatserver.persister import Persister
from tests.cloud.chatserver.persisting import ROOM, FakeLog, kept, run, said, tell, until
from tests.fakes.chatstore import BreakableStore


@pytest.fixture
def store(data_dir: Path) -> Iterator[BreakableStore]:
    made = BreakableStore(data_dir / "chat.sqlite3")
    yield made
    made.may_write.set()
    made.close()


def test_what_was_heard_is_kept_before_it_closes(store: BreakableStore) -> None:
    log = FakeLog()

    async def scene(persister: Persister) -> None:
        tell(persister, log, said(1, 2))
        tell(persister, log, said(3))

    persister = run(store, log, scene)

    assert kept(store) == [1, 2, 3]
    assert persister.kept(ROOM) == 3
    assert persister.lag.messages == 0
    assert log.reads == 0


def test_what_is_said_within_a_moment_is_written_at_once(store: BreakableStore) -> None:
    log = FakeLog()

    async def scene(persister: Persister) -> None:
        for seq in range(1, 101):
            tell(persister, log, said(seq))

    run(store, log, scene)

    assert len(store.writes) < 50


def test_nothing_is_lost_while_the_store_fails(store: BreakableStore) -> None:
    log = FakeLog()

    async def scene(persister: Persister) -> None:
        store.is_broken = True
        tell(persister, log, said(1, 2))
        await until(store, lambda: store.tries >= 3)
        tell(persister, log, said(3))
        assert persister.lag.messages == 3
        assert persister.lag.reason == "the disk is full"
        assert persister.lag.seconds > 0
        assert persister.kept(ROOM) == 0
        store.is_broken = False
        await until(store, lambda: kept(store) == [1, 2, 3])

    persister = run(store, log, scene)

    assert persister.lag.failures >= 2
    assert persister.lag.reason == ""


def test_what_does_not_fit_is_read_from_the_log_again(store: BreakableStore) -> None:
    log = FakeLog()

    async def scene(persister: Persister) -> None:
        store.may_write.clear()
        tell(persister, log, said(1))
        await until(store, lambda: store.tries == 1)
        for start in range(2, 3002, 100):
            tell(persister, log, said(*range(start, start + 100)))
        assert persister.lag.messages == 3001
        store.may_write.set()
        await until(store, lambda: store.head(ROOM) == ("a", 3001))
        tell(persister, log, said(3002))
        await until(store, lambda: store.head(ROOM) == ("a", 3002))

    persister = run(store, log, scene, capacity=50)

    assert kept(store) == list(range(1, 3003))
    assert log.reads > 0
    assert persister.lag.lost == 0


def test_a_log_that_is_away_is_asked_again(store: BreakableStore) -> None:
    log = FakeLog()

    async def scene(persister: Persister) -> None:
        log.is_away = True
        tell(persister, log, said(1, 2, 3))
        await until(store, lambda: kept(store) == [1, 2, 3])

    run(store, log, scene, capacity=2)


def test_what_came_before_this_process_is_fetched(store: BreakableStore) -> None:
    store.write(ROOM, "a", said(1, 2))
    log = FakeLog()
    log.items = said(1, 2, 3, 4)

    async def scene(persister: Persister) -> None:
        tell(persister, log, said(5))
        await until(store, lambda: store.head(ROOM) == ("a", 5))

    run(store, log, scene)

    assert kept(store) == [1, 2, 3, 4, 5]


def test_what_the_log_has_no_more_is_counted_and_passed_over(store: BreakableStore) -> None:
    log = FakeLog()
    log.items = said(4, 5)

    async def scene(persister: Persister) -> None:
        tell(persister, log, said(6))
        await until(store, lambda: store.head(ROOM) == ("a", 6))

    persister = run(store, log, scene)

    assert kept(store) == [4, 5, 6]
    assert persister.lag.lost == 3
    assert persister.kept(ROOM) == 6


def test_numbers_that_are_nowhere_hold_nothing_up(store: BreakableStore) -> None:
    log = FakeLog()

    async def scene(persister: Persister) -> None:
        tell(persister, log, said(1))
        log.items.clear()
        persister.heard(ROOM, "a", said(7))
        await until(store, lambda: kept(store) == [1, 7])

    assert run(store, log, scene).lag.lost == 5


def test_what_is_heard_twice_is_kept_once(store: BreakableStore) -> None:
    log = FakeLog()

    async def scene(persister: Persister) -> None:
        persister.heard(ROOM, "a", said(1, 2))
        await until(store, lambda: kept(store) == [1, 2])
        persister.heard(ROOM, "a", said(1, 2))
        persister.heard(ROOM, "a", said(2, 3))

    run(store, log, scene)

    assert kept(store) == [1, 2, 3]
    assert log.reads == 0


def test_a_new_epoch_goes_on_after_what_is_kept(store: BreakableStore) -> None:
    log = FakeLog()

    async def scene(persister: Persister) -> None:
        tell(persister, log, said(1, 2))
        await until(store, lambda: kept(store) == [1, 2])
        tell(persister, log, said(3), epoch="b")
        await until(store, lambda: store.head(ROOM) == ("b", 3))

    run(store, log, scene)

    assert kept(store) == [1, 2, 3]


def test_a_new_epoch_fetches_what_only_its_log_has(store: BreakableStore) -> None:
    store.write(ROOM, "a", said(1, 2))
    log = FakeLog()
    log.items, log.epoch = said(1, 2, 3, 4), "b"

    async def scene(persister: Persister) -> None:
        tell(persister, log, said(5), epoch="b")
        await until(store, lambda: store.head(ROOM) == ("b", 5))

    run(store, log, scene)

    assert kept(store) == [1, 2, 3, 4, 5]


def test_a_room_that_begins_at_one_again_loses_nothing_new(store: BreakableStore) -> None:
    store.write(ROOM, "a", said(1, 2, 3))
    log = FakeLog()

    async def scene(persister: Persister) -> None:
        tell(persister, log, said(1), epoch="b")
        tell(persister, log, said(2), epoch="b")
        await until(store, lambda: store.head(ROOM) == ("b", 2))

    run(store, log, scene)

    assert kept(store) == [1, 2]


def test_an_order_that_is_lost_while_the_store_is_behind_is_followed(
    store: BreakableStore,
) -> None:
    log = FakeLog()

    async def scene(persister: Persister) -> None:
        store.may_write.clear()
        tell(persister, log, said(1, 2))
        await until(store, lambda: store.tries == 1)
        tell(persister, log, said(3, 4, 5))
        tell(persister, log, said(6), epoch="b")
        store.may_write.set()
        await until(store, lambda: store.head(ROOM) == ("b", 6))

    run(store, log, scene, capacity=2)

    assert kept(store) == [1, 2, 3, 4, 5, 6]


def test_rooms_take_turns(store: BreakableStore) -> None:
    log = FakeLog()

    async def scene(persister: Persister) -> None:
        for room in ("one", "two"):
            persister.heard(room, "a", said(*range(1, 1201)))
        await until(store, lambda: store.head("one")[1] == store.head("two")[1] == 1200)

    run(store, log, scene, capacity=5000)


def test_segments_are_kept(store: BreakableStore) -> None:
    async def scene(persister: Persister) -> None:
        persister.segments(ROOM, [Segment(1, 0, 2000)])
        persister.segments(ROOM, [Segment(2, 2000, 2000, 2000)])

    run(store, FakeLog(), scene)

    assert [segment.media_sequence for segment in store.segments(ROOM)] == [1, 2]


def test_a_segment_is_kept_after_what_was_said_before_it(store: BreakableStore) -> None:
    log = FakeLog()

    async def scene(persister: Persister) -> None:
        store.may_write.clear()
        tell(persister, log, said(1, 2))
        persister.segments(ROOM, [Segment(1, 0, 2000)])
        await until(store, lambda: store.tries == 1)
        assert store.segments(ROOM) == []
        tell(persister, log, said(3))
        store.may_write.set()
        await until(store, lambda: len(store.segments(ROOM)) == 1)
        assert kept(store)[:2] == [1, 2]

    run(store, log, scene)


def test_what_a_room_has_become_is_kept_at_its_end(store: BreakableStore) -> None:
    log = FakeLog()

    async def scene(persister: Persister) -> None:
        tell(persister, log, said(1, 2))

    run(store, log, scene, snapshot=lambda room: (2, b"become"))

    assert store.state(ROOM) == (2, b"become")


def test_what_a_room_has_become_is_not_kept_before_what_it_is_made_of(
    store: BreakableStore, expected_log: Callable[[str, str], None]
) -> None:
    log = FakeLog()

    async def scene(persister: Persister) -> None:
        tell(persister, log, said(1))
        await until(store, lambda: kept(store) == [1])
        store.is_broken = True
        tell(persister, log, said(2))
        await until(store, lambda: store.tries >= 3)

    expected_log("WARNING", "1 messages of the chat were not kept: the disk is full")
    run(store, log, scene, snapshot=lambda room: (2, b"become"), close_s=0.1)

    assert store.state(ROOM) is None


def test_closing_without_a_start_is_no_fault(store: BreakableStore) -> None:
    async def scene() -> None:
        await Persister(store, FakeLog().read).close()

    asyncio.run(scene())
