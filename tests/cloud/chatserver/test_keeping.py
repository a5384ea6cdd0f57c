import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import boto3
import msgspec
import pytest
from moto import mock_aws
from starlette.applications import Starlette

from chatclient.wire.pages import Chunk, ChunkIndex
from cloud.chatserver.chunksinks import ChunkSink, S3Sink
from cloud.chatserver.keeping import Keeping
from cloud.chatserver.log import Slice
from cloud.chatserver.store import Store
from cloud.chatserver.stores.dynamodb import DynamoStore
from cloud.chatserver.stores.dynamotable import table_definition
from cloud.chatserver.stores.sqlite import SqliteStore
from tests.fakes.asgi import ask
from tests.fakes.chatshow import START_MS, said, segments
from tests.fakes.chunksink import RememberingSink


@pytest.fixture
def store(data_dir: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(data_dir / "chat.sqlite3")
    yield made
    made.close()


async def read(room: str, after: int, limit: int) -> Slice:
    return Slice("epoch", 0, 1, ())


def play(
    store: Store,
    sink: ChunkSink | None,
    scene: Callable[[Keeping], Awaitable[None]],
) -> None:
    async def whole() -> None:
        keeping = Keeping(store, read, lambda room: None, sink, lambda: START_MS / 1000 + 60)
        keeping.start()
        try:
            await scene(keeping)
        finally:
            await keeping.close()

    asyncio.run(whole())


def test_what_is_heard_is_kept_replayed_and_cut_into_chunks(store: SqliteStore) -> None:
    sink = RememberingSink()

    async def scene(keeping: Keeping) -> None:
        keeping.heard("show", "epoch", [said(1, 500)])
        keeping.segments("show", segments(1))
        await asyncio.to_thread(sink.wait_until, lambda: "show/0.json" in sink.files)
        reply = await ask(Starlette(routes=keeping.routes), "/chat/show/0.json")
        assert reply.status == 200
        assert keeping.kept("show") == 1
        assert keeping.lag.messages == 0

    play(store, sink, scene)

    assert sink.seqs(0) == [1]


def test_the_same_in_the_cloud() -> None:
    names = {
        "region_name": "us-east-1",
        "aws_access_key_id": "test",
        "aws_secret_access_key": "test",
    }
    with mock_aws():
        tables, buckets = boto3.client("dynamodb", **names), boto3.client("s3", **names)
        tables.create_table(**table_definition("chat"))
        buckets.create_bucket(Bucket="show")
        sink = S3Sink("show", "chat", buckets)

        async def scene(keeping: Keeping) -> None:
            keeping.heard("show", "epoch", [said(1, 500), said(2, 2500)])
            keeping.segments("show", segments(2))

        # Closing writes everything that is due.
        play(DynamoStore("chat", tables), sink, scene)
        chunk = msgspec.json.decode(sink.read("show/1.json") or b"", type=Chunk)
        index = msgspec.json.decode(sink.read("show/index.json") or b"", type=ChunkIndex)
        tables.close()
        buckets.close()

    assert [item.seq for item in chunk.items] == [2]
    assert [counted.messages for counted in index.segments] == [1, 1]


def test_without_a_sink_everything_else_is_kept(store: SqliteStore) -> None:
    async def scene(keeping: Keeping) -> None:
        keeping.heard("show", "epoch", [said(1, 500)])

    play(store, None, scene)

    assert store.after("show", 0, 10) == [said(1, 500)]
