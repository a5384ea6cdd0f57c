from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatclient.wire.envelopes import DeleteBody, Envelope, Kind
from chatclient.wire.pages import Chunk
from cloud.chatserver.chunksinks import SinkFailed
from cloud.chatserver.roomchunks import RoomChunks
from cloud.chatserver.store import StoreFailed
from cloud.chatserver.stores.sqlite import SqliteStore
from tests.fakes.chatshow import START_MS, about, said, segments
from tests.fakes.chunksink import RememberingSink

LONG_AFTER_MS = 10_000_000


@pytest.fixture
def store(data_dir: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(data_dir / "chat.sqlite3")
    yield made
    made.close()


@pytest.fixture
def sink() -> RememberingSink:
    return RememberingSink()


def show(store: SqliteStore, count: int, *envelopes: Envelope) -> None:
    store.write_segments("show", segments(count))
    store.write("show", "epoch", envelopes)


def late(seq: int, position_ms: int, taken_ms: int) -> Envelope:
    """Return a message of a viewer who is behind: taken later than where it belongs."""
    return msgspec.structs.replace(said(seq, position_ms), at_ms=START_MS + taken_ms)


def advance(chunks: RoomChunks, after_ms: float, is_last: bool = False) -> bool:
    return chunks.advance(START_MS + after_ms, is_last)


def test_a_chunk_is_written_shortly_after_the_end_of_its_segment(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(store, 2, said(1, 500), said(2, 1999), said(3, 2000))
    chunks = RoomChunks("show", store, sink)

    advance(chunks, 4499)
    assert "show/0.json" not in sink.files
    advance(chunks, 4500)

    assert sink.chunk(0) == Chunk("show", 0, 0, 2000, (said(1, 500), said(2, 1999)), True, 3)
    assert sink.caching["show/0.json"] == "public, max-age=31536000, immutable"
    assert "show/1.json" not in sink.files
    advance(chunks, 6500)
    assert sink.seqs(1) == [3]


def test_a_segment_in_which_nobody_spoke_has_an_empty_chunk(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(store, 3, said(1, 500))

    advance(RoomChunks("show", store, sink), LONG_AFTER_MS)

    assert sink.seqs(2) == []
    assert sink.chunk(2).is_closed


def test_what_comes_late_is_in_the_next_chunk_under_its_own_position(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(store, 12, said(1, 500), late(2, 100, 20_000))
    chunks = RoomChunks("show", store, sink)

    for now_ms in range(0, 30_000, 500):
        advance(chunks, now_ms)

    assert sink.seqs(0) == [1]
    places = [number for number in range(12) if 2 in sink.seqs(number)]
    assert places == [8]  # it closes at 20.5 s
    assert sink.chunk(8).items[0].position_ms == 100


def test_what_is_written_does_not_depend_on_when_it_is_done(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(store, 12, *(late(n, n * 300, n * 300 + n % 7 * 900) for n in range(1, 60)))
    step_by_step, at_once = RoomChunks("show", store, sink), RememberingSink()

    for now_ms in range(0, 40_000, 500):
        advance(step_by_step, now_ms)
    advance(RoomChunks("show", store, at_once), 40_000)

    closed = [f"show/{number}.json" for number in range(12)]
    assert [sink.files[path] for path in closed] == [at_once.files[path] for path in closed]


def test_no_chunk_is_written_twice(store: SqliteStore, sink: RememberingSink) -> None:
    show(store, 5, said(1, 500))
    chunks = RoomChunks("show", store, sink)

    for now_ms in range(0, 100_000, 1000):
        advance(chunks, now_ms)

    assert [sink.writes.count(f"show/{number}.json") for number in range(5)] == [1] * 5


def test_the_index_names_closed_segments_with_their_counts(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(
        store,
        3,
        said(1, 500),
        said(2, 600, kind=Kind.STAMP),
        said(3, 700, kind=Kind.DONATION),
        said(4, 800, kind=Kind.HELD),
        said(5, 2500),
    )

    advance(RoomChunks("show", store, sink), 6500)

    index = sink.index()
    assert (index.live, index.epoch) == ("show", "epoch")
    assert [(c.messages, c.stamps, c.donations) for c in index.segments] == [(1, 1, 1), (1, 0, 0)]
    assert [counted.segment for counted in index.segments] == segments(2)
    assert sink.seqs(0) == [1, 2, 3]


def test_the_index_is_not_written_all_the_time(store: SqliteStore, sink: RememberingSink) -> None:
    show(store, 30, said(1, 500))
    chunks = RoomChunks("show", store, sink)

    for now_ms in range(0, 60_000, 500):
        advance(chunks, now_ms)
    writes = sink.writes.count("show/index.json")
    advance(chunks, 70_000, is_last=True)

    assert 10 <= writes <= 14
    assert len(sink.index().segments) == 30


def test_what_was_taken_down_before_it_closed_is_not_in_the_chunk(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(store, 1, said(1, 500, "bad"), about(2, 900, Kind.DELETE, DeleteBody(1)))

    advance(RoomChunks("show", store, sink), 4500)

    assert sink.seqs(0) == [2]
    assert sink.tombstones().seqs == (1,)


def test_what_is_taken_down_later_gets_a_tombstone(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(store, 1, said(1, 500, "bad"))
    chunks = RoomChunks("show", store, sink)
    advance(chunks, 4500)
    assert sink.tombstones().seqs == ()

    store.write("show", "epoch", [about(2, 1_000_000, Kind.DELETE, DeleteBody(1))])
    advance(chunks, 90_000)

    assert sink.tombstones().seqs == (1,)
    assert sink.caching["show/tombstones.json"] == "public, max-age=10"
    assert sink.seqs(0) == [1]


def test_what_is_said_after_the_video_is_in_an_open_chunk(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(store, 1, said(1, 500))
    chunks = RoomChunks("show", store, sink)
    advance(chunks, 4500)
    store.write("show", "epoch", [said(2, 2500), said(3, 2600)])

    advance(chunks, 10_000)

    assert sink.seqs(1) == [2, 3]
    assert not sink.chunk(1).is_closed
    assert sink.caching["show/1.json"] == "public, max-age=1"
    advance(chunks, 20_000)
    assert sink.writes.count("show/1.json") == 1

    store.write_segments("show", segments(2))
    advance(chunks, 60_000)
    assert sink.seqs(1) == [2, 3]
    assert sink.chunk(1).is_closed


@pytest.mark.parametrize("has_index", [True, False])
def test_after_a_restart_it_goes_on_where_it_ended(
    store: SqliteStore, sink: RememberingSink, has_index: bool
) -> None:
    show(store, 12, *(late(n, n * 300, n * 300 + n % 7 * 900) for n in range(1, 60)))
    whole = RememberingSink()
    advance(RoomChunks("show", store, whole), 40_000)

    advance(RoomChunks("show", store, sink), 12_000)
    if not has_index:
        del sink.files["show/index.json"]
    advance(RoomChunks("show", store, sink), 40_000)

    chunks = {path: raw for path, raw in whole.files.items() if path[5].isdigit()}
    assert {path: sink.files[path] for path in chunks} == chunks
    assert sink.index() == whole.index()
    assert [path for path in sink.writes if path == "show/2.json"] == ["show/2.json"]


def test_after_a_restart_chunks_that_the_index_does_not_name_are_found(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(store, 12, *(said(n, n * 300) for n in range(1, 60)))
    first = RoomChunks("show", store, sink)
    advance(first, 12_000)
    advance(first, 14_000)
    assert len(sink.index().segments) < len([p for p in sink.files if p[5].isdigit()])

    advance(RoomChunks("show", store, sink), 40_000)

    assert len(sink.index().segments) == 12
    assert sum(counted.messages for counted in sink.index().segments) == 59
    assert len(sink.writes) - len(set(sink.writes)) <= 2  # index and tombstones


def test_a_room_that_lost_its_order_goes_on_after_its_chunks(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(store, 2, said(1, 500), said(2, 2500))
    chunks = RoomChunks("show", store, sink)
    advance(chunks, 4500)
    store.write("show", "second", [said(2, 2600), said(3, 2700)])
    advance(chunks, 5000)
    store.write("show", "second", [said(4, 3000)])

    advance(chunks, 6500)

    assert sink.seqs(0) == [1]
    assert sink.seqs(1) == [2, 3, 4]


def test_a_sink_that_fails_loses_nothing(store: SqliteStore, sink: RememberingSink) -> None:
    show(store, 3, said(1, 500), said(2, 2500), said(3, 4500))
    chunks = RoomChunks("show", store, sink)
    sink.is_broken = True
    for _ in range(2):
        with pytest.raises(SinkFailed):
            advance(chunks, LONG_AFTER_MS)
    sink.is_broken = False
    advance(chunks, 4500)
    sink.is_broken = True
    with pytest.raises(SinkFailed):
        advance(chunks, LONG_AFTER_MS)
    sink.is_broken = False

    advance(chunks, LONG_AFTER_MS)

    assert [sink.seqs(number) for number in range(3)] == [[1], [2], [3]]


def test_a_store_that_fails_is_told(store: SqliteStore, sink: RememberingSink) -> None:
    store.close()

    with pytest.raises(StoreFailed):
        advance(RoomChunks("show", store, sink), 0)


def test_a_room_without_video_has_no_chunks(store: SqliteStore, sink: RememberingSink) -> None:
    store.write("show", "epoch", [said(1, None)])

    assert not advance(RoomChunks("show", store, sink), 0, is_last=True)
    assert not sink.files


def test_it_tells_whether_the_video_goes_on(store: SqliteStore, sink: RememberingSink) -> None:
    show(store, 1)
    chunks = RoomChunks("show", store, sink)

    assert advance(chunks, 5000)
    assert not advance(chunks, 61_000)


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.integers(0, 30_000), st.integers(0, 20_000)), max_size=40),
    st.lists(st.integers(0, 80_000), max_size=5),
)
def test_everything_that_belongs_to_a_segment_is_in_exactly_one_chunk(
    moments: list[tuple[int, int]], looks: list[int]
) -> None:
    """Whenever it is looked, and whenever it is begun anew."""
    in_order = sorted(moments, key=sum)
    said_ms = [late(n, place, place + wait) for n, (place, wait) in enumerate(in_order, 1)]
    sink = RememberingSink()
    with TemporaryDirectory() as folder, closing(SqliteStore(Path(folder) / "chat")) as store:
        show(store, 30, *said_ms)
        for now_ms in [*sorted(looks), LONG_AFTER_MS]:
            advance(RoomChunks("show", store, sink), now_ms)

    found = [seq for number in range(30) for seq in sink.seqs(number)]
    assert sorted(found) == list(range(1, len(moments) + 1))
    for number in range(30):
        for item in sink.chunk(number).items:
            assert item.position_ms is not None
            assert item.position_ms < (number + 1) * 2000
