"""Puts a node together from the words of its command line."""

import time
from typing import TYPE_CHECKING

from cloud.chatserver.chunksinks import UnknownSink, sink_for
from cloud.chatserver.log import RoomLog, SharedCounts
from cloud.chatserver.memorycounts import MemoryCounts
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.options import OptionsRefused, ServerOptions
from cloud.chatserver.server import ChatServer
from cloud.chatserver.store import Store
from cloud.chatserver.stores.opening import UnknownStore, store_for

if TYPE_CHECKING:
    from cloud.chatserver.redislog import RedisLog


def compose(options: ServerOptions, redis_url: str, store: str, chunks: str) -> ChatServer:
    """Return a server that is not started yet. Raises OptionsRefused, and StoreFailed."""
    if chunks and not store:
        raise OptionsRefused("--chunks are made of what a store has: name a --store as well.")
    try:
        sink = sink_for(chunks) if chunks else None
        kept = store_for(store) if store else None
    except (UnknownStore, UnknownSink) as error:
        raise OptionsRefused(str(error)) from None
    shared = _shared(redis_url, options, kept) if redis_url else None
    log: RoomLog = shared or MemoryLog(time.time, kept)
    counts: SharedCounts = shared.counts if shared else MemoryCounts()
    server = ChatServer(options, log=log, counts=counts, store=kept, chunk_sink=sink)
    if shared is not None:
        what = "A node's word to itself through Redis"
        server.gauges.watch("redis_echo_seconds", what, lambda: shared.echo_lag_s)
    return server


def _shared(url: str, options: ServerOptions, store: Store | None) -> "RedisLog":
    from cloud.chatserver.redislog import RedisLog  # a node that is alone does without

    try:
        return RedisLog(url, options.secrets.redis_password, store)
    except ValueError as error:
        raise OptionsRefused(f"{error}.") from None
