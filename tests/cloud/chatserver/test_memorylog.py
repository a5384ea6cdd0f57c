import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from chatclient.wire.envelopes import Envelope, Kind, User
from cloud.chatserver.log import DEDUPE_S, Draft, LogUnavailable
from cloud.chatserver.memorylog import IDLE_S, RING, MemoryLog
from cloud.chatserver.store import Store, StoreFailed
from cloud.chatserver.stores.sqlite import SqliteStore
from cloud.chatserver.verdicts import dedupe

AKI = User("aki", "Aki")


class Clock:
    now_s = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now_s


class Tail:
    def __init__(self) -> None:
        self.items: list[tuple[str, str, int]] = []

    def heard(self, room: str, epoch: str, items: Sequence[Envelope]) -> None:
        self.items += [(room, epoch, item.seq) for item in items]

    def went_deaf(self, is_deaf: bool) -> None:
        raise AssertionError("a node that is alone is never deaf")


def draft(own: str = "", text: str = "x", at_ms: int = 1_800_000_000_000) -> Draft:
    key = dedupe(AKI.id, own) if own else ""
    return Draft(Kind.MESSAGE, at_ms, {"text": text, "id": own}, AKI, dedupe=key)


def with_log(
    work: Callable[[MemoryLog, Tail, Clock], Awaitable[None]],
    store: Store | None = None,
    max_rooms: int = 100,
) -> None:
    """Do something with a log that is started and closed around it."""

    async def run() -> None:
        clock, tail = Clock(), Tail()
        log = MemoryLog(clock, store, max_rooms)
        await log.start(tail)
        try:
            await work(log, tail, clock)
        finally:
            await log.close()

    asyncio.run(run())


def test_numbers_run_from_one_without_holes_and_the_tail_hears_them() -> None:
    async def work(log: MemoryLog, tail: Tail, clock: Clock) -> None:
        opened = await log.open("a")
        done = await log.append("a", [draft(), draft()]) + await log.append("a", [draft()])

        assert [each.seq for each in done] == [1, 2, 3]
        assert (opened.head, opened.first, opened.items) == (0, 1, ())
        assert tail.items == [("a", opened.epoch, seq) for seq in (1, 2, 3)]

    with_log(work)


def test_a_room_that_was_released_is_not_told_any_more() -> None:
    async def work(log: MemoryLog, tail: Tail, clock: Clock) -> None:
        await log.open("a")
        await log.release("a")
        await log.append("a", [draft()])

        assert tail.items == []
        assert (await log.open("a")).head == 1

    with_log(work)


def test_the_same_message_is_numbered_once_for_five_minutes() -> None:
    async def work(log: MemoryLog, tail: Tail, clock: Clock) -> None:
        await log.append("a", [draft("mine")])
        again = await log.append("a", [draft("mine")])
        clock.now_s += DEDUPE_S + 1
        later = await log.append("a", [draft("mine")])

        assert [(each.seq, each.is_again) for each in again + later] == [(1, True), (2, False)]

    with_log(work)


def test_what_fell_out_of_the_ring_is_a_gap_without_a_store() -> None:
    async def work(log: MemoryLog, tail: Tail, clock: Clock) -> None:
        await log.append("a", [draft() for _ in range(RING + 5)])
        read = await log.read("a", 2, 10)

        assert read.first == 6
        assert read.gaps == ((3, 5),)
        assert [item.seq for item in read.items] == list(range(6, 16))
        assert (await log.read("a", RING + 5, 10)).items == ()

    with_log(work)


def keep(store: Store, room: str, epoch: str, items: Sequence[Envelope]) -> None:
    store.write(room, epoch, items)


async def _fill(log: MemoryLog, store: Store, own: str, count: int = 3) -> str:
    """Say something and let the store have it."""
    await log.append("a", [draft(f"{own}{number}") for number in range(count)])
    read = await log.read("a", 0, 1_000)
    keep(store, "a", read.epoch, read.items)
    return read.epoch


def test_a_room_put_down_in_order_keeps_its_epoch_its_numbers_and_what_it_knew(home: Path) -> None:
    store = SqliteStore(home / "chat.sqlite3")
    epochs: list[str] = []

    async def first(log: MemoryLog, tail: Tail, clock: Clock) -> None:
        epochs.append(await _fill(log, store, "a"))

    async def second(log: MemoryLog, tail: Tail, clock: Clock) -> None:
        opened = await log.open("a")
        again = await log.append("a", [draft("a1"), draft("new")])
        assert (opened.epoch, opened.head, len(opened.items)) == (epochs[0], 3, 3)
        assert [(each.seq, each.is_again) for each in again] == [(2, True), (4, False)]

    with_log(first, store)
    with_log(second, store)
    store.close()


def test_a_room_that_was_not_begins_another_epoch_with_what_is_kept(home: Path) -> None:
    store = SqliteStore(home / "chat.sqlite3")
    epochs: list[str] = []

    async def first(log: MemoryLog, tail: Tail, clock: Clock) -> None:
        epochs.append(await _fill(log, store, "a"))
        await log.append("a", [draft("not kept")])

    async def second(log: MemoryLog, tail: Tail, clock: Clock) -> None:
        opened = await log.open("a")
        assert opened.epoch != epochs[0]
        assert [item.seq for item in opened.items] == [1, 2, 3]

    with_log(first, store)
    with_log(second, store)
    store.close()


def test_rooms_that_nobody_uses_make_place_and_those_in_use_do_not() -> None:
    async def work(log: MemoryLog, tail: Tail, clock: Clock) -> None:
        await log.open("a")
        await log.append("b", [draft()])
        await log.open("c")
        with pytest.raises(LogUnavailable):
            await log.open("d")
        await log.release("a")
        assert (await log.open("d")).head == 0

    with_log(work, max_rooms=2)


def test_what_the_store_does_not_have_yet_is_not_forgotten(home: Path) -> None:
    store = SqliteStore(home / "chat.sqlite3")

    async def work(log: MemoryLog, tail: Tail, clock: Clock) -> None:
        await log.append("a", [draft()])
        before = await log.read("a", 0, 10)
        with pytest.raises(LogUnavailable):
            await log.open("b")
        assert await log.read("a", 0, 10) == before
        keep(store, "a", before.epoch, before.items)
        assert (await log.open("b")).head == 0

    with_log(work, store, max_rooms=1)
    store.close()


def test_a_room_in_which_nothing_was_said_since_the_restart_makes_place(home: Path) -> None:
    store = SqliteStore(home / "chat.sqlite3")
    keep(store, "a", "of a run that crashed", [Envelope(1, Kind.MESSAGE, 5, user=AKI)])

    async def work(log: MemoryLog, tail: Tail, clock: Clock) -> None:
        assert (await log.read("a", 0, 10)).head == 1
        assert (await log.open("b")).head == 0

    with_log(work, store, max_rooms=1)
    store.close()


class Slow(SqliteStore):
    """Takes its time to put a room down."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.began, self.goes_on = threading.Event(), threading.Event()

    def write_state(self, room: str, seq: int, state: bytes) -> None:
        if seq:
            self.began.set()
            assert self.goes_on.wait(20)
        super().write_state(room, seq, state)


def test_what_is_said_while_a_room_is_put_down_stays(home: Path) -> None:
    store = Slow(home / "chat.sqlite3")

    async def work(log: MemoryLog, tail: Tail, clock: Clock) -> None:
        epoch = await _fill(log, store, "a")
        clock.now_s += IDLE_S + 1
        opening = asyncio.create_task(log.open("b"))
        assert await asyncio.to_thread(store.began.wait, 20)
        saying = asyncio.create_task(log.append("a", [draft("late")]))
        for _ in range(10):
            await asyncio.sleep(0)
        store.goes_on.set()
        await opening

        assert [each.seq for each in await saying] == [4]
        read = await log.read("a", 0, 10)
        assert (read.epoch, [item.seq for item in read.items]) == (epoch, [1, 2, 3, 4])

    with_log(work, store)
    store.close()


def test_nothing_is_numbered_any_more_while_the_log_is_put_down(home: Path) -> None:
    store = Slow(home / "chat.sqlite3")

    async def work(log: MemoryLog, tail: Tail, clock: Clock) -> None:
        await _fill(log, store, "a")
        closing = asyncio.create_task(log.close())
        assert await asyncio.to_thread(store.began.wait, 20)

        # The store is being told that three is all there was in this order.
        for room in ("a", "b"):
            with pytest.raises(LogUnavailable):
                await log.append(room, [draft("late")])

        store.goes_on.set()
        await closing

    with_log(work, store)
    store.close()


class Broken(SqliteStore):
    def head(self, room: str) -> tuple[str, int]:
        raise StoreFailed("the disk is away")


def test_a_store_that_fails_makes_the_log_unavailable_and_is_asked_again(home: Path) -> None:
    store = Broken(home / "chat.sqlite3")

    async def work(log: MemoryLog, tail: Tail, clock: Clock) -> None:
        for _ in range(2):
            with pytest.raises(LogUnavailable):
                await log.open("a")

    with_log(work, store)
    store.close()
