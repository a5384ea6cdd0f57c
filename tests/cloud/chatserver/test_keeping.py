import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from cloud.chatserver.keeping import Keeping
from cloud.chatserver.log import Slice
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
    store: SqliteStore,
    sink: RememberingSink | None,
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


def test_without_a_sink_everything_else_is_kept(store: SqliteStore) -> None:
    async def scene(keeping: Keeping) -> None:
        keeping.heard("show", "epoch", [said(1, 500)])

    play(store, None, scene)

    assert store.after("show", 0, 10) == [said(1, 500)]
