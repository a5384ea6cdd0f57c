"""Reads from a store what a replay shows: spans, chunks, the index and what was taken down.

Blocking. What is asked for again and again (segments, removals, counts) is remembered, and looked
after once a second at most.
"""

import threading
import time
from collections import OrderedDict

from chatclient.wire.envelopes import Envelope
from chatclient.wire.pages import Chunk, ChunkIndex, Counted, Replayed, Segment, Tombstones
from cloud.chatserver.log import Clock
from cloud.chatserver.removals import Removals
from cloud.chatserver.store import Store, Tally
from cloud.chatserver.timeline import MAX_LATENCY_MS, OPEN_SEGMENTS, Timeline

PAGE = 2000
"""Envelopes in one reply."""
MAX_CHUNK = 50_000
LOOK_S = 1.0
COUNT_S = 5.0
MAX_ROOMS = 200
WRITTEN_AFTER_MS = 2_500
"""A segment's chunk is there so long after its end."""
SETTLED_AFTER_MS = MAX_LATENCY_MS + 5_000
"""Until then viewers who are behind may still say something that belongs there."""


class _Room:
    """What is remembered of one room."""

    def __init__(self, epoch: str) -> None:
        self.epoch = epoch
        self.timeline = Timeline()
        self.removals = Removals()
        self.looked_s = -LOOK_S
        self.tallies: dict[int, Tally] = {}
        self.counted_s = -COUNT_S


class ReplayReader:
    """Answers for one store, on any thread; raises StoreFailed. An unknown room is None."""

    def __init__(self, store: Store, clock: Clock = time.time) -> None:
        self._store = store
        self._clock = clock
        self._rooms: OrderedDict[str, _Room] = OrderedDict()
        self._lock = threading.Lock()

    def span(self, live: str, from_ms: int, to_ms: int, after: int) -> tuple[Replayed, bool] | None:
        """Return a page of a span, and whether nothing can be added to the span any more."""
        room = self._room(live)
        if room is None:
            return None
        found = self._store.between(live, from_ms, to_ms, after, PAGE)
        next_after = found[-1].seq if len(found) == PAGE else 0
        items = _shown(found, room.removals)
        return Replayed(live, from_ms, to_ms, items, next_after), self._is_settled(room, to_ms)

    def chunk(self, live: str, media_sequence: int) -> tuple[Chunk, bool] | None:
        """Return what was said during a segment, and whether nothing can be added any more.

        None also for a segment that is neither known nor about to be.
        """
        room = self._room(live)
        segment = _segment(room.timeline, media_sequence) if room else None
        if room is None or segment is None:
            return None
        end_ms = segment.position_ms + segment.duration_ms
        found = read_span(self._store, live, segment.position_ms, end_ms)
        is_settled = self._is_settled(room, end_ms)
        chunk = Chunk(
            live,
            media_sequence,
            segment.position_ms,
            segment.duration_ms,
            _shown(found, room.removals),
            is_closed=is_settled,
        )
        return chunk, is_settled

    def index(self, live: str) -> ChunkIndex | None:
        """Return all segments with how much was said in each."""
        room = self._room(live)
        if room is None:
            return None
        if time.monotonic() - room.counted_s >= COUNT_S:
            room.tallies = self._store.tallies(live)
            room.counted_s = time.monotonic()
        return index_of(live, room.epoch, list(room.timeline), room.tallies)

    def tombstones(self, live: str) -> Tombstones | None:
        """Return what is to be seen no more."""
        room = self._room(live)
        return room.removals.tombstones(live) if room else None

    def _room(self, live: str) -> _Room | None:
        with self._lock:
            room = self._rooms.get(live)
            if room is None or time.monotonic() - room.looked_s >= LOOK_S:
                room = self._look(live, room)
            if room is not None:
                self._rooms[live] = room
                self._rooms.move_to_end(live)
                if len(self._rooms) > MAX_ROOMS:
                    self._rooms.popitem(last=False)
            return room

    def _look(self, live: str, room: _Room | None) -> _Room | None:
        epoch, _ = self._store.head(live)
        if room is None or room.epoch != epoch:
            room = _Room(epoch)
        known = len(room.timeline)
        last = room.timeline[-1].media_sequence if known else -1
        segments = self._store.segments(live, last)
        if not epoch and not segments and not known:
            return None
        room.timeline.extend(segments)
        for envelope in self._store.removals(live, room.removals.seq):
            room.removals.fold(envelope)
        room.looked_s = time.monotonic()
        return room

    def _is_settled(self, room: _Room, to_ms: int) -> bool:
        if to_ms > room.timeline.end_ms or not len(room.timeline):
            return False
        segment = room.timeline.segment_at(to_ms - 1)
        end_at_ms = segment.at_ms + segment.duration_ms
        return self._clock() * 1000 >= end_at_ms + SETTLED_AFTER_MS


def read_span(store: Store, live: str, from_ms: int, to_ms: int) -> list[Envelope]:
    """Return what belongs to a span, by position, then number: MAX_CHUNK of it at most."""
    found: list[Envelope] = []
    while len(found) < MAX_CHUNK:
        page = store.between(live, from_ms, to_ms, found[-1].seq if found else 0, PAGE)
        found += page
        if len(page) < PAGE:
            break
    return sorted(found, key=_in_order)


def index_of(
    live: str, epoch: str, segments: list[Segment], tallies: dict[int, Tally]
) -> ChunkIndex:
    """Return the index of these segments."""
    nothing = Tally()
    counted = []
    for segment in segments:
        tally = tallies.get(segment.media_sequence, nothing)
        counted.append(Counted(segment, tally.messages, tally.stamps, tally.donations))
    return ChunkIndex(live, epoch, tuple(counted))


def _shown(found: list[Envelope], removals: Removals) -> tuple[Envelope, ...]:
    shown = [envelope for envelope in found if not removals.hides(envelope)]
    return tuple(sorted(shown, key=_in_order))


def _in_order(envelope: Envelope) -> tuple[int, int]:
    return envelope.position_ms or 0, envelope.seq


def _segment(timeline: Timeline, media_sequence: int) -> Segment | None:
    """Return a known segment, or one that is about to be made, as it will probably be."""
    if (known := timeline.segment(media_sequence)) is not None or not len(timeline):
        return known
    newest = timeline[-1]
    ahead = media_sequence - newest.media_sequence
    if not 0 < ahead <= OPEN_SEGMENTS:
        return None
    position_ms = timeline.end_ms + (ahead - 1) * newest.duration_ms
    at_ms = newest.at_ms + ahead * newest.duration_ms
    return Segment(media_sequence, at_ms, newest.duration_ms, position_ms)
