"""What keeps a room for good: what every store promises, embedded or in the cloud.

Stores block; `persister` calls them on a thread of its own, and may fall behind.
"""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from chatclient.wire.envelopes import Envelope
from chatclient.wire.pages import Segment


class StoreFailed(Exception):
    """The store can't be read or written just now; what it was given is to be given again."""


class Tally(Struct, frozen=True):
    """How much was said in one segment."""

    messages: int = 0
    stamps: int = 0
    donations: int = 0


class Store(Protocol):
    """Everything that was said in each room, and the timeline of its video.

    What belongs to the newest epoch is what it numbered, and below its first number what the
    epochs before it did: a room that lost its order goes on after what was kept.

    Methods block, and raise StoreFailed after 10 s at most. Any thread, one at a time.
    """

    is_shared: bool
    """Other nodes write the same rooms into it."""

    def write(self, room: str, epoch: str, envelopes: Sequence[Envelope]) -> None:
        """Keep these; those that are kept already stay as they are."""
        ...

    def head(self, room: str) -> tuple[str, int]:
        """Return the newest epoch and the newest number kept; ("", 0) for an unknown room."""
        ...

    def after(self, room: str, seq: int, limit: int) -> list[Envelope]:
        """Return the oldest envelopes after a number, of the newest epoch."""
        ...

    def between(
        self, room: str, from_ms: int, to_ms: int, after: int, limit: int
    ) -> list[Envelope]:
        """Return what belongs to a half-open span of the video, by number, after a number."""
        ...

    def removals(self, room: str, after: int) -> list[Envelope]:
        """Return every deletion, purge and clear after a number, of the newest epoch."""
        ...

    def tallies(self, room: str) -> dict[int, Tally]:
        """Return how much was said in each segment, by media sequence."""
        ...

    def write_segments(self, room: str, segments: Sequence[Segment]) -> None:
        """Keep segments of the room's video."""
        ...

    def segments(self, room: str, after: int = -1) -> list[Segment]:
        """Return all of them after a media sequence, in order."""
        ...

    def write_state(self, room: str, seq: int, state: bytes) -> None:
        """Keep what the room had become up to a number, in place of the one before."""
        ...

    def state(self, room: str) -> tuple[int, bytes] | None:
        """Return that, if any was kept."""
        ...

    def close(self) -> None:
        """End; raises nothing."""
        ...
