from collections.abc import Iterator
from pathlib import Path

import pytest

from chatclient.wire.envelopes import ClearBody, DeleteBody, Envelope, Kind
from chatclient.wire.pages import Chunk, Counted, Replayed
from cloud.chatserver.replayreader import PAGE, ReplayReader
from cloud.chatserver.stores.sqlite import SqliteStore
from tests.fakes.chatshow import START_MS, about, keep, said, segments

LONG_AFTER_S = START_MS / 1000 + 86_400


class Clock:
    def __init__(self, now_s: float = LONG_AFTER_S) -> None:
        self.now_s = now_s

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def store(data_dir: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(data_dir / "chat.sqlite3")
    yield made
    made.close()


def replayed(store: SqliteStore, from_ms: int, to_ms: int, after: int = 0) -> Replayed:
    found = ReplayReader(store, Clock()).span("show", from_ms, to_ms, after)
    assert found is not None
    return found[0]


def chunk(store: SqliteStore, number: int, now_s: float = LONG_AFTER_S) -> tuple[Chunk, bool]:
    found = ReplayReader(store, Clock(now_s)).chunk("show", number)
    assert found is not None
    return found


def numbers(items: tuple[Envelope, ...]) -> list[int]:
    return [envelope.seq for envelope in items]


def test_a_span_is_sorted_by_position_then_number(store: SqliteStore) -> None:
    keep(store, "show", said(1, 3000), said(2, 1000), said(3, 3000), said(4, 10_000))

    assert numbers(replayed(store, 0, 10_000).items) == [2, 1, 3]


def test_a_long_span_is_read_page_by_page(store: SqliteStore) -> None:
    keep(store, "show", *(said(seq, 30_000 - seq % 97) for seq in range(1, PAGE + 11)))

    first = replayed(store, 0, 60_000)
    second = replayed(store, 0, 60_000, first.next_after)

    assert len(first.items) == PAGE
    assert first.next_after == PAGE
    assert sorted(numbers(first.items) + numbers(second.items)) == list(range(1, PAGE + 11))
    assert second.next_after == 0


def test_what_was_taken_down_and_what_is_private_is_left_out(store: SqliteStore) -> None:
    keep(
        store,
        "show",
        said(1, 1000),
        said(2, 1000),
        said(3, 1000, kind=Kind.HELD),
        about(4, 150_000, Kind.DELETE, DeleteBody(1)),
    )

    assert numbers(replayed(store, 0, 10_000).items) == [2]
    assert numbers(chunk(store, 0)[0].items) == [2]


def test_what_is_taken_down_later_vanishes(store: SqliteStore) -> None:
    keep(store, "show", said(1, 1000))
    reader = ReplayReader(store, Clock())
    assert reader.chunk("show", 0)
    store.write("show", "epoch", [about(2, 1000, Kind.CLEAR, ClearBody(1))])
    reader._rooms["show"].looked_s -= 10

    found = reader.chunk("show", 0)

    assert found is not None
    assert numbers(found[0].items) == [2]


def test_a_span_is_settled_once_nobody_can_be_so_far_behind(store: SqliteStore) -> None:
    keep(store, "show", said(1, 1000))
    clock = Clock(START_MS / 1000 + 20 + 34)
    reader = ReplayReader(store, clock)

    def is_settled(to_ms: int) -> bool:
        found = reader.span("show", 0, to_ms, 0)
        assert found is not None
        return found[1]

    assert is_settled(18_000)
    assert not is_settled(20_000)
    clock.now_s += 1
    assert is_settled(20_000)
    clock.now_s = LONG_AFTER_S
    assert is_settled(200_000)
    assert not is_settled(200_001)


def test_an_empty_segment_is_an_empty_chunk(store: SqliteStore) -> None:
    keep(store, "show", said(1, 1000))

    assert chunk(store, 7) == (Chunk("show", 7, 14_000, 2000, ()), True)


def test_a_chunk_holds_what_was_said_during_its_segment(store: SqliteStore) -> None:
    places = [1999, 2000, 3999, 4000, None]
    keep(store, "show", *(said(seq, place) for seq, place in enumerate(places, 1)))

    assert numbers(chunk(store, 1)[0].items) == [2, 3]


def test_a_chunk_larger_than_a_page_is_whole(store: SqliteStore) -> None:
    keep(store, "show", *(said(seq, 500) for seq in range(1, PAGE + 2)))

    assert len(chunk(store, 0)[0].items) == PAGE + 1


def test_a_chunk_is_open_while_viewers_who_are_behind_may_add_to_it(store: SqliteStore) -> None:
    keep(store, "show", said(1, 1000), count=1)
    end_s = START_MS / 1000 + 2

    found = [chunk(store, 0, end_s + late) for late in (2.6, 34, 35)]

    assert [one.is_closed for one, _ in found] == [False, False, True]
    assert [is_settled for _, is_settled in found] == [False, False, True]


def test_the_segment_that_is_being_made_has_an_open_chunk(store: SqliteStore) -> None:
    keep(store, "show", said(1, 2500), count=1)

    found, is_settled = chunk(store, 1)

    assert not found.is_closed
    assert not is_settled
    assert numbers(found.items) == [1]


def test_segments_far_ahead_and_rooms_unknown_are_nothing(store: SqliteStore) -> None:
    keep(store, "show", said(1, 1000), count=10)
    reader = ReplayReader(store, Clock())

    assert reader.chunk("show", 12) is not None
    assert reader.chunk("show", 13) is None
    assert reader.chunk("other", 0) is None
    assert reader.span("other", 0, 1, 0) is None
    assert reader.index("other") is None
    assert reader.tombstones("other") is None


def test_the_index_counts_what_was_said_in_each_segment(store: SqliteStore) -> None:
    keep(store, "show", said(1, 2000), said(2, 2100), said(3, 2200, kind="stamp"), count=2)

    index = ReplayReader(store, Clock()).index("show")

    assert index is not None
    assert index.epoch == "epoch"
    assert index.segments == (
        Counted(segments(1)[0]),
        Counted(segments(1, first=1)[0], messages=2, stamps=1),
    )


def test_new_segments_are_seen(store: SqliteStore) -> None:
    keep(store, "show", said(1, 1000), count=2)
    reader = ReplayReader(store, Clock())
    assert reader.chunk("show", 0)
    store.write_segments("show", segments(5))
    reader._rooms["show"].looked_s -= 10

    index = reader.index("show")

    assert index is not None
    assert len(index.segments) == 5


def test_a_room_that_lost_its_order_is_read_anew(store: SqliteStore) -> None:
    keep(store, "show", said(1, 1000), about(2, 1000, Kind.DELETE, DeleteBody(1)))
    reader = ReplayReader(store, Clock())
    assert reader.chunk("show", 0)
    store.write("show", "second", [said(1, 1000)])
    reader._rooms["show"].looked_s -= 10

    found = reader.chunk("show", 0)

    assert found is not None
    assert numbers(found[0].items) == [1]
