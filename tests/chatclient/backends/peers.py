"""What a test of a backend needs of the other end, and Livedesk's own chat server as one."""

import asyncio
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import uvicorn

from chatclient.backends.base import Backend
from chatclient.settings import Token
from chatclient.wire.answers import Answer
from chatclient.wire.envelopes import Role, User
from chatclient.wire.pages import Segment
from chatclient.wire.requests import Delete, Request, Send, Settings
from cloud.chatserver.memorycounts import MemoryCounts
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.options import ServerOptions, own_secrets
from cloud.chatserver.ratelimits import Rate, Rates
from cloud.chatserver.replayapi import replay_routes
from cloud.chatserver.server import ChatServer
from cloud.chatserver.serving import uvicorn_config
from cloud.chatserver.stores.sqlite import SqliteStore
from cloud.chatserver.tokens import Claims
from tests.fakes.loopthread import LoopThread
from tests.fakes.relay import Relay

LIVE = "show"
ME = User("hana", "Hana")
UNLIMITED = Rate(10_000.0, 10_000.0)


class Peer(Protocol):
    """A service, the road to it, and somebody else who uses it. Methods block."""

    backend: Backend
    """Reaches the service over the road."""
    given: list[str]
    """Every secret that was handed out."""

    checks_entry: bool
    """Who shows a wrong token does not come in."""
    refused_text: str
    """Said by `ME`, the service refuses it."""

    def tokens(self) -> Token:
        """Return a fresh token for `ME`, a viewer: a TokenSource."""
        ...

    def forge_tokens(self) -> None:
        """Hand out tokens that the service refuses, from now on."""
        ...

    def say(self, text: str) -> None:
        """Say something as somebody else; returns once the service has it."""
        ...

    def delete(self, text: str) -> None:
        """Take a message down that was said before, as somebody else."""
        ...

    def cut(self) -> None:
        """End the connection as a lost network does."""
        ...

    def block(self) -> None:
        """Let nobody connect; the service goes on."""
        ...

    def unblock(self) -> None:
        """Let people connect again."""
        ...

    def hold_up(self) -> None:
        """Let nothing pass, though everything stays connected."""
        ...

    def pass_on(self) -> None:
        """Let everything pass again."""
        ...

    def close(self) -> None:
        """End all of it."""
        ...


class NodePeer:
    """Livedesk's own chat server behind a relay."""

    refused_text = "buy spam"

    def __init__(
        self,
        folder: Path,
        backend_to: Callable[[str], Backend],
        *,
        checks_entry: bool = True,
        max_clients: int = 1000,
    ) -> None:
        self.checks_entry = checks_entry
        self._max_clients = max_clients
        self.given: list[str] = []
        self._folder = folder
        self._secrets = own_secrets()
        self._is_forging = False
        self._numbers: dict[str, int] = {}
        self._thread = LoopThread("chat-node")
        self._relay = Relay()
        self._http: uvicorn.Server | None = None
        self._serving: asyncio.Task[None] | None = None
        self.start()
        self.backend = backend_to(self.url)
        assert self.ask(Settings(words=("spam",)), "mo", Role.MODERATOR).ok

    @property
    def url(self) -> str:
        """Where the relay listens."""
        return f"http://127.0.0.1:{self._relay.port}"

    def start(self) -> None:
        """Start the server."""
        self._thread.run(self._start())

    def stop(self) -> None:
        """Stop the server in order; what was said is kept."""
        self._thread.run(self._stop())

    def tokens(self) -> Token:
        token = self.server.tokens.mint(ME, LIVE, ME.role)
        if self._is_forging:
            token = token[:-8] + "forgedxx"
        self.given.append(token)
        return Token(token)

    def forge_tokens(self) -> None:
        self._is_forging = True

    def say(self, text: str, user: str = "ben") -> None:
        send = Send(f"{user}-{len(self._numbers)}", text)
        self._numbers[text] = self.ask(send, user).seq

    def delete(self, text: str) -> None:
        assert self.ask(Delete(self._numbers[text]), "mo", Role.MODERATOR).ok

    def ask(self, request: Request, user: str, role: Role = Role.VIEWER) -> Answer:
        """Ask the server for something as somebody else."""
        token = self.server.tokens.mint(User(user, user.title()), LIVE, role)
        claims: Claims = self.server.tokens.check(token)
        return self._thread.run(self.server.answer(LIVE, request, claims))

    def cut(self) -> None:
        self._thread.run(self._on_loop(self._relay.cut))

    def block(self) -> None:
        self._thread.run(self._relay.block())

    def unblock(self) -> None:
        self._thread.run(self._relay.open(self._port))

    def hold_up(self) -> None:
        self._thread.run(self._on_loop(lambda: self._relay.hold_up(True)))

    def pass_on(self) -> None:
        self._thread.run(self._on_loop(lambda: self._relay.hold_up(False)))

    def append_segments(self, count: int, duration_ms: int = 2000) -> None:
        """Let a video of so many segments begin now."""
        start_ms = int(time.time() * 1000) - 1000
        for number in range(count):
            at_ms = start_ms + number * duration_ms
            segment = Segment(number, at_ms, duration_ms, number * duration_ms)
            self._thread.run(self.server.append_segment(LIVE, segment))

    def drain(self) -> None:
        """Send all clients away."""
        self._thread.run(self.server.drain())

    def close(self) -> None:
        self.block()
        self.stop()
        self._thread.close()

    async def _on_loop(self, what: Callable[[], None]) -> None:
        what()

    async def _start(self) -> None:
        store = SqliteStore(self._folder / "chat.sqlite")
        options = ServerOptions(
            self._secrets,
            drain_s=0.1,
            max_clients=self._max_clients,
            rates=Rates(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED),
        )
        log = MemoryLog(time.time, store)
        self.server = ChatServer(
            options, log=log, counts=MemoryCounts(), store=store, routes=replay_routes(store)
        )
        await self.server.start()
        listening = socket.create_server(("127.0.0.1", 0))
        self._port = listening.getsockname()[1]
        self._http = uvicorn.Server(uvicorn_config(self.server.app, self.server.gate))
        self._serving = asyncio.create_task(self._http.serve([listening]))
        await self._relay.open(self._port)

    async def _stop(self) -> None:
        assert self._http
        assert self._serving
        await self.server.close()
        self._http.should_exit = True
        await self._serving
