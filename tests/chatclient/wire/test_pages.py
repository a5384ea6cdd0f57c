import msgspec
import pytest

from chatclient.wire.envelopes import Envelope, RoomSettings
from chatclient.wire.pages import (
    LATEST_SIZE,
    PAGE_SIZE,
    Chunk,
    ChunkIndex,
    Counted,
    Latest,
    LogPage,
    Replayed,
    Segment,
    Tombstones,
)

ITEMS = (Envelope(7, "msg", 5, 62_000, 31),)


@pytest.mark.parametrize(
    "page",
    [
        Latest("e", 7, 2000, ITEMS, gaps=((1, 6),), settings=RoomSettings(slow_s=3), now_ms=9),
        LogPage("e", 0, ITEMS, True),
        Chunk("show", 31, 62_000, 2_000, ITEMS),
        Chunk("show", 32, 64_000, 2_000, (), is_closed=False),
        ChunkIndex("show", "e", (Counted(Segment(31, 5, 2_000, 62_000, True), 3, 2, 1),)),
        Tombstones("show", (3, 9)),
        Replayed("show", 0, 60_000, ITEMS, 7),
    ],
)
def test_what_is_read_over_http_comes_back_as_it_was(page: msgspec.Struct) -> None:
    assert msgspec.json.decode(msgspec.json.encode(page), type=type(page)) == page


def test_an_empty_chunk_has_an_empty_list() -> None:
    assert b'"items":[]' in msgspec.json.encode(Chunk("show", 31, 0, 2_000, ()))


def test_the_newest_are_more_than_a_page() -> None:
    assert LATEST_SIZE > PAGE_SIZE  # so that a client that polls needs no page at an ordinary pace
