"""Cuts one room into chunks, one for each segment of its video: what belongs to it by position.

A chunk is written 2.5 s after the end of its segment. Most viewers are further behind than that,
and what they say belongs where they are: so it is looked after every ten seconds, and written for
good once nobody can be so far behind, 35 s after the end. Only then it is closed, and may be cached
for ever. What is taken down later is named by the tombstones. What comes later still (a store that
was away), and what is said after the last segment, is left to the API.
"""

from collections import deque
from collections.abc import Iterable, Sequence

import msgspec

from chatclient.wire.envelopes import SPOKEN, Envelope, Kind
from chatclient.wire.pages import Chunk, ChunkIndex, Counted, Segment
from cloud.chatserver.chunksinks import ChunkSink
from cloud.chatserver.removals import Removals
from cloud.chatserver.replayreader import SETTLED_AFTER_MS, WRITTEN_AFTER_MS, read_span
from cloud.chatserver.store import Store

REWRITE_MS = 5_000
REWRITE_MS_PER_SEGMENT = 2.5
"""The index of a long show is large, and written less often: after 12 h every 54 s."""
REFRESH_MS = 10_000
MAX_SEGMENTS = 43_200
"""The index names so many, a day of two seconds each; older chunks stay where they are."""
IDLE_MS = 60_000
MOST_AT_ONCE = 50

FOR_GOOD = "public, max-age=31536000, immutable"
SHORT = "public, max-age=5"
TOMBSTONES = "public, max-age=10"


class RoomChunks:
    """One room's chunks in one sink. Blocking; raises StoreFailed and SinkFailed, to be retried."""

    def __init__(self, live: str, store: Store, sink: ChunkSink) -> None:
        """Go on where whoever wrote before has ended; nothing is asked before `advance`."""
        self._live = live
        self._store = store
        self._sink = sink
        self._closed: deque[Counted] | None = None
        """None: it is not known yet what is written."""
        self._written: deque[Counted] = deque()
        """Segments whose chunk is written, but not for good."""
        self._contents: dict[int, tuple[int, ...]] = {}
        self._coming: deque[Segment] = deque()
        self._removals = Removals()
        self._epoch = ""
        self._rewrite_at_ms = 0.0
        self._refresh_at_ms = 0.0
        self._is_index_old = False
        self._tombstones_seq = -1

    @property
    def is_done(self) -> bool:
        """All chunks there are, are closed."""
        return not self._written and not self._coming

    def advance(self, now_ms: float, is_last: bool = False) -> bool:
        """Write what is due; return whether there will be more soon. `is_last`: the index too."""
        if self._closed is None:
            self._closed = self._resumed()
        newest = self._newest(self._closed)
        self._coming.extend(
            self._store.segments(self._live, newest.media_sequence if newest else -1)
        )
        self._look_for_removals()
        self._write_first(now_ms)
        self._close_settled(self._closed, now_ms)
        if now_ms >= self._refresh_at_ms:
            self._refresh(now_ms)
        if now_ms >= self._rewrite_at_ms or is_last:
            self._rewrite(self._closed, now_ms)
        newest = self._newest(self._closed)
        return newest is not None and (
            now_ms - newest.at_ms < IDLE_MS or _is_due(self._coming, now_ms)
        )

    def _newest(self, closed: deque[Counted]) -> Segment | None:
        if self._coming:
            return self._coming[-1]
        counted = self._written or closed
        return counted[-1].segment if counted else None

    def _write_first(self, now_ms: float) -> None:
        for _ in range(MOST_AT_ONCE):
            if not _is_due(self._coming, now_ms):
                return
            segment = self._coming[0]
            # What is older than that is written once, for good.
            if now_ms < _end_at_ms(segment) + SETTLED_AFTER_MS:
                self._write_chunk(segment, self._read(segment), is_closed=False)
            self._written.append(Counted(segment))
            self._coming.popleft()

    def _close_settled(self, closed: deque[Counted], now_ms: float) -> None:
        while self._written:
            segment = self._written[0].segment
            if now_ms < _end_at_ms(segment) + SETTLED_AFTER_MS:
                return
            items = self._read(segment)
            self._write_chunk(segment, items, is_closed=True)
            self._contents.pop(segment.media_sequence, None)
            closed.append(_counted(segment, items))
            self._written.popleft()
            self._is_index_old = True

    def _refresh(self, now_ms: float) -> None:
        """Write the chunks again to which something came."""
        self._refresh_at_ms = now_ms + REFRESH_MS
        counted = []
        for segment in [each.segment for each in self._written]:
            items = self._read(segment)
            if tuple(item.seq for item in items) != self._contents.get(segment.media_sequence):
                self._write_chunk(segment, items, is_closed=False)
            counted.append(_counted(segment, items))
        self._is_index_old |= list(self._written) != counted
        self._written = deque(counted)

    def _read(self, segment: Segment) -> list[Envelope]:
        end_ms = segment.position_ms + segment.duration_ms
        items = read_span(self._store, self._live, segment.position_ms, end_ms)
        return [item for item in items if not self._removals.hides(item)]

    def _write_chunk(self, segment: Segment, items: Sequence[Envelope], is_closed: bool) -> None:
        chunk = Chunk(
            self._live,
            segment.media_sequence,
            segment.position_ms,
            segment.duration_ms,
            tuple(items),
            is_closed,
        )
        self._write(str(segment.media_sequence), chunk, FOR_GOOD if is_closed else SHORT)
        self._contents[segment.media_sequence] = tuple(item.seq for item in items)
        self._is_index_old = True

    def _resumed(self) -> deque[Counted]:
        """Return the segments whose chunks are closed: those of the index, and those after it."""
        raw = self._sink.read(f"{self._live}/index.json")
        closed = list(msgspec.json.decode(raw, type=ChunkIndex).segments) if raw else []
        while closed:
            chunk = self._found(closed[-1].segment)
            if chunk is not None and chunk.is_closed:
                break
            closed.pop()
        newest = closed[-1].segment.media_sequence if closed else -1
        for segment in self._store.segments(self._live, newest):
            chunk = self._found(segment)
            if chunk is None or not chunk.is_closed:
                break
            closed.append(_counted(segment, chunk.items))
        return deque(closed, MAX_SEGMENTS)

    def _found(self, segment: Segment) -> Chunk | None:
        raw = self._sink.read(f"{self._live}/{segment.media_sequence}.json")
        return msgspec.json.decode(raw, type=Chunk) if raw else None

    def _look_for_removals(self) -> None:
        epoch, _ = self._store.head(self._live)
        if epoch != self._epoch:
            self._epoch, self._removals = epoch, Removals()
            self._is_index_old = True
        for envelope in self._store.removals(self._live, self._removals.seq):
            self._removals.fold(envelope)

    def _rewrite(self, closed: deque[Counted], now_ms: float) -> None:
        segments = (*closed, *self._written)
        if not segments:
            return
        if self._is_index_old:
            self._write("index", ChunkIndex(self._live, self._epoch, segments), SHORT)
            self._is_index_old = False
        if self._removals.seq != self._tombstones_seq:
            self._write("tombstones", self._removals.tombstones(self._live), TOMBSTONES)
            self._tombstones_seq = self._removals.seq
        self._rewrite_at_ms = now_ms + max(REWRITE_MS, REWRITE_MS_PER_SEGMENT * len(segments))

    def _write(self, name: str, content: msgspec.Struct, caching: str) -> None:
        self._sink.write(f"{self._live}/{name}.json", msgspec.json.encode(content), caching)


def _end_at_ms(segment: Segment) -> int:
    return segment.at_ms + segment.duration_ms


def _is_due(coming: deque[Segment], now_ms: float) -> bool:
    return bool(coming) and now_ms >= _end_at_ms(coming[0]) + WRITTEN_AFTER_MS


def _counted(segment: Segment, items: Iterable[Envelope]) -> Counted:
    kinds = [item.kind for item in items if item.kind in SPOKEN]
    return Counted(
        segment, kinds.count(Kind.MESSAGE), kinds.count(Kind.STAMP), kinds.count(Kind.DONATION)
    )
