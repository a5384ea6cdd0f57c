"""Cuts one room into chunks, one for each segment of its video, each written once.

A chunk is closed 2.5 s after the end of its segment. It holds what belongs before that end, was
taken until then, and is in no chunk before it: what a viewer who is 20 s behind says is therefore
in a later chunk, under its own position. Only the API, which reads anew, sorts it in.
What is taken down later is named by the tombstones; what comes after the newest segment is in an
open chunk, which is written again and again.
"""

from collections import deque
from collections.abc import Iterable

import msgspec

from chatclient.wire.envelopes import SPOKEN, Envelope, Kind
from chatclient.wire.pages import Chunk, ChunkIndex, Counted, Segment
from cloud.chatserver.chunksinks import ChunkSink
from cloud.chatserver.removals import Removals
from cloud.chatserver.store import Store

CLOSE_AFTER_MS = 2_500
PAGE = 1_000
MAX_WAITING = 20_000
"""What is said while no video comes; the oldest of more than this are left to the API."""
REWRITE_MS = 5_000
REWRITE_MS_PER_SEGMENT = 2.5
"""The index of a long show is large, and written less often: after 12 h every 54 s."""
MAX_SEGMENTS = 43_200
"""The index names so many, a day of two seconds each; older chunks stay where they are."""
IDLE_MS = 60_000
FOR_EVER_MS = 2**53

FOR_GOOD = "public, max-age=31536000, immutable"
OPEN = "public, max-age=1"
SHORT = "public, max-age=5"
TOMBSTONES = "public, max-age=10"


class RoomChunks:
    """One room's chunks in one sink. Blocking; raises StoreFailed and SinkFailed, to be retried."""

    def __init__(self, live: str, store: Store, sink: ChunkSink) -> None:
        """Go on where whoever wrote before has ended; nothing is asked before `advance`."""
        self._live = live
        self._store = store
        self._sink = sink
        self._pending: deque[Segment] = deque()
        """Segments whose chunk is not closed."""
        self._closed: deque[Counted] = deque(maxlen=MAX_SEGMENTS)
        self._waiting: deque[Envelope] = deque(maxlen=MAX_WAITING)
        self._ahead: deque[Envelope] = deque()
        """Read from the store already, but taken after the segment that is closed next."""
        self._read_to = 0
        self._up_to = 0
        self._removals = Removals()
        self._epoch: str | None = None
        self._rewrite_at_ms = 0.0
        self._is_index_old = False
        self._tombstones_seq = -1
        self._open_written: tuple[int, ...] = ()

    def advance(self, now_ms: float, is_last: bool = False) -> bool:
        """Write what is due; return whether the video goes on. `is_last`: the index too."""
        self._look_at_epoch()
        known = self._newest.media_sequence if self._newest else -1
        self._pending.extend(self._store.segments(self._live, known))
        self._look_for_removals()
        while self._pending and _closes_at(self._pending[0]) <= now_ms:
            self._close_chunk(self._pending[0])
        if now_ms >= self._rewrite_at_ms or is_last:
            self._rewrite(now_ms)
        return self._newest is not None and now_ms - self._newest.at_ms < IDLE_MS

    @property
    def _newest(self) -> Segment | None:
        if self._pending:
            return self._pending[-1]
        return self._closed[-1].segment if self._closed else None

    def _close_chunk(self, segment: Segment) -> None:
        self._take_until(_closes_at(segment))
        end_ms = segment.position_ms + segment.duration_ms
        mine = [item for item in self._waiting if (item.position_ms or 0) < end_ms]
        shown = self._shown(mine)
        self._write(str(segment.media_sequence), self._chunk(segment, shown, True), FOR_GOOD)
        rest = [item for item in self._waiting if (item.position_ms or 0) >= end_ms]
        self._waiting = deque(rest, MAX_WAITING)
        self._closed.append(_counted(segment, shown))
        self._pending.popleft()
        self._is_index_old = True

    def _chunk(self, segment: Segment, items: tuple[Envelope, ...], is_closed: bool) -> Chunk:
        return Chunk(
            self._live,
            segment.media_sequence,
            segment.position_ms,
            segment.duration_ms,
            items,
            is_closed,
            self._up_to,
        )

    def _take_until(self, at_ms: float) -> None:
        """Take what the store has up to a moment, in order."""
        while True:
            while self._ahead:
                if self._ahead[0].at_ms >= at_ms:
                    return
                item = self._ahead.popleft()
                self._up_to = item.seq
                if item.position_ms is not None:
                    self._waiting.append(item)
            page = self._store.after(self._live, self._read_to, PAGE)
            if not page:
                return
            self._ahead.extend(page)
            self._read_to = page[-1].seq

    def _look_at_epoch(self) -> None:
        epoch, head = self._store.head(self._live)
        if self._epoch is None:
            self._resume(epoch, head)
        elif epoch != self._epoch and self._epoch:
            self._begin_anew(head)
        self._epoch = epoch

    def _resume(self, epoch: str, head: int) -> None:
        """Find out which chunks are written: those of the index, and those after it."""
        raw = self._sink.read(f"{self._live}/index.json")
        index = msgspec.json.decode(raw, type=ChunkIndex) if raw else None
        closed = list(index.segments) if index else []
        newest = closed[-1].segment.media_sequence if closed else -1
        last = self._written(newest) if closed else None
        for segment in self._store.segments(self._live, newest):
            chunk = self._written(segment.media_sequence)
            if chunk is None or not chunk.is_closed:
                break
            closed.append(_counted(segment, chunk.items))
            last = chunk
        self._closed = deque(closed, MAX_SEGMENTS)
        if index is not None and (index.epoch != epoch or last is None):
            self._begin_anew(head)
        elif last is not None:
            self._up_to = self._read_to = last.up_to
            kept = [item for item in self._belonging_later() if item.seq <= self._up_to]
            self._waiting = deque(kept, MAX_WAITING)

    def _begin_anew(self, head: int) -> None:
        """Go on in another order: what was not in a chunk yet is looked for by its position."""
        self._removals = Removals()
        self._ahead.clear()
        self._waiting = deque(self._belonging_later(), MAX_WAITING)
        self._up_to = self._read_to = head

    def _belonging_later(self) -> list[Envelope]:
        """Return everything that belongs after the newest closed chunk."""
        segment = self._closed[-1].segment if self._closed else Segment(0, 0, 0)
        from_ms = segment.position_ms + segment.duration_ms
        found: list[Envelope] = []
        while len(found) < MAX_WAITING:
            after = found[-1].seq if found else 0
            page = self._store.between(self._live, from_ms, FOR_EVER_MS, after, PAGE)
            found += page
            if len(page) < PAGE:
                break
        return found

    def _written(self, media_sequence: int) -> Chunk | None:
        raw = self._sink.read(f"{self._live}/{media_sequence}.json")
        return msgspec.json.decode(raw, type=Chunk) if raw else None

    def _look_for_removals(self) -> None:
        for envelope in self._store.removals(self._live, self._removals.seq):
            self._removals.fold(envelope)

    def _rewrite(self, now_ms: float) -> None:
        """Write again what changes: index, tombstones, and the chunk that is still open."""
        if self._is_index_old:
            index = ChunkIndex(self._live, self._epoch or "", tuple(self._closed))
            self._write("index", index, SHORT)
            self._is_index_old = False
        if self._closed and self._removals.seq != self._tombstones_seq:
            self._write("tombstones", self._removals.tombstones(self._live), TOMBSTONES)
            self._tombstones_seq = self._removals.seq
        self._write_open_chunk(now_ms)
        cost_ms = REWRITE_MS_PER_SEGMENT * len(self._closed)
        self._rewrite_at_ms = now_ms + max(REWRITE_MS, cost_ms)

    def _write_open_chunk(self, now_ms: float) -> None:
        if not self._closed or self._pending:
            return
        self._take_until(now_ms)
        shown = self._shown(self._waiting)
        seqs = tuple(item.seq for item in shown)
        if seqs == self._open_written:
            return
        last = self._closed[-1].segment
        segment = Segment(
            last.media_sequence + 1,
            last.at_ms + last.duration_ms,
            last.duration_ms,
            last.position_ms + last.duration_ms,
        )
        self._write(str(segment.media_sequence), self._chunk(segment, shown, False), OPEN)
        self._open_written = seqs

    def _shown(self, items: Iterable[Envelope]) -> tuple[Envelope, ...]:
        shown = [item for item in items if not self._removals.hides(item)]
        shown.sort(key=lambda item: (item.position_ms or 0, item.seq))
        return tuple(shown)

    def _write(self, name: str, content: msgspec.Struct, caching: str) -> None:
        self._sink.write(f"{self._live}/{name}.json", msgspec.json.encode(content), caching)


def _closes_at(segment: Segment) -> int:
    return segment.at_ms + segment.duration_ms + CLOSE_AFTER_MS


def _counted(segment: Segment, items: Iterable[Envelope]) -> Counted:
    kinds = [item.kind for item in items if item.kind in SPOKEN]
    return Counted(
        segment, kinds.count(Kind.MESSAGE), kinds.count(Kind.STAMP), kinds.count(Kind.DONATION)
    )
