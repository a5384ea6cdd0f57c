"""One connected client: who it is, the room it is in, and its line."""

from typing import Protocol

from chatclient.wire.codes import Code
from chatclient.wire.pushed import Resync
from cloud.chatserver.frames import DISCONNECT, event_frame, text_frame
from cloud.chatserver.tokens import Claims

_RESYNC = event_frame(Resync.EVENT, Resync())


class Line(Protocol):
    """What a client needs of its connection; see FrameSocket."""

    def push(self, frame: bytes) -> bool:
        """Write a frame, unless the client is behind."""
        ...

    def waiting_bytes(self) -> int:
        """Return how much was pushed and not taken yet."""
        ...

    def cut(self) -> None:
        """End the connection without another word."""
        ...

    def finish(self) -> None:
        """End the connection once what was written is sent."""
        ...


class InRoom(Protocol):
    """What a client needs of its room."""

    def leave(self, client: "Client") -> None:
        """Send this client nothing more."""
        ...


class Client:
    """A connection that was let in."""

    __slots__ = ("claims", "has_missed", "is_moderator", "line", "room")

    def __init__(self, claims: Claims, line: Line) -> None:
        self.claims = claims
        self.line = line
        self.room: InRoom | None = None
        self.is_moderator = "delete" in claims.capabilities
        self.has_missed = False
        """Something was not sent to it, as too much waited."""

    def push(self, frame: bytes) -> bool:
        """Write a frame of the room; one that is dropped makes the client join again later."""
        if self.line.push(frame):
            return True
        self.has_missed = True
        return False

    def caught_up(self) -> None:
        """Tell the client, now that it reads again, to join again for what it missed."""
        if self.has_missed:
            self.has_missed = False
            self.leave()
            self.line.push(_RESYNC)

    def leave(self) -> None:
        """Be in no room."""
        if self.room is not None:
            self.room.leave(self)
            self.room = None

    def dismiss(self, code: Code) -> None:
        """End the connection; `code` says why. The client may connect again."""
        self.leave()
        self.line.push(event_frame(Resync.EVENT, Resync(code)))
        self.line.finish()

    def throw_out(self, code: Code) -> None:
        """End the connection for good: a Socket.IO client does not connect again by itself."""
        self.leave()
        self.line.push(event_frame(Resync.EVENT, Resync(code)))
        self.line.push(text_frame(DISCONNECT))
        self.line.finish()
