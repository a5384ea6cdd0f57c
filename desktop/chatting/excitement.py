"""How much is said, ten seconds by ten seconds: the barometer of the show. Pure."""

from collections.abc import Iterable, Sequence

from chatclient.messages import Entry
from chatclient.wire.envelopes import SPOKEN, Kind
from desktop.store.chatfindings import Excitement

BIN_MS = 10_000


class ExcitementCurve:
    """The last so many seconds; what is older is forgotten."""

    def __init__(self, span_s: int) -> None:
        self._span_ms = span_s * 1000
        self._bins: dict[int, list[int]] = {}

    def clear(self) -> None:
        """Know of nothing."""
        self._bins.clear()

    def load(self, bins: Iterable[Excitement]) -> None:
        """Take what the record holds; of a time that is known already the greater counts."""
        for each in bins:
            known = self._bins.setdefault(each.at_ms, [0, 0, 0])
            loaded = (each.messages, each.stamps, each.donations)
            known[:] = [max(pair) for pair in zip(known, loaded, strict=True)]

    def add(self, entries: Sequence[Entry]) -> None:
        """Count what arrived."""
        for entry in entries:
            envelope = entry.envelope
            if envelope.kind in SPOKEN:
                counts = self._bins.setdefault(envelope.at_ms // BIN_MS * BIN_MS, [0, 0, 0])
                counts[_PLACES[envelope.kind]] += 1

    def bars(self, now_ms: int) -> tuple[Excitement, ...]:
        """Return every ten seconds of the span, the oldest first, also those with nothing."""
        newest = now_ms // BIN_MS * BIN_MS
        oldest = newest - self._span_ms + BIN_MS
        self._bins = {at: counts for at, counts in self._bins.items() if at >= oldest}
        return tuple(
            Excitement(at_ms, *self._bins.get(at_ms, (0, 0, 0)))
            for at_ms in range(oldest, newest + 1, BIN_MS)
        )


_PLACES: dict[str, int] = {Kind.MESSAGE: 0, Kind.STAMP: 1, Kind.DONATION: 2}
