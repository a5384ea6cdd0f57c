import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

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

    assert sink.chunk(0) == Chunk("show", 0, 0, 2000, (said(1, 500), said(2, 1999)), False)
    assert sink.caching["show/0.json"] == "public, max-age=5"
    assert "show/1.json" not in sink.files
    advance(chunks, 6500)
    assert sink.seqs(1) == [3]


def test_it_is_closed_for_good_when_nobody_can_be_so_far_behind(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(store, 1, said(1, 500))
    chunks = RoomChunks("show", store, sink)

    advance(chunks, 36_999)
    assert not sink.chunk(0).is_closed
    advance(chunks, 37_000)

    assert sink.chunk(0).is_closed
    assert sink.caching["show/0.json"] == "public, max-age=31536000, immutable"
    for now_ms in range(38_000, 200_000, 1000):
        advance(chunks, now_ms)
    assert sink.writes.count("show/0.json") == 2


def test_what_viewers_who_are_behind_say_is_added_where_they_were(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(store, 1, said(1, 500))
    chunks = RoomChunks("show", store, sink)
    advance(chunks, 4500)
    store.write("show", "epoch", [said(2, 400)])

    advance(chunks, 5000)
    assert sink.seqs(0) == [1]
    advance(chunks, 14_500)
    assert sink.seqs(0) == [2, 1]
    assert sink.index().segments[0].messages == 2
    store.write("show", "epoch", [said(3, 300)])
    advance(chunks, 37_000)

    assert sink.seqs(0) == [3, 2, 1]
    assert sink.index().segments[0].messages == 3


def test_a_segment_in_which_nobody_spoke_has_an_empty_chunk(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(store, 3, said(1, 500))

    advance(RoomChunks("show", store, sink), LONG_AFTER_MS)

    assert sink.seqs(2) == []
    assert sink.chunk(2).is_closed


def test_a_long_show_that_nobody_cut_is_cut_in_turns(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(store, 120, said(1, 500), said(2, 239_000))
    chunks = RoomChunks("show", store, sink)

    assert advance(chunks, LONG_AFTER_MS)
    assert advance(chunks, LONG_AFTER_MS)
    assert not advance(chunks, LONG_AFTER_MS, is_last=True)

    assert len(sink.index().segments) == 120
    assert sink.seqs(119) == [2]
    assert len(sink.writes) == 120 + 3  # each once, the index twice, and the tombstones


def test_what_is_written_for_good_does_not_depend_on_when_it_is_done(
    store: SqliteStore, sink: RememberingSink
) -> None:
    show(store, 12, *(said(n, n * 300) for n in range(1, 60)))
    step_by_step, at_once = RoomChunks("show", store, sink), RememberingSink()

    for now_ms in range(0, 70_000, 500):
        advance(step_by_step, now_ms)
    advance(RoomChunks("show", store, at_once), 70_000)

    assert sink.files == at_once.files
    assert all(sink.chunk(number).is_closed for number in range(12))


def test_the_index_names_written_segments_with_their_counts(
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

    for now_ms in range(0, 100_000, 500):
        advance(chunks, now_ms)
    writes = sink.writes.count("show/index.json")
    advance(chunks, 110_000, is_last=True)

    assert 15 <= writes <= 21
    assert len(sink.index().segments) == 30


def test_what_was_taken_down_is_not_in_the_chunk(store: SqliteStore, sink: RememberingSink) -> None:
    show(store, 1, said(1, 500, "bad"), said(2, 600, "worse"))
    chunks = RoomChunks("show", store, sink)
    advance(chunks, 4500)
    assert sink.seqs(0) == [1, 2]
    assert sink.tombstones().seqs == ()

    store.write("show", "epoch", [about(3, 5000, Kind.DELETE, DeleteBody(1))])
    advance(chunks, 14_500)
    assert sink.seqs(0) == [2]
    advance(chunks, 40_000)
    store.write("show", "epoch", [about(4, 5000, Kind.DELETE, DeleteBody(2))])
    advance(chunks, 90_000)

    assert sink.seqs(0) == [2], "it is closed, so that only the tombstones can say it"
    assert sink.tombstones().seqs == (1, 2)
    assert sink.caching["show/tombstones.json"] == "public, max-age=10"


@pytest.mark.parametrize("stop_ms", [0, 12_000, 50_000, 60_000])
@pytest.mark.parametrize("has_index", [True, False])
def test_after_a_restart_it_goes_on_where_it_ended(
    store: SqliteStore, sink: RememberingSink, stop_ms: int, has_index: bool
) -> None:
    show(store, 12, *(said(n, n * 300) for n in range(1, 60)))
    whole = RememberingSink()
    advance(RoomChunks("show", store, whole), 90_000)

    first = RoomChunks("show", store, sink)
    for now_ms in range(0, stop_ms, 1000):
        advance(first, now_ms)
    if not has_index:
        sink.files.pop("show/index.json", None)
    closed = [
        path
        for path in sink.files
        if path[5].isdigit() and b'"is_closed":f' not in sink.files[path]
    ]
    sink.writes.clear()
    second = RoomChunks("show", store, sink)
    advance(second, 90_000, is_last=True)

    assert sink.files == whole.files
    assert not set(closed) & set(sink.writes), "a closed chunk is never written again"


def test_a_room_that_lost_its_order_goes_on(store: SqliteStore, sink: RememberingSink) -> None:
    show(store, 2, said(1, 500), said(2, 2500), about(3, 2500, Kind.DELETE, DeleteBody(1)))
    chunks = RoomChunks("show", store, sink)
    advance(chunks, 4500)
    store.write("show", "second", [said(2, 2600), said(3, 2700)])

    advance(chunks, 50_000, is_last=True)

    assert sink.seqs(0) == [1]
    assert sink.seqs(1) == [2, 3]
    assert sink.index().epoch == "second"
    assert sink.tombstones().seqs == ()


def test_a_sink_that_fails_loses_nothing(store: SqliteStore, sink: RememberingSink) -> None:
    show(store, 3, said(1, 500), said(2, 2500), said(3, 4500))
    chunks = RoomChunks("show", store, sink)
    for now_ms in (0, 4500, 20_000, 40_000, 50_000):
        sink.is_broken = True
        with contextlib.suppress(SinkFailed):
            advance(chunks, now_ms, is_last=True)
        sink.is_broken = False
        advance(chunks, now_ms)

    assert [sink.seqs(number) for number in range(3)] == [[1], [2], [3]]
    assert all(sink.chunk(number).is_closed for number in range(3))


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
