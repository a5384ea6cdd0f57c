"""A line to a client that keeps what is pushed, and people and rooms to go with it."""

import json
from typing import Any

from chatclient.wire.envelopes import Envelope, Kind
from cloud.chatserver.client import Client
from cloud.chatserver.log import Slice
from cloud.chatserver.room import Room
from cloud.chatserver.state import RoomState
from cloud.chatserver.timeline import Timeline
from cloud.chatserver.tokens import Claims
from tests.cloud.chatserver.roomtalk import ROOM, VIEWER


class KeptLine:
    """What a client's connection was told."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []
        self.is_behind = False
        self.is_finished = False
        self.is_cut = False

    def push(self, frame: bytes) -> bool:
        if not self.is_behind:
            self.frames.append(frame)
        return not self.is_behind

    def waiting_bytes(self) -> int:
        return sum(map(len, self.frames)) if self.is_behind else 0

    def cut(self) -> None:
        self.is_cut = True

    def finish(self) -> None:
        self.is_finished = True

    def events(self, name: str) -> list[Any]:
        """Return the objects of all events of a name."""
        texts = [unframed(frame) for frame in self.frames]
        told = [json.loads(text[len("42/chat,") :]) for text in texts if text.startswith("42")]
        return [body for event, body in told if event == name]


def unframed(frame: bytes) -> str:
    """Return the text of a websocket frame."""
    size = frame[1]
    start = {126: 4, 127: 10}.get(size, 2)
    if start > 2:
        size = int.from_bytes(frame[2:start], "big")
    assert frame[0] == 0x81
    assert len(frame) == start + size
    return frame[start:].decode()


def client(who: Claims = VIEWER) -> tuple[Client, KeptLine]:
    """Return a client that was let in, and its line."""
    line = KeptLine()
    return Client(who, line), line


def room(*items: Envelope, epoch: str = "e") -> Room:
    """Return an open room in which this was said."""
    head = items[-1].seq if items else 0
    state = RoomState()
    for item in items:
        state.fold(item)
    return Room(ROOM, Slice(epoch, head, 1, items), state, Timeline([]))


def said(seq: int, text: str = "hello", **more: Any) -> Envelope:
    """Return a message."""
    body: dict[str, object] = {"text": text, "id": f"id{seq}"}
    return Envelope(seq, Kind.MESSAGE, 1_000 + seq, user=VIEWER.user, body=body, **more)
