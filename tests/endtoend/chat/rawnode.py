"""A chat server as a process of its own, and connections to it that may say anything."""

import http.client
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.endtoend.chat.nodeprocess import NodeProcess

PATIENCE_S = 30.0
ROOM = "show"
HOST_KEY = "host-key-of-the-hostile-test"
SIGNING_KEY = "signing-key-of-the-hostile-test-0123456789"
CONNECT = "/socket.io/?EIO=4&transport=websocket"


class RawNode(NodeProcess):
    """A node; its log is kept to be looked through."""

    def __init__(self, home: Path, *words: str) -> None:
        super().__init__(
            home / "chat-node", {"signing_key": SIGNING_KEY, "host_key": HOST_KEY}, *words
        )
        self.shown: list[str] = []
        """Every token that was given out or tried; none may be found in the log."""

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, Any]:
        """Send an HTTP request; return its status and what JSON it was answered with."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            line.request(method, path, body, dict(headers or {}))
            answer = line.getresponse()
            raw = answer.read()
        finally:
            line.close()
        try:
            return answer.status, json.loads(raw)
        except ValueError:
            return answer.status, raw

    def token(self, role: str = "viewer", name: str = "Aki", **more: object) -> str:
        """Return a token of this node."""
        wish = {"live": ROOM, "name": name, "user": f"{role}-{len(name)}", "role": role, **more}
        status, given = self.ask(
            "POST", "/v1/chat/token", json.dumps(wish).encode(),
            {"Authorization": f"Bearer {HOST_KEY}"},
        )  # fmt: skip
        assert status == 200, given
        self.shown.append(given["token"])
        return str(given["token"])

    def line(self) -> "RawClient":
        """Return a client that said nothing yet; the server has greeted it."""
        client = RawClient(f"ws://127.0.0.1:{self.port}{CONNECT}")
        client.until("0{")
        return client

    def enter(self, token: object) -> "RawClient":
        """Return a client that showed this token; it may have been refused."""
        if isinstance(token, str) and len(token) > 20:
            self.shown.append(token)
        client = self.line()
        client.say(f"40/chat,{json.dumps({'token': token})}")
        return client

    def client(self, role: str = "viewer", name: str = "Aki", **more: object) -> "RawClient":
        """Return a client that is in the room."""
        client = self.enter(self.token(role, name, **more))
        assert client.until("40/chat,")
        assert client.asks("join", {"live": ROOM})["ok"]
        return client


class RawClient:
    """One connection, spoken to in Socket.IO's packets as text."""

    def __init__(self, url: str) -> None:
        self._opened = connect(
            url,
            compression=None,
            open_timeout=PATIENCE_S,
            close_timeout=PATIENCE_S,
            ping_interval=None,
        )
        self.line: ClientConnection = self._opened.__enter__()
        self._asked = 0

    def __enter__(self) -> "RawClient":
        return self

    def __exit__(self, *raised: Any) -> None:
        self._opened.__exit__(*raised)

    def say(self, packet: str) -> None:
        """Send one frame of text."""
        self.line.send(packet)

    def until(self, *beginnings: str) -> str:
        """Return the next packet that begins so; pings are answered meanwhile."""
        until_s = time.monotonic() + PATIENCE_S
        while True:
            packet = str(self.line.recv(until_s - time.monotonic()))
            if packet == "2":
                self.line.send("3")
            elif packet.startswith(beginnings):
                return packet

    def asks_raw(self, arguments: str) -> Any:
        """Send an event that may be anything; return what it is acknowledged with."""
        self._asked += 1
        self.say(f"42/chat,{self._asked}{arguments}")
        packet = self.until(f"43/chat,{self._asked}[")
        return json.loads(packet[packet.index("[") :])[0]

    def asks(self, event: str, request: object) -> Any:
        """Send an event; return what it is acknowledged with."""
        return self.asks_raw(json.dumps([event, request], ensure_ascii=False))

    def hears(self, seq: int) -> dict[str, Any]:
        """Return the envelope of this number, from the batches that come."""
        while True:
            batch = json.loads(self.until('42/chat,["b"').removeprefix("42/chat,"))[1]
            for envelope in batch["i"]:
                if envelope["s"] == seq:
                    return dict(envelope)
