"""What of a room is not to be shown, folded from its log: taken down, or for moderators only."""

from chatclient.wire.envelopes import PRIVATE, Envelope, body_of
from chatclient.wire.pages import Tombstones
from chatclient.wire.takendown import TakenDown


class Removals:
    """One room's; folded in the order of their numbers."""

    def __init__(self) -> None:
        self.seq = 0
        """The last that was folded."""
        self._down = TakenDown()

    def fold(self, envelope: Envelope) -> None:
        """Take note of what an envelope takes down, if anything."""
        self.seq = max(self.seq, envelope.seq)
        self._down.take(body_of(envelope))

    def hides(self, envelope: Envelope) -> bool:
        """Tell whether an envelope is not to be shown."""
        return envelope.kind in PRIVATE or self._down.has(envelope)

    def tombstones(self, live: str) -> Tombstones:
        """Return all of it, for those who read chunks that are not written anew."""
        return self._down.tombstones(live)
