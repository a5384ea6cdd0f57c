"""What of a room is to be seen no more: its deletions, purges and clears, folded. Pure."""

from chatclient.wire.envelopes import (
    PRIVATE,
    SPOKEN,
    ClearBody,
    DeleteBody,
    Envelope,
    PinBody,
    PurgeBody,
    body_of,
)
from chatclient.wire.pages import Tombstones


class Removals:
    """One room's; folded in the order of their numbers."""

    def __init__(self) -> None:
        self.seq = 0
        """The last that was folded."""
        self._seqs: set[int] = set()
        self._purged: dict[str, int] = {}
        self._cleared = 0

    def fold(self, envelope: Envelope) -> None:
        """Take note of what an envelope takes down, if anything."""
        self.seq = max(self.seq, envelope.seq)
        match body_of(envelope):
            case DeleteBody(seq=seq):
                self._seqs.add(seq)
            case PurgeBody(user=user, up_to=up_to):
                self._purged[user] = max(up_to, self._purged.get(user, 0))
            case ClearBody(up_to=up_to):
                self._cleared = max(up_to, self._cleared)
                self._seqs = {seq for seq in self._seqs if seq > up_to}
            case _:
                pass

    def hides(self, envelope: Envelope) -> bool:
        """Tell whether an envelope is not to be shown: taken down, or not for everybody."""
        if envelope.kind in PRIVATE:
            return True
        if envelope.kind in SPOKEN:
            user = envelope.user
            return self._is_down(envelope.seq) or (
                user is not None and envelope.seq <= self._purged.get(user.id, 0)
            )
        # A pin repeats the words of what it pins.
        body = body_of(envelope)
        return isinstance(body, PinBody) and body.seq > 0 and self._is_down(body.seq)

    def tombstones(self, live: str) -> Tombstones:
        """Return all of it, for those who read chunks that are not written anew."""
        return Tombstones(live, tuple(sorted(self._seqs)), dict(self._purged), self._cleared)

    def _is_down(self, seq: int) -> bool:
        return seq <= self._cleared or seq in self._seqs
