"""What a server sends of itself: batches of the log, and figures that only count now.

Each is one Socket.IO event of its `EVENT` name with one object.
"""

from typing import ClassVar

from msgspec import Struct, field

from chatclient.wire.envelopes import Envelope

BATCH_MS = 50
SLOWEST_BATCH_MS = 250


class Batch(Struct, frozen=True, omit_defaults=True):
    """What was said since the last one, in order."""

    EVENT: ClassVar[str] = "b"

    epoch: str = field(name="e")
    head: int = field(name="h")
    items: tuple[Envelope, ...] = field(name="i")
    sent_ms: int = field(name="t", default=0)
    """When it left the server."""


class Stats(Struct, frozen=True, omit_defaults=True):
    """How many watch and speak just now; the next one replaces it."""

    EVENT: ClassVar[str] = "v"

    viewers: int = 0
    total: int = 0
    """Different viewers since the room was opened."""
    likes: int = 0
    rate: float = 0.0
    """Messages a second, over the last seconds."""
    votes: tuple[int, ...] = ()
    """Of the open poll."""
    is_deaf: bool = False
    """This node hears nothing of the others just now; what they say comes later."""


class Own(Struct, frozen=True, omit_defaults=True):
    """What became of a message of this client that was held."""

    EVENT: ClassVar[str] = "own"

    id: str
    """The client's own id of it."""
    ok: bool
    seq: int = 0
    code: str = ""


class Drain(Struct, frozen=True, omit_defaults=True):
    """The node is going away: connect again after so long, and resume."""

    EVENT: ClassVar[str] = "drain"

    after_ms: int


class Resync(Struct, frozen=True, omit_defaults=True):
    """The client read too slowly and what waited for it was dropped: join again from `last`."""

    EVENT: ClassVar[str] = "resync"

    code: str = "resync"
