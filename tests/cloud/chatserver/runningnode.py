"""A node that serves on this process's loop, and connections to it that may say anything."""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from websockets.asyncio.client import ClientConnection, connect

from chatclient.wire.envelopes import Role, User
from cloud.chatserver.log import Clock
from cloud.chatserver.memorycounts import MemoryCounts
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.options import Secrets, ServerOptions
from cloud.chatserver.server import ChatServer
from cloud.chatserver.serving import uvicorn_config
from tests.cloud.chatserver.roomtalk import ROOM

HOST_KEY = "the-host-key"
SECRETS = Secrets("signing-key-of-the-node-in-the-test-01", HOST_KEY)
PATIENCE_S = 30.0


def server_of(clock: Clock = time.time, **options: Any) -> ChatServer:
    """Return a server that is alone and keeps nothing; it is not started."""
    told = ServerOptions(**({"secrets": SECRETS} | options))
    return ChatServer(told, log=MemoryLog(clock), counts=MemoryCounts(), store=None, clock=clock)


@asynccontextmanager
async def serving(server: ChatServer) -> AsyncIterator[int]:
    """Serve on a free port; yields it."""
    await server.start()
    async with listening(uvicorn_config(server.app, server.gate)) as port:
        try:
            yield port
        finally:
            await server.close()


@asynccontextmanager
async def listening(config: uvicorn.Config) -> AsyncIterator[int]:
    """Let uvicorn serve on a free port; not by serve(), which would take the test's signals."""
    config.load()
    node = uvicorn.Server(config)
    node.lifespan = config.lifespan_class(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        await node.startup([listener])
        try:
            yield listener.getsockname()[1]
        finally:
            await node.shutdown()


class Guest:
    """One connection, spoken to in Socket.IO's packets."""

    def __init__(self, line: ClientConnection) -> None:
        self.line = line
        self._asked = 0

    async def until(self, *beginnings: str) -> str:
        """Return the next packet that begins so."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                packet = str(await self.line.recv())
                if packet.startswith(beginnings):
                    return packet

    async def event(self, name: str) -> Any:
        """Return the object of the next event of a name."""
        packet = await self.until(f'42/chat,["{name}"')
        return json.loads(packet.removeprefix("42/chat,"))[1]

    async def ask(self, event: str, body: object = None) -> Any:
        """Ask, and return the answer."""
        self._asked += 1
        await self.line.send(f"42/chat,{self._asked}{json.dumps([event, body or {}])}")
        answer = await self.until(f"43/chat,{self._asked}[")
        return json.loads(answer[answer.index("[") :])[0]


@asynccontextmanager
async def guest(port: int, token: str = "", origin: str | None = None) -> AsyncIterator[Guest]:
    """Yield a connection; with a token it is in the namespace, or was refused."""
    url = f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket"
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 * 1024)  # so that it is soon full
    link.connect(("127.0.0.1", port))
    link.setblocking(False)
    headers = {"Origin": origin} if origin else {}
    async with connect(
        url, sock=link, compression=None, ping_interval=None, additional_headers=headers
    ) as line:
        one = Guest(line)
        await one.until("0")
        if token:
            await line.send(f"40/chat,{json.dumps({'token': token})}")
        yield one


@asynccontextmanager
async def member(port: int, token: str) -> AsyncIterator[Guest]:
    """Yield a connection that is in the room."""
    async with guest(port, token) as one:
        await one.until("40/chat")
        assert (await one.ask("join", {"live": ROOM}))["ok"]
        yield one


def token_of(server: ChatServer, user: str = "aki", role: Role = Role.HOST) -> str:
    """Return a token for the room."""
    return server.tokens.mint(User(user, user.title()), ROOM, role)
