"""What the store has serves old pages and refilling, and decides what a stream may lose."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from chatclient.wire.envelopes import Envelope, Kind
from cloud.chatserver.log import LogUnavailable, numbered
from cloud.chatserver.redisarchive import Archive, joined, kept_name
from cloud.chatserver.redislog import RedisLog
from cloud.chatserver.redisring import CAPACITY
from cloud.chatserver.redisroad import Road
from cloud.chatserver.redisroom import Room
from cloud.chatserver.stores.sqlite import SqliteStore
from tests.cloud.chatserver.heardtail import HeardTail, said
from tests.cloud.chatserver.redisnodes import PATIENCE, PULSE
from tests.cloud.chatserver.redisserver import RedisServer


def _items(*seqs: int) -> list[Envelope]:
    return [Envelope(seq, Kind.NOTICE, 0) for seq in seqs]


def _seqs(items: Sequence[Envelope]) -> list[int]:
    return [item.seq for item in items]


def test_without_a_store_nothing_is_kept() -> None:
    async def run() -> None:
        archive = Archive(None)
        assert await archive.beyond("r", 0) == []
        assert await archive.after("r", 0, 5) == []
        assert await archive.first("r", 7) == 7

    asyncio.run(run())


def test_a_store_gives_back_what_is_beyond_a_number_with_its_names(home: Path) -> None:
    async def run() -> None:
        store = SqliteStore(home / "chat.sqlite3")
        store.write("r", "e", [numbered(said(str(n)), n) for n in range(1, 1_501)])
        archive = Archive(store)

        found = await archive.beyond("r", 300)

        assert [entry.envelope.seq for entry in found] == list(range(301, 1_501))
        assert found[0].name == "aki/301"
        assert await archive.first("r", 900) == 1
        store.close()

    asyncio.run(run())


def test_a_store_that_fails_makes_the_log_unavailable(home: Path) -> None:
    async def run() -> None:
        store = SqliteStore(home / "chat.sqlite3")
        store.close()
        with pytest.raises(LogUnavailable):
            await Archive(store).after("r", 0, 5)

    asyncio.run(run())


def test_what_the_store_and_the_log_have_is_joined_without_doubles() -> None:
    assert _seqs(joined(_items(1, 2, 3), _items(3, 4), 10)) == [1, 2, 3, 4]
    assert _seqs(joined(_items(1, 2, 3), _items(3, 4), 2)) == [1, 2]
    assert _seqs(joined(_items(1, 2), [], 10)) == [1, 2]
    assert _seqs(joined([], _items(4), 10)) == [4]


def test_a_message_says_itself_under_which_name_it_was_numbered() -> None:
    assert kept_name(numbered(said("x"), 1)) == "aki/x"
    assert kept_name(Envelope(1, Kind.NOTICE, 0)) == ""


def test_a_stream_is_trimmed_below_what_the_store_has_and_pages_are_still_whole(
    redis_server: RedisServer, home: Path
) -> None:
    async def run() -> None:
        store = SqliteStore(home / "chat.sqlite3")
        log = RedisLog(redis_server.url, store=store, patience=PATIENCE, pulse=PULSE)
        tail, road = HeardTail(), Road(redis_server.url)
        await log.start(tail)
        epoch = (await log.open("r")).epoch
        room, archive = Room("r"), Archive(store)
        room.begin(epoch, CAPACITY + 900, 1, [])
        await log.append("r", [said(str(n)) for n in range(600)])
        await archive.trim(road, [room])
        assert await road.call([("XLEN", room.keys.log)]) == [600], "the store has nothing yet"

        await tail.until(lambda: len(tail.seqs()) == 600)
        store.write("r", epoch, tail.items["r"])
        await archive.trim(road, [room])
        [left] = await road.call([("XLEN", room.keys.log)])
        assert left < 200

        await log.release("r")
        page = await log.read("r", 10, 5)
        assert (_seqs(page.items), page.first, page.gaps) == ([11, 12, 13, 14, 15], 1, ())
        across = await log.read("r", 0, 600)
        assert _seqs(across.items) == list(range(1, 601))
        await road.close()
        await log.close()
        store.close()

    asyncio.run(run())
