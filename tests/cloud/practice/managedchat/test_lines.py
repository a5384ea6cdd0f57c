import asyncio
from typing import Any

import pytest
from starlette.websockets import WebSocket

from cloud.practice.managedchat.knobs import Board
from cloud.practice.managedchat.lines import carry
from cloud.practice.managedchat.outlet import Outlet


class Ends:
    """Both ends of a websocket, as ASGI has them."""

    def __init__(self, *comes: dict[str, Any]) -> None:
        self.sent: list[dict[str, Any]] = []
        self._comes: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        for message in ({"type": "websocket.connect"}, *comes):
            self._comes.put_nowait(message)
        self.socket = WebSocket({"type": "websocket"}, self._comes.get, self._send)
        self.outlet = Outlet(self.socket.send_text, Board(), lambda: 1.0)

    async def _send(self, message: Any) -> None:
        self.sent.append(dict(message))


def text(told: str) -> dict[str, Any]:
    return {"type": "websocket.receive", "text": told}


GONE = {"type": "websocket.disconnect", "code": 1001}


def test_texts_are_handed_on_until_the_client_goes() -> None:
    took: list[str] = []

    async def run() -> None:
        ends = Ends(text("one"), {"type": "websocket.receive", "bytes": b"x"}, text("two"), GONE)
        await ends.socket.accept()
        await carry(ends.socket, ends.outlet, took.append)

    asyncio.run(run())

    assert took == ["one", "two"]


def test_the_outlet_ends_it_with_its_code() -> None:
    async def run() -> list[dict[str, Any]]:
        ends = Ends()
        await ends.socket.accept()
        ends.outlet.put("bye")
        ends.outlet.end(1008)
        await carry(ends.socket, ends.outlet, lambda raw: None)
        return ends.sent

    sent = asyncio.run(run())

    assert [one["type"] for one in sent] == [
        "websocket.accept", "websocket.send", "websocket.close",
    ]  # fmt: skip
    assert sent[-1]["code"] == 1008


def test_a_fault_of_our_own_is_not_hidden() -> None:
    def take(raw: str) -> None:
        raise ZeroDivisionError

    async def run() -> None:
        ends = Ends(text("one"))
        await ends.socket.accept()
        await carry(ends.socket, ends.outlet, take)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(run())
