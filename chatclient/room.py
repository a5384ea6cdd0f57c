"""The one order of a room: whatever arrives, in whatever order, becomes one list.

Pure: told what a connection hears and what time it is, it returns what changed and says which page
it wants. Each number is shown once; a hole is waited for, then asked for; numbers that can't be had
any more are shown as one gap, and a gap that is filled after all gives way to its entries.
"""

from bisect import bisect_right
from collections.abc import Iterable

from chatclient.backends.base import Place
from chatclient.gaps import Gaps
from chatclient.messages import Arrived, Began, Entry, RoomChanged
from chatclient.shown import Change, Shown
from chatclient.standing import Standing
from chatclient.wire.answers import Joined, Paged
from chatclient.wire.envelopes import Envelope
from chatclient.wire.pages import Latest
from chatclient.wire.pushed import Batch
from chatclient.wire.requests import MAX_PAGE, Page

HOLE_S = 0.3
"""So long a missing number may be on its way by itself."""
MAX_WAITING = 20_000
"""Envelopes kept behind a hole; what is beyond is fetched again."""
MAX_CATCH_UP = 20_000
"""Further back than that, what was missed is a gap, not thousands of pages."""
MAX_FRUITLESS = 5
"""Pages that may bring nothing of a hole before it counts as a gap."""
BACKLOG_ANEW = 200
"""Numbers that are fetched when an order begins without a join."""

NOWHERE = Place()
Told = Joined | Batch | Latest | Paged
RoomEvent = Began | Arrived | RoomChanged


class Room:
    """One room's list, as far as it is known without a hole. `now_s` is any monotonic clock."""

    duplicates = 0
    """Envelopes that had been heard before."""
    gaps = 0
    """Gaps that were shown."""

    _epoch: str
    _last: int
    _head: int
    _last_at_ms: int
    _backlog_to: int
    _waiting: dict[int, Envelope]
    _lost: list[range]
    _hole_since_s: float | None
    _fruitless: int

    def __init__(self, place: Place = NOWHERE, *, fills_gaps: bool = True) -> None:
        self._fills_gaps = fills_gaps
        self._standing = Standing()
        self._begin(place.epoch, place.last)
        self._is_listed = place.last > 0

    @property
    def place(self) -> Place:
        """Up to where nothing is missing, but for gaps; where to resume."""
        return Place(self._last, self._epoch)

    def hear(self, heard: Told, now_s: float) -> list[RoomEvent]:
        """Take in what a connection heard and return what changed."""
        events: list[RoomEvent] = []
        if heard.epoch != self._epoch:
            if isinstance(heard, Paged):
                self.postpone(now_s)  # asked about an order that is no more: that is told soon
                return []
            self._begin(heard.epoch, _floor(heard))
            self._backlog_to = self._last + BACKLOG_ANEW if isinstance(heard, Batch) else 0
            events.append(Began(heard.epoch))
        before = self._last
        if isinstance(heard, Batch):
            self._head = max(self._head, heard.head)
        else:
            self._know(heard)
        events += self._take(heard.items)
        self._is_listed = self._is_listed or not isinstance(heard, Batch)
        self._look_for_hole(heard, self._last > before, now_s)
        if changed := self._standing.take():
            events.append(changed)
        return events

    def wants(self, now_s: float) -> Page | None:
        """Return the page that would fill the first hole, once it has been waited for."""
        if not self._fills_gaps or not self._is_due(now_s):
            return None
        return Page(self._last, min(MAX_PAGE, self._hole().stop - self._last - 1))

    def postpone(self, now_s: float, *, is_fruitless: bool = False) -> None:
        """Want nothing for a while: a page could not be had; `is_fruitless`: nor will it ever."""
        self._fruitless += is_fruitless
        if self._hole_since_s is not None:
            self._hole_since_s = now_s

    def lapse(self, now_s: float) -> list[RoomEvent]:
        """Show as a gap what was waited for in vain; return what changed."""
        if not self._is_due(now_s) or (self._fills_gaps and self._fruitless < MAX_FRUITLESS):
            return []
        self._fruitless = 0
        self._lost.append(self._hole())
        events = self._take(())
        self._hole_since_s = now_s if self._last < self._head else None
        if changed := self._standing.take():
            events.append(changed)
        return events

    def due_s(self) -> float | None:
        """Return when `wants` and `lapse` are to be asked next, on the same clock."""
        return None if self._hole_since_s is None else self._hole_since_s + HOLE_S

    def _begin(self, epoch: str, last: int) -> None:
        self._epoch = epoch
        self._last = self._head = last
        self._last_at_ms = 0
        self._backlog_to = 0
        self._waiting = {}
        self._lost = []
        self._gaps = Gaps()
        self._standing.begin()
        self._shown = Shown(self._standing)
        self._hole_since_s = None
        self._fruitless = 0
        self._is_listed = False  # a gap before the first entry is nobody's loss

    def _know(self, heard: Joined | Latest | Paged) -> None:
        """Take in all but the envelopes: how the room stands, and what is gone."""
        self._head = max(self._head, heard.head)
        for first, last in heard.gaps:
            if last > self._last and range(first, last + 1) not in self._lost:
                self._lost.append(range(first, last + 1))
        if not isinstance(heard, Latest) and heard.first > self._last + 1:
            self._lost.append(range(self._last + 1, heard.first))
        if not isinstance(heard, Paged):
            self._standing.set_to(heard)
        if isinstance(heard, Joined):
            self._backlog_to = max(self._backlog_to, heard.head)
            if heard.head - self._last > MAX_CATCH_UP:
                self._lost.append(range(self._last + 1, heard.head - MAX_CATCH_UP + 1))

    def _take(self, items: Iterable[Envelope]) -> list[RoomEvent]:
        run, late = self._sorted_out(items)
        events = self._fill(late) if late else []
        change = Change()
        while run or (missing := self._next_gap()):
            if run:
                change.add(self._shown.fold(run, self._gaps.numbers))
                self._last_at_ms = run[-1].at_ms
            elif missing and self._is_listed:
                self.gaps += 1
                self._gaps.add(missing, self._last_at_ms)
                change.entries.append(self._shown.gap(missing, self._last_at_ms))
            run = self._next_run()
        return events + self._arrived(change)

    def _next_run(self) -> list[Envelope]:
        """Return what waits without a hole after the last number."""
        run = []
        while envelope := self._waiting.pop(self._last + 1, None):
            run.append(envelope)
            self._last += 1
        return run

    def _next_gap(self) -> range | None:
        """Return the numbers after the last one that are known to be gone."""
        self._lost = [numbers for numbers in self._lost if numbers.stop - 1 > self._last]
        after = self._last + 1
        ends = [numbers.stop for numbers in self._lost if after in numbers]
        if not ends:
            return None
        there = min((seq for seq in self._waiting if seq > self._last), default=ends[0])
        missing = range(after, min(ends[0], there))
        self._last = missing.stop - 1
        self._head = max(self._head, self._last)
        return missing

    def _fill(self, late: dict[int, Envelope]) -> list[RoomEvent]:
        """Put what comes late where a gap was shown."""
        run = [late[seq] for seq in sorted(late)]
        marks, left = self._gaps.fill({envelope.seq: envelope.at_ms for envelope in run})
        change = self._shown.fill(run, self._gaps.numbers)
        rest = [self._shown.gap(numbers, at_ms) for numbers, at_ms in left]
        change.entries += [mark for mark in rest if not self._shown.is_down(mark)]
        change.entries.sort(key=_seq)
        change.removed |= marks
        if not self._gaps.numbers:
            self._shown.forget_missing()
        return [_arrival(change, change.entries, is_backlog=True)]

    def _arrived(self, change: Change) -> list[RoomEvent]:
        """Return the change as events: what was said while nobody was here apart from the rest."""
        entries = change.entries
        if not entries and not change.removed and not change.audit and not change.swept:
            return []
        backlog = bisect_right(entries, self._backlog_to, key=_seq)
        if 0 < backlog < len(entries):
            return [
                Arrived(tuple(entries[:backlog]), is_backlog=True),
                _arrival(change, entries[backlog:], is_backlog=False),
            ]
        return [_arrival(change, entries, is_backlog=backlog > 0)]

    def _sorted_out(self, items: Iterable[Envelope]) -> tuple[list[Envelope], dict[int, Envelope]]:
        """Return what comes next, and what fills gaps; keep what lies behind a hole."""
        run: list[Envelope] = []
        late: dict[int, Envelope] = {}
        last, waiting = self._last, self._waiting
        for envelope in items:
            seq = envelope.seq
            if seq == last + 1:
                run.append(envelope)
                last = seq
            elif seq > last:
                if seq in waiting:
                    self.duplicates += 1
                elif len(waiting) < MAX_WAITING:
                    waiting[seq] = envelope
            elif seq in self._gaps and seq not in late:
                late[seq] = envelope
            else:
                self.duplicates += 1
        self._last = last
        if waiting:
            self._head = max(self._head, *waiting)
            for seq in [seq for seq in waiting if seq <= last]:
                del waiting[seq]
                self.duplicates += 1
        self._head = max(self._head, last)
        return run, late

    def _look_for_hole(self, heard: Told, has_moved: bool, now_s: float) -> None:
        """Note since when something is missing; what was missed before a join is due at once."""
        if has_moved:
            self._fruitless = 0
        if self._last >= self._head:
            self._hole_since_s = None
        elif isinstance(heard, Joined | Latest) or (isinstance(heard, Paged) and has_moved):
            self._hole_since_s = now_s - HOLE_S
        elif isinstance(heard, Paged):
            self._fruitless += 1
            self._hole_since_s = now_s
        elif has_moved or self._hole_since_s is None:
            self._hole_since_s = now_s

    def _is_due(self, now_s: float) -> bool:
        return self._hole_since_s is not None and now_s >= self._hole_since_s + HOLE_S

    def _hole(self) -> range:
        """Return the first numbers that are missing as yet."""
        ends = [numbers.start for numbers in self._lost if numbers.start > self._last + 1]
        ends += [seq for seq in self._waiting if seq > self._last]
        return range(self._last + 1, min(ends, default=self._head + 1))


def _arrival(change: Change, entries: list[Entry], *, is_backlog: bool) -> Arrived:
    """Return a change as an event that brings these of its entries."""
    removed, audit, swept = frozenset(change.removed), tuple(change.audit), tuple(change.swept)
    return Arrived(tuple(entries), removed, audit, is_backlog, swept)


def _floor(heard: Joined | Batch | Latest) -> int:
    """Return the number after which a list begins that begins with this."""
    first = min((envelope.seq for envelope in heard.items), default=heard.head + 1)
    return first - 1 if not isinstance(heard, Batch) else max(0, first - 1 - BACKLOG_ANEW)


def _seq(entry: Entry) -> int:
    return entry.seq
