"""What of a finished chat is to be seen no more, as its tombstones say."""

from chatclient.wire.envelopes import SPOKEN, Envelope, Kind, PinBody, body_of
from chatclient.wire.pages import Tombstones


class TakenDown:
    """Made of tombstones; without any, nothing is taken down."""

    def __init__(self, tombstones: Tombstones | None = None) -> None:
        self._seqs = frozenset(tombstones.seqs if tombstones else ())
        self._purged = dict(tombstones.purged) if tombstones else {}
        self._cleared = tombstones.cleared if tombstones else 0

    def has(self, envelope: Envelope) -> bool:
        """Tell whether an envelope was taken down."""
        if envelope.seq in self._seqs:
            return True
        if envelope.kind not in SPOKEN:
            return self._repeats(envelope)
        user = envelope.user
        up_to = self._purged.get(user.id, 0) if user is not None else 0
        return envelope.seq <= max(up_to, self._cleared)

    def _repeats(self, envelope: Envelope) -> bool:
        """Tell whether an envelope is a pin with the words of what was taken down."""
        pin = body_of(envelope) if envelope.kind == Kind.PIN else None
        if not isinstance(pin, PinBody) or not pin.seq:
            return False
        return pin.seq in self._seqs or pin.seq <= self._cleared
