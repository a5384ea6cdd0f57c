import asyncio
import gzip
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from starlette.applications import Starlette

from chatclient.wire.envelopes import DeleteBody, Kind
from chatclient.wire.pages import Chunk, ChunkIndex, Replayed, Tombstones
from cloud.chatserver.replayapi import replay_routes
from cloud.chatserver.stores.sqlite import SqliteStore
from tests.fakes.asgi import Reply, ask
from tests.fakes.chatshow import START_MS, about, keep, said

NOW_S = START_MS / 1000 + 200
"""The end of the show, as its last segment ends."""


@pytest.fixture
def store(data_dir: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(data_dir / "chat.sqlite3")
    keep(
        made,
        "show",
        said(1, 10_000, "ハロー"),
        said(2, 9500),
        said(3, 11_000),
        said(4, 100),
        about(5, 60_000, Kind.DELETE, DeleteBody(4)),
    )
    yield made
    made.close()


def get(
    store: SqliteStore, target: str, method: str = "GET", headers: dict[str, str] | None = None
) -> Reply:
    app = Starlette(routes=replay_routes(store, lambda: NOW_S))
    return asyncio.run(ask(app, target, method, headers))


def test_a_span_is_read_by_position(store: SqliteStore) -> None:
    reply = get(store, "/chat/show?from=00:00:09.5&to=00:00:11")

    assert reply.status == 200
    assert reply.headers["content-type"] == "application/json"
    replayed = msgspec.json.decode(reply.body, type=Replayed)
    assert [item.seq for item in replayed.items] == [2, 1]
    assert (replayed.from_ms, replayed.to_ms) == (9500, 11_000)


def test_a_cursor_goes_on_after_a_number(store: SqliteStore) -> None:
    reply = get(store, "/chat/show?from=00:00:09&to=00:00:12&after=1")

    replayed = msgspec.json.decode(reply.body, type=Replayed)
    assert [item.seq for item in replayed.items] == [2, 3]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "bad_request"),
        ("from=00:00:10", "bad_request"),
        ("from=00:00:10&to=00:00:09", "bad_request"),
        ("from=00:00:10&to=banana", "bad_request"),
        ("from=00:00:00&to=00:01:01", "too_large"),
        ("from=00:00:00&to=999:00:00", "too_large"),
        ("from=00:00:00&to=00:00:01&after=-5", "bad_request"),
        ("from=%00&to=%ff", "bad_request"),
    ],
)
def test_what_can_not_be_read_is_refused_by_code_and_sentence(
    store: SqliteStore, query: str, code: str
) -> None:
    reply = get(store, f"/chat/show?{query}")

    assert reply.status == 400
    said = msgspec.json.decode(reply.body, type=dict[str, object])
    assert said["code"] == code
    assert str(said["message"]).endswith(".")
    assert said["ok"] is False


@pytest.mark.parametrize(
    "target",
    [
        "/chat/other?from=00:00:00&to=00:00:01",
        "/chat/show/9999.json",
        f"/chat/show/{10**30}.json",
        "/chat/other/index.json",
        "/chat/other/tombstones.json",
        "/chat/-bad-/index.json",
        "/chat/" + "x" * 65 + "/index.json",
    ],
)
def test_what_is_not_there_is_not_found_for_a_short_while(store: SqliteStore, target: str) -> None:
    reply = get(store, target)

    assert reply.status == 404
    assert reply.headers["cache-control"] == "public, max-age=5"


def test_a_chunk_is_read_by_media_sequence(store: SqliteStore) -> None:
    chunk = msgspec.json.decode(get(store, "/chat/show/5.json").body, type=Chunk)

    assert [item.seq for item in chunk.items] == [1, 3]
    assert chunk.is_closed


def test_an_empty_chunk_is_there(store: SqliteStore) -> None:
    reply = get(store, "/chat/show/0.json")

    assert reply.status == 200
    assert msgspec.json.decode(reply.body, type=Chunk).items == ()


@pytest.mark.parametrize(
    ("target", "caching"),
    [
        ("/chat/show/5.json", "public, max-age=31536000, immutable"),
        ("/chat/show/99.json", "public, max-age=1"),
        ("/chat/show/101.json", "public, max-age=1"),
        ("/chat/show?from=00:00:00&to=00:01:00", "public, max-age=3600"),
        ("/chat/show?from=00:02:30&to=00:03:10", "public, max-age=1"),
        ("/chat/show/index.json", "public, max-age=5"),
        ("/chat/show/tombstones.json", "public, max-age=10"),
    ],
)
def test_a_reply_says_how_long_it_stays_right(
    store: SqliteStore, target: str, caching: str
) -> None:
    assert get(store, target).headers["cache-control"] == caching


def test_the_index_names_every_segment(store: SqliteStore) -> None:
    index = msgspec.json.decode(get(store, "/chat/show/index.json").body, type=ChunkIndex)

    assert len(index.segments) == 100
    assert index.segments[5].messages == 2


def test_tombstones_name_what_was_taken_down(store: SqliteStore) -> None:
    reply = get(store, "/chat/show/tombstones.json")

    assert msgspec.json.decode(reply.body, type=Tombstones) == Tombstones("show", (4,))


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_what_a_client_has_already_is_not_sent_again(store: SqliteStore, form: str) -> None:
    etag = get(store, "/chat/show/5.json").headers["etag"]

    reply = get(store, "/chat/show/5.json", headers={"If-None-Match": form.format(etag)})

    assert (reply.status, reply.body) == (304, b"")
    assert reply.headers["etag"] == etag
    assert etag.startswith('"')


def test_a_large_reply_is_sent_smaller_under_another_tag(store: SqliteStore) -> None:
    whole = get(store, "/chat/show/index.json")
    asking = {"Accept-Encoding": "br, gzip"}

    reply = get(store, "/chat/show/index.json", headers=asking)

    assert reply.headers["content-encoding"] == "gzip"
    assert gzip.decompress(reply.body) == whole.body
    assert reply.headers["etag"] != whole.headers["etag"]
    assert reply.headers["vary"] == whole.headers["vary"] == "Accept-Encoding"
    again = asking | {"If-None-Match": reply.headers["etag"]}
    assert get(store, "/chat/show/index.json", headers=again).status == 304
    small = get(store, "/chat/show/0.json", headers=asking)
    assert "content-encoding" not in small.headers


def test_another_content_has_another_tag(store: SqliteStore) -> None:
    etag = get(store, "/chat/show/5.json").headers["etag"]
    store.write("show", "epoch", [said(6, 10_500)])

    assert get(store, "/chat/show/5.json", headers={"If-None-Match": etag}).status == 200


def test_the_head_alone_can_be_asked_for(store: SqliteStore) -> None:
    reply = get(store, "/chat/show/5.json", method="HEAD")

    assert reply.status == 200
    assert int(reply.headers["content-length"]) > 0


def test_nothing_is_written_through_it(store: SqliteStore) -> None:
    assert get(store, "/chat/show/5.json", method="POST").status == 405


def test_a_store_that_fails_is_named_unavailable(store: SqliteStore) -> None:
    store.close()

    reply = get(store, "/chat/show/5.json")

    assert reply.status == 503
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["retry-after"] == "2"
    assert isinstance(reply.json(), dict)
