"""What of a chat is to be seen no more: which messages, whose, and all up to which number. Pure."""

from chatclient.wire.envelopes import (
    SPOKEN,
    Body,
    ClearBody,
    DeleteBody,
    Envelope,
    Kind,
    PinBody,
    PurgeBody,
    body_of,
)
from chatclient.wire.pages import Tombstones


class TakenDown:
    """Made of tombstones, or of one thing that was taken down after the other."""

    def __init__(self, tombstones: Tombstones | None = None) -> None:
        self._seqs = set(tombstones.seqs) if tombstones else set[int]()
        self._purged = dict(tombstones.purged) if tombstones else {}
        self._cleared = tombstones.cleared if tombstones else 0

    def take(self, body: Body | None) -> None:
        """Take note of what this takes down, if anything."""
        match body:
            case DeleteBody(seq=seq):
                self._seqs.add(seq)
            case PurgeBody(user=user, up_to=up_to):
                self._purged[user] = max(up_to, self._purged.get(user, 0))
            case ClearBody(up_to=up_to):
                self._cleared = max(up_to, self._cleared)
                self._seqs = {seq for seq in self._seqs if seq > up_to}
            case _:
                pass

    def has(self, envelope: Envelope) -> bool:
        """Tell whether an envelope was taken down, or repeats the words of one that was."""
        if envelope.kind in SPOKEN:
            user = envelope.user
            return self._is_down(envelope.seq) or (
                user is not None and envelope.seq <= self._purged.get(user.id, 0)
            )
        pin = body_of(envelope) if envelope.kind == Kind.PIN else None
        return isinstance(pin, PinBody) and pin.seq > 0 and self._is_down(pin.seq)

    def tombstones(self, live: str) -> Tombstones:
        """Return all of it, for those who read what is not written anew."""
        return Tombstones(live, tuple(sorted(self._seqs)), dict(self._purged), self._cleared)

    def _is_down(self, seq: int) -> bool:
        return seq <= self._cleared or seq in self._seqs
