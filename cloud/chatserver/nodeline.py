"""The command line of a node: what it is told, and how it runs until a signal.

Prints one JSON line with its address once it can be reached. SIGTERM and SIGINT drain it: clients
are sent away within a while, then it ends with 0; a second signal ends it at once. Exit codes: 2
for what it was told, 1 when what it needs can't be reached.
"""

import argparse
import asyncio
import contextlib
import gc
import json
import logging
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import uvicorn

from cloud.chatserver.composing import compose
from cloud.chatserver.log import LogUnavailable
from cloud.chatserver.options import (
    OptionsRefused,
    ServerOptions,
    own_secrets,
    read_secrets,
)
from cloud.chatserver.server import ChatServer
from cloud.chatserver.serving import uvicorn_config
from cloud.chatserver.store import StoreFailed

USAGE, FAILED = 2, 1


def main(arguments: Sequence[str]) -> int:
    """Run a node until it is told to end; return its exit code."""
    options = parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    allow_connections()
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            return runner.run(_run(options))
    except OptionsRefused as error:
        sys.stderr.write(f"chatserver: {error}\n")
        return USAGE
    except (LogUnavailable, StoreFailed, OSError) as error:
        sys.stderr.write(f"chatserver: {error}\n")
        return FAILED


def parser() -> argparse.ArgumentParser:
    """Return the parser of a node's words."""
    words = argparse.ArgumentParser(prog="livedesk chatserver", description="Run a chat server.")
    words.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    words.add_argument("--port", type=int, default=8787, help="port; 0: any that is free (8787)")
    words.add_argument("--redis", default="", metavar="URL", help="one order for many nodes")
    words.add_argument("--store", default="", metavar="sqlite:PATH|dynamodb:TABLE")
    words.add_argument("--chunks", default="", metavar="DIR|s3://BUCKET/PREFIX")
    words.add_argument("--secrets", type=Path, metavar="FILE", help="JSON, mode 0600")
    words.add_argument("--guests", action="store_true", help="anybody may have a viewer's token")
    words.add_argument("--origin", action="append", default=[], help="page that may connect")
    words.add_argument("--behind-proxy", action="store_true", help="believe X-Forwarded-For")
    words.add_argument("--drain", type=float, default=30.0, metavar="SECONDS")
    return words


def allow_connections() -> None:
    """Let this process have as many connections as the system allows, not the usual 1,024."""
    if sys.platform == "win32":
        return
    import resource  # it is not there on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):  # it stays as it is
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _loop_factory() -> type[asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop  # it is not there on Windows

    return uvloop.Loop


async def _run(words: argparse.Namespace) -> int:
    if urlsplit(words.redis).password:
        raise OptionsRefused("The Redis address holds a password; put it into --secrets FILE.")
    options = ServerOptions(
        secrets=read_secrets(words.secrets) if words.secrets else own_secrets(),
        guests=words.guests,
        origins=tuple(words.origin),
        behind_proxy=words.behind_proxy,
        drain_s=max(0.0, words.drain),
    )
    server = compose(options, words.redis, words.store, words.chunks)
    try:
        await server.start()
        with _listening(words.host, words.port) as listening:
            _calm_garbage()
            node = _Node(server, listening)
            await node.serve(sockets=[listening])
    finally:
        await server.close()
    return 0


def _calm_garbage() -> None:
    """Look for garbage in small steps: a whole look at thousands of clients is a long pause.

    Connections leave none (`engine`, `framesocket`), so what is old needs a look only rarely.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 8, 1_000)


def _listening(host: str, port: int) -> socket.socket:
    """Listen; on `::`, to IPv4 as well."""
    if ":" not in host:
        return socket.create_server((host, port))
    both = host == "::" and socket.has_dualstack_ipv6()
    return socket.create_server((host, port), family=socket.AF_INET6, dualstack_ipv6=both)


class _Node(uvicorn.Server):
    """uvicorn, but a signal drains it first."""

    def __init__(self, server: ChatServer, listening: socket.socket) -> None:
        super().__init__(uvicorn_config(server.app, server.gate))
        self._chat = server
        self._address = listening.getsockname()
        self._draining: asyncio.Task[None] | None = None
        self._loop = asyncio.get_running_loop()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        host, port = self._address[:2]
        shown = f"[{host}]" if ":" in host else host
        sys.stdout.write(json.dumps({"url": f"http://{shown}:{port}", "port": port}) + "\n")
        sys.stdout.flush()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self._draining is not None:
            self.force_exit = self.should_exit = True
        self._loop.call_soon_threadsafe(self._drain)

    def _drain(self) -> None:
        if self._draining is None:
            self._draining = asyncio.create_task(self._drained(), name="chat-drain")

    async def _drained(self) -> None:
        await self._chat.drain()
        self.should_exit = True
