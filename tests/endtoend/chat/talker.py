"""A client in a few lines, by the book: repeats what was not acknowledged, keeps what it hears.

It knows only `docs/chat-protocol.md`, so that two mistakes in our own client can't hide each other.
"""

import asyncio
import contextlib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

CONNECT = "/socket.io/?EIO=4&transport=websocket"
HOLE_S = 0.3
AGAIN_S = 0.25


@dataclass
class Heard:
    """What one client has seen."""

    epoch: str = ""
    begun_anew: int = 0
    messages: dict[int, str] = field(default_factory=dict)
    """Number to the sender's own id."""
    known: set[str] = field(default_factory=set)
    """Every id, also of the epochs before."""
    differing: int = 0
    """Numbers that came again as something else, within an epoch."""
    gaps: list[tuple[int, int]] = field(default_factory=list)
    last: int = 0
    """Up to here nothing is missing."""

    def take(self, epoch: str, items: list[dict[str, Any]]) -> list[str]:
        """Take in a batch; return the ids that are new."""
        if epoch != self.epoch:
            self.begun_anew += bool(self.epoch)
            self.epoch, self.last = epoch, 0
            self.messages.clear()
        new = []
        for item in items:
            seq, own = item["s"], item.get("d", {}).get("id", item["k"])
            if self.messages.setdefault(seq, own) != own:
                self.differing += 1
            elif own not in self.known:
                self.known.add(own)
                new.append(own)
        while self.last + 1 in self.messages:
            self.last += 1
        return new


class Talker:
    """One client of a room that can be reached through several nodes."""

    def __init__(self, room: str, token: str, ports: Callable[[], list[int]]) -> None:
        """`ports` are the nodes that a load balancer would offer now."""
        self.heard = Heard()
        self.acknowledged: dict[str, int] = {}
        self.tell: Callable[[list[str]], None] = lambda _ids: None
        self.connections = 0
        self._room = room
        self._token = token
        self._ports = ports
        self._waiting: dict[str, None] = {}
        self._asked: dict[int, str] = {}
        self._number = 0
        self._line: ClientConnection | None = None
        self._head = 0

    @property
    def is_level(self) -> bool:
        """Whether everything was acknowledged, and nothing is missing."""
        return not self._waiting and self.heard.last == max(self.heard.messages, default=0)

    async def run(self) -> None:
        """Be in the room until cancelled."""
        while True:
            with contextlib.suppress(OSError, WebSocketException, TimeoutError):
                await self._connected()
            self._line = None
            await asyncio.sleep(random.random() * AGAIN_S)

    def say(self, own: str) -> None:
        """Say something once, however often it has to be repeated."""
        self._waiting[own] = None
        asyncio.get_running_loop().create_task(self._send(own))

    def disconnect(self) -> None:
        """Lose the connection."""
        if self._line is not None:
            self._line.transport.abort()

    async def _connected(self) -> None:
        port = random.choice(self._ports())
        url = f"ws://127.0.0.1:{port}{CONNECT}"
        async with connect(url, compression=None, ping_interval=None, open_timeout=30) as line:
            await line.recv()
            await line.send(f"40/chat,{json.dumps({'token': self._token})}")
            self.connections += 1
            holes = asyncio.create_task(self._fill_holes(line))
            try:
                async for packet in line:
                    await self._take(line, str(packet))
            finally:
                holes.cancel()

    async def _take(self, line: ClientConnection, packet: str) -> None:
        if packet == "2":
            await line.send("3")
        elif packet.startswith("40/chat,"):
            last = {"last": self.heard.last, "epoch": self.heard.epoch} if self.heard.last else {}
            await self._ask(line, "join", {"live": self._room, **last}, "")
        elif packet.startswith("43/chat,"):
            number, _, rest = packet[8:].partition("[")
            await self._answered(line, self._asked.pop(int(number)), json.loads(rest[:-1]))
        elif packet.startswith('42/chat,["b",'):
            self._read(json.loads(packet[13:-1]), "e", "i")
        elif packet.startswith(('42/chat,["resync"', "41/chat", "44/chat")):
            await line.close()

    def _read(self, batch: dict[str, Any], epoch: str, items: str) -> None:
        new = self.heard.take(batch[epoch], batch[items])
        self.heard.gaps += map(tuple, batch.get("gaps", ()))
        self.tell(new)

    async def _answered(self, line: ClientConnection, own: str, answer: dict[str, Any]) -> None:
        if "items" in answer:
            self._read(answer, "epoch", "items")
            if not own:
                self._line = line  # in the room
                for waiting in list(self._waiting):
                    await self._send(waiting)
        elif not own:
            await line.close()  # not let in just now
        elif answer["ok"]:
            self._waiting.pop(own, None)
            self.acknowledged[own] = answer["seq"]
        else:
            later = answer.get("retry_ms", 100) / 1000
            loop = asyncio.get_running_loop()
            loop.call_later(later, lambda: loop.create_task(self._send(own)))

    async def _fill_holes(self, line: ClientConnection) -> None:
        while True:
            before = self.heard.last
            await asyncio.sleep(HOLE_S)
            if self.heard.last == before < max(self.heard.messages, default=0):
                await self._ask(line, "page", {"after": before}, "page")

    async def _send(self, own: str) -> None:
        if self._line is not None and own in self._waiting:
            with contextlib.suppress(WebSocketException, OSError):
                await self._ask(self._line, "send", {"id": own, "text": f"{own} 絵文字"}, own)

    async def _ask(self, line: ClientConnection, event: str, body: object, own: str) -> None:
        self._number += 1
        self._asked[self._number] = own
        await line.send(f"42/chat,{self._number}{json.dumps([event, body])}")
