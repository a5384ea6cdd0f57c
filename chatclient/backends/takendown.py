"""What of a finished chat is to be seen no more, as its tombstones say."""

from chatclient.wire.envelopes import SPOKEN, Envelope
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
            return False
        user = envelope.user
        up_to = self._purged.get(user.id, 0) if user is not None else 0
        return envelope.seq <= max(up_to, self._cleared)
