"""The one order of each room: what every log of rooms promises, whatever keeps it.

`memorylog` keeps it for one node, `redislog` for many.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct

from chatclient.wire.envelopes import Envelope, User

DEDUPE_S = 300.0
"""A client id is known for so long; sent again within it, the first number is returned."""


class LogUnavailable(Exception):
    """The log can't be written or read just now; nothing was said. Try again shortly."""


class Draft(Struct, frozen=True):
    """An envelope before it has its number."""

    kind: str
    at_ms: int
    body: dict[str, object]
    user: User | None = None
    position_ms: int | None = None
    media_sequence: int | None = None
    dedupe: str = ""
    """`user id/client id`; the same one is numbered once. Empty: always numbered."""


def numbered(draft: Draft, seq: int) -> Envelope:
    """Return a draft with its number."""
    return Envelope(
        seq,
        draft.kind,
        draft.at_ms,
        draft.position_ms,
        draft.media_sequence,
        draft.user,
        draft.body,
    )


class Appended(Struct, frozen=True):
    """What became of a draft."""

    seq: int
    is_again: bool = False
    """It was in the log already, under this number."""


class Slice(Struct, frozen=True):
    """A stretch of one room's log."""

    epoch: str
    head: int
    first: int
    """The oldest number the log still holds; head + 1 when it holds none."""
    items: tuple[Envelope, ...]
    gaps: tuple[tuple[int, int], ...] = ()
    """Stretches of numbers, first and last, that are gone for good."""


class Tail(Protocol):
    """Who wants every envelope of a room, in order, from the moment of asking."""

    def heard(self, room: str, epoch: str, items: Sequence[Envelope]) -> None:
        """Hear what was appended, by whichever node; each number once, on the event loop.

        Another epoch than before: the order was lost, begin anew.
        """
        ...

    def went_deaf(self, is_deaf: bool) -> None:
        """Hear that this node no longer (or again) hears the others."""
        ...


class RoomLog(Protocol):
    """All rooms' logs. Rooms are named by their live id and exist from their first mention.

    Methods raise LogUnavailable, after 3 s at most.
    """

    async def start(self, tail: Tail) -> None:
        """Begin to serve; `tail` hears every room that was opened here."""
        ...

    async def open(self, room: str) -> Slice:
        """Tell the tail of this room from now on; return the newest of it (at most 1,000)."""
        ...

    async def release(self, room: str) -> None:
        """Tell the tail of this room no more."""
        ...

    async def append(self, room: str, drafts: Sequence[Draft]) -> list[Appended]:
        """Number these, one after the other with nothing between, and keep them.

        Returned: they are in the log as safely as it promises. The tail hears them too.
        """
        ...

    async def read(self, room: str, after: int, limit: int) -> Slice:
        """Return the oldest envelopes after a number."""
        ...

    async def close(self) -> None:
        """End everything; returns within 3 s."""
        ...


class SharedCounts(Protocol):
    """What all nodes count together, and nobody numbers. Losing it harms nobody."""

    async def here(self, room: str, users: Sequence[str]) -> tuple[int, int]:
        """Say who is on this node just now; return all nodes' viewers, and all there ever were."""
        ...

    async def like(self, room: str, count: int) -> int:
        """Add likes; return their sum."""
        ...

    async def vote(self, room: str, poll: str, user: str, option: int) -> None:
        """Count a user's vote in place of the one before."""
        ...

    async def votes(self, room: str, poll: str, options: int) -> tuple[int, ...]:
        """Return the votes of each option."""
        ...


Clock = Callable[[], float]
"""Seconds of UTC."""
