"""The managed chats of this machine on a thread of their own, and the doors beside them."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import uvicorn

from cloud.practice.managedchat.app import Keys, ManagedChats
from cloud.practice.managedchat.knobs import Knobs
from cloud.practice.managedchat.serving import listen, uvicorn_config
from tests.fakes.asgi import ask
from tests.fakes.loopthread import LoopThread

_T = TypeVar("_T")


class ManagedService:
    """Both chats on one port; methods block."""

    def __init__(self, *, keep_alive_s: float = 60.0, tls: tuple[Path, Path] | None = None) -> None:
        """`tls`: files of a certificate and its key; `tls_port` speaks with it then."""
        self.keys = Keys()
        self.thread = LoopThread("managed-chat")
        self.port = self.tls_port = 0
        self._servers: list[uvicorn.Server] = []
        self.thread.run(self._start(keep_alive_s, tls))

    @property
    def http_url(self) -> str:
        """Where AppSync's HTTP side and the doors are."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def ws_url(self) -> str:
        """Where websockets are."""
        return f"ws://127.0.0.1:{self.port}"

    def post(self, path: str, body: object, *, key: str = "") -> Any:
        """Ask a door with the service's key; return the answer."""
        headers = {"authorization": f"Bearer {key or self.keys.service_key}", "host": "127.0.0.1"}
        raw = msgspec.json.encode(body)
        reply = self.thread.run(ask(self.chats.app, path, "POST", headers, raw))
        return reply.json()

    def publish(self, channel: str, *events: object) -> Any:
        """Publish over HTTP with the API key."""
        headers = {"x-api-key": self.keys.api_key, "host": "127.0.0.1"}
        texts = [msgspec.json.encode(event).decode() for event in events]
        raw = msgspec.json.encode({"channel": channel, "events": texts})
        return self.thread.run(ask(self.chats.app, "/event", "POST", headers, raw)).json()

    def turn(self, knobs: Knobs) -> None:
        """Let faults be in force."""
        self.on_loop(lambda: self.chats.board.turn(knobs))

    def on_loop(self, what: Callable[[], _T]) -> _T:
        """Do something on the service's own loop."""

        async def do() -> _T:
            return what()

        return self.thread.run(do())

    def close(self) -> None:
        """End it."""
        self.thread.run(self._stop())
        self.thread.close()

    async def _start(self, keep_alive_s: float, tls: tuple[Path, Path] | None) -> None:
        self.chats = ManagedChats(self.keys, keep_alive_s=keep_alive_s)
        self.port = await self._serve()
        if tls:
            self.tls_port = await self._serve(ssl_certfile=tls[0], ssl_keyfile=tls[1])

    async def _serve(self, **given: Any) -> int:
        """Start a server by its parts: as a whole it takes its time to end."""
        listening = listen(0)
        config = uvicorn_config(self.chats.app, **given)
        config.load()
        server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        await server.startup([listening])
        self._servers.append(server)
        return int(listening.getsockname()[1])

    async def _stop(self) -> None:
        """Cut everybody off, and wait until that was noticed."""
        for server in self._servers:
            for listening in server.servers:
                listening.close()
            for connection in tuple(server.server_state.connections):
                connection.transport.abort()
            if left := tuple(server.server_state.tasks):
                await asyncio.wait(left, timeout=30)
