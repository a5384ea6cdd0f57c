"""The Redis of the chat server's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cloud.chatserver.redisserver import ALWAYS, RedisServer


@pytest.fixture
def redis_server(home: Path) -> Iterator[RedisServer]:
    """A Redis that keeps nothing."""
    server = RedisServer(home / "redis")
    yield server
    server.kill()


@pytest.fixture
def durable_redis(home: Path) -> Iterator[RedisServer]:
    """A Redis that has written everything to its disk before it answers."""
    server = RedisServer(home / "redis", *ALWAYS)
    yield server
    server.kill()
