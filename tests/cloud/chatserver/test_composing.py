"""A node is what its words say, and what can't be is refused in a sentence."""

import asyncio
from pathlib import Path

import pytest

from cloud.chatserver.composing import compose
from cloud.chatserver.options import OptionsRefused, Secrets, ServerOptions
from cloud.chatserver.redislog import RedisLog
from tests.cloud.chatserver.redisserver import RedisServer

OPTIONS = ServerOptions(Secrets("k" * 32, "host", "p4ss"))


def test_a_node_serves_from_redis_and_a_store(home: Path) -> None:
    async def run() -> None:
        server = compose(OPTIONS, redis.url, f"sqlite:{home / 'chat.sqlite3'}", "")
        await server.start()
        assert isinstance(server._log, RedisLog)
        assert await server._log.counts.like("show", 2) == 2, "the password is right"
        assert b"livedesk_chat_redis_echo_seconds" in server.gauges.text()
        await server.close()

    redis = RedisServer(home / "redis", "--requirepass", "p4ss")
    try:
        asyncio.run(run())
    finally:
        redis.kill()


@pytest.mark.parametrize(
    ("redis", "store"),
    [
        ("redis://:s3cret@127.0.0.1:1", ""),
        ("http://127.0.0.1:1", ""),
        ("", "folder:somewhere"),
        ("", "sqlite:"),
    ],
)
def test_words_that_make_no_node_are_refused(redis: str, store: str) -> None:
    with pytest.raises(OptionsRefused) as refusal:
        compose(OPTIONS, redis, store, "")

    assert str(refusal.value).endswith(".")
    assert "s3cret" not in str(refusal.value)


@pytest.mark.parametrize(("store", "chunks"), [(False, "chunks"), (True, "s3://")])
def test_chunks_need_a_store_and_a_place(home: Path, store: bool, chunks: str) -> None:
    with pytest.raises(OptionsRefused) as refusal:
        compose(OPTIONS, "", f"sqlite:{home / 'chat.sqlite3'}" if store else "", chunks)

    assert str(refusal.value).endswith(".")
    assert not (home / "chat.sqlite3").exists()
