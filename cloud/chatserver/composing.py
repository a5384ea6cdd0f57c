"""Puts a node together from the words of its command line."""

from cloud.chatserver.memorycounts import MemoryCounts
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.options import OptionsRefused, ServerOptions
from cloud.chatserver.server import ChatServer


def compose(options: ServerOptions, redis_url: str, store: str, chunks: str) -> ChatServer:
    """Return a server that is not started yet. Raises OptionsRefused."""
    import time

    if redis_url or store or chunks:
        raise OptionsRefused("not yet")
    return ChatServer(options, log=MemoryLog(time.time), counts=MemoryCounts(), store=None)
