"""How a room answers requests."""

from msgspec import Struct

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Envelope, LiveBody, PinBody, PollBody, RoomSettings, User


class Answer(Struct, frozen=True, omit_defaults=True):
    """The acknowledgement of a request: done, or a code and when to try again."""

    ok: bool
    seq: int = 0
    """The number of what was said or done; 0 where nothing was numbered."""
    id: str = ""
    """The request's id, or that of what it opened."""
    code: str = ""
    """A `Code`, when not ok."""
    retry_ms: int = 0


class Joined(Struct, frozen=True, omit_defaults=True):
    """The room as it stands, and what the client has missed."""

    ok: bool
    epoch: str
    head: int
    """The newest number."""
    first: int
    """The oldest number that can still be had; older ones are gone here."""
    items: tuple[Envelope, ...]
    """After the client's `last`, or the newest, at most MAX_BACKLOG; always up to `head`."""
    gaps: tuple[tuple[int, int], ...] = ()
    """Numbers, first and last of each stretch, that no longer exist anywhere."""
    now_ms: int = 0
    me: User | None = None
    capabilities: tuple[str, ...] = ()
    settings: RoomSettings = RoomSettings()
    pin: PinBody | None = None
    poll: PollBody | None = None
    live: LiveBody | None = None
    held: tuple[Envelope, ...] = ()
    """Messages that wait, for moderators."""
    words: tuple[str, ...] = ()
    """Blocked words, for moderators."""


class Paged(Struct, frozen=True, omit_defaults=True):
    """A stretch of the log."""

    ok: bool
    epoch: str
    head: int
    first: int
    items: tuple[Envelope, ...]
    gaps: tuple[tuple[int, int], ...] = ()


def refused(code: Code, retry_ms: int = 0, id: str = "") -> Answer:
    """Return the answer that says no."""
    return Answer(False, id=id, code=code, retry_ms=retry_ms)
