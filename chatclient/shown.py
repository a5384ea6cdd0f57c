"""What of a room is to be seen: entries made of envelopes, and what was taken down again.

Pure. Remembers number and author of the newest `MEMORY` entries, so that a purge reaches them.
"""

from collections import deque
from collections.abc import Iterable, Sequence

from msgspec import Struct, ValidationError, convert

from chatclient.messages import Entry
from chatclient.standing import Standing
from chatclient.wire.envelopes import (
    PRIVATE,
    SPOKEN,
    ClearBody,
    DeleteBody,
    Envelope,
    Kind,
    MessageBody,
    PurgeBody,
    body_of,
)

MEMORY = 10_000
MAX_PURGES = 1000
_MESSAGE = Kind.MESSAGE.value
GAP = "gap"
"""Kind of the envelope that stands for missing numbers."""
LISTED = SPOKEN | {
    Kind.EFFECT, Kind.PIN, Kind.CLEAR, Kind.SETTINGS, Kind.LIVE, Kind.POLL, Kind.NOTICE,
}  # fmt: skip
"""Kinds that become entries, whatever a view makes of them; the others only have their effect."""


class Change(Struct):
    """What a stretch of envelopes changes in the list."""

    entries: list[Entry] = []
    removed: set[int] = set()
    audit: list[Entry] = []
    swept: list[PurgeBody | ClearBody] = []

    def add(self, later: "Change") -> None:
        """Join this with the change of what came after it."""
        if later.removed:
            self.entries = [entry for entry in self.entries if entry.seq not in later.removed]
            self.removed |= later.removed
        self.entries += later.entries
        self.audit += later.audit
        self.swept += later.swept


class Shown:
    """The newest entries of a room, and what keeps late ones from being seen."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._memory: deque[tuple[int, str]] = deque(maxlen=MEMORY)
        # For numbers that are missing as yet; kept only while there are such.
        self._deleted: set[int] = set()
        self._purged: dict[str, int] = {}
        self._cleared = 0

    def fold(self, run: Iterable[Envelope], missing: Sequence[range] = ()) -> Change:
        """Take in envelopes in their order; `missing` are numbers that may yet come."""
        change = Change()
        entries, memory = change.entries, self._memory
        for envelope in run:
            kind = envelope.kind
            if kind == _MESSAGE:  # nearly all there is: the shortest way
                try:
                    said = convert(envelope.body, MessageBody)
                except ValidationError:
                    continue
                user = envelope.user
                memory.append((envelope.seq, user.id if user else ""))
                entries.append(Entry(envelope, said))
                continue
            if kind in PRIVATE and not envelope.body:  # withheld from those who don't moderate
                continue
            body = body_of(envelope)
            if body is None:
                continue
            if kind in SPOKEN:
                user = envelope.user
                memory.append((envelope.seq, user.id if user else ""))
                entries.append(Entry(envelope, body))
                continue
            self._standing.fold(envelope, body)
            if kind in PRIVATE:
                change.audit.append(Entry(envelope, body))
                continue
            if isinstance(body, DeleteBody | PurgeBody | ClearBody):
                change.removed |= self._take_down(body, missing)
                if not isinstance(body, DeleteBody):
                    change.swept.append(body)
            if kind in LISTED:
                memory.append((envelope.seq, ""))
                entries.append(Entry(envelope, body))
        if change.removed:
            change.entries = [entry for entry in entries if entry.seq not in change.removed]
        return change

    def fill(self, run: Iterable[Envelope], missing: Sequence[range]) -> Change:
        """Take in envelopes that come late, among those that are shown already."""
        change = self.fold(run, missing)
        change.entries = [entry for entry in change.entries if not self.is_down(entry)]
        return change

    def gap(self, numbers: range, at_ms: int) -> Entry:
        """Return the mark of missing numbers, and remember it among the entries."""
        self._memory.append((numbers.start, ""))
        return Entry(Envelope(numbers.start, GAP, at_ms), gap_to=numbers.stop - 1)

    def is_down(self, entry: Entry) -> bool:
        """Tell whether something took this down before it came."""
        user = entry.envelope.user if entry.envelope.kind in SPOKEN else None
        return (
            entry.seq <= self._cleared
            or entry.seq in self._deleted
            or (user is not None and entry.seq <= self._purged.get(user.id, 0))
        )

    def forget_missing(self) -> None:
        """Forget what was taken down before it came: nothing is missing any more."""
        self._deleted.clear()
        self._purged.clear()
        self._cleared = 0

    def _take_down(
        self, body: DeleteBody | PurgeBody | ClearBody, missing: Sequence[range]
    ) -> set[int]:
        match body:
            case DeleteBody(seq=seq):
                if any(seq in numbers for numbers in missing):
                    self._deleted.add(seq)  # the number may be that of the gap's mark
                    return set()
                return {seq}
            case PurgeBody(user=user, up_to=up_to):
                if missing and (user in self._purged or len(self._purged) < MAX_PURGES):
                    self._purged[user] = max(up_to, self._purged.get(user, 0))
                return {seq for seq, author in self._memory if author == user and seq <= up_to}
            case ClearBody(up_to=up_to):
                if missing:
                    self._cleared = max(up_to, self._cleared)
                gone = {seq for seq, _ in self._memory if seq <= up_to}
                kept = [known for known in self._memory if known[0] > up_to]
                self._memory.clear()
                self._memory.extend(kept)
                return gone
