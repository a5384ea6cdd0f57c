"""One chat client from its opening to its end, and what it told that waits for the GUI thread.

What arrives is never dropped while there is room for it; a stretch that no longer fits is shown
as a gap, and counted. What only counts now is kept in its newest state.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import Protocol

from chatclient.messages import Arrived, Began, ChatEvent, Counted, Entry, FeedMeasured, RoomChanged
from chatclient.wire.envelopes import Envelope
from chatclient.wire.requests import Request

MOST_WAITING = 100_000
"""Entries that may wait: minutes of a busy chat, should the GUI thread hang."""
SLICE = 2_000
"""Entries handed over at once: as many as the view keeps, and some milliseconds' work."""
Tell = Callable[[ChatEvent], None]


class ChatClient(Protocol):
    """`chatclient.client.Client`, as much of it as the window uses; any thread, none blocks."""

    def start(self) -> None:
        """Begin to connect."""
        ...

    def close(self) -> None:
        """End it; blocks up to 3 s."""
        ...

    def say(
        self, text: str = "", *, stamp: str = "", reply_to: int = 0, position_ms: int | None = None
    ) -> str:
        """Send a message and return its own id."""
        ...

    def ask(self, request: Request) -> str:
        """Send a request and return its id."""
        ...

    def retry(self, own_id: str) -> None:
        """Send an own message that was rejected once more."""
        ...

    def discard(self, own_id: str) -> None:
        """Forget an own message that was not accepted."""
        ...

    def retry_now(self) -> None:
        """Try to connect now rather than when it is due."""
        ...


class ChatFeed:
    """Owns one client; `open` and `close` block, so they belong on a worker."""

    def __init__(
        self,
        make: Callable[[Tell], ChatClient],
        wake: Callable[["ChatFeed"], None],
        overhear: Tell,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        """`overhear` hears everything first, on the client's thread; it must not block."""
        self._make = make
        self._wake = wake
        self._overhear = overhear
        self._most_waiting = most_waiting
        self._life = threading.Lock()  # opening and closing take turns
        self._lock = threading.Lock()
        self._waiting: deque[ChatEvent] = deque()
        self._entries = 0
        self._is_awake = False
        self._is_closed = False
        self.client: ChatClient | None = None
        """Once it was opened, until it is closed."""
        self.losses = 0
        """Entries that found no room, up to now."""

    def open(self) -> None:
        """Make the client and start it, unless it was closed meanwhile. Blocks."""
        with self._life:
            if self._is_closed:
                return
            self.client = self._make(self.tell)
            self.client.start()

    def close(self) -> None:
        """End the client and let nothing out any more. Blocks."""
        with self._lock:
            self._is_closed = True
            self._waiting.clear()
        with self._life:
            client, self.client = self.client, None
        if client is not None:
            client.close()

    def tell(self, event: ChatEvent) -> None:
        """Take an event of the client's; its thread."""
        self._overhear(event)
        with self._lock:
            if self._is_closed:
                return
            self._put(event)
            wakes, self._is_awake = not self._is_awake, True
        if wakes:
            self._wake(self)

    def miss(self) -> None:
        """Know that the waking was lost on its way: the next event wakes again. Any thread."""
        with self._lock:
            self._is_awake = False

    def take(self) -> list[ChatEvent]:
        """Return what comes next, in order, at most one `Arrived` in it; GUI thread.

        Where that was not all, it wakes again.
        """
        taken: list[ChatEvent] = []
        with self._lock:
            while self._waiting and not isinstance(self._waiting[0], Arrived):
                taken.append(self._waiting.popleft())
            merged: list[Arrived] = []
            size = 0
            while self._waiting and isinstance(first := self._waiting[0], Arrived):
                size += len(first.entries)
                if merged and (size > SLICE or first.is_backlog != merged[0].is_backlog):
                    break
                merged.append(first)
                self._waiting.popleft()
                self._entries -= len(first.entries)
            wakes = self._is_awake = bool(self._waiting)
        if merged:
            taken.append(_joined(merged))
        if wakes:
            self._wake(self)
        return taken

    def _put(self, event: ChatEvent) -> None:
        waiting = self._waiting
        if isinstance(event, RoomChanged | Counted | FeedMeasured):
            # The newest of each is enough, and what waits is short unless the window hangs.
            for at in range(len(waiting) - 1, max(-1, len(waiting) - 9), -1):
                if type(waiting[at]) is type(event):
                    waiting[at] = event
                    return
        waiting.append(event)
        if isinstance(event, Arrived):
            self._entries += len(event.entries)
            while self._entries > self._most_waiting:
                self._lose_oldest()

    def _lose_oldest(self) -> None:
        """Put a gap in the place of the oldest entries that wait."""
        for at, event in enumerate(self._waiting):
            if isinstance(event, Arrived) and len(event.entries) > 1:
                gap = _gap(event.entries)
                self._waiting[at] = Arrived((gap,), event.removed, event.audit, event.is_backlog)
                self._entries -= len(event.entries) - 1
                self.losses += sum(not entry.is_gap for entry in event.entries)
                return
        self._join_oldest()

    def _join_oldest(self) -> None:
        """Make one gap of the two oldest entries, where nothing but single ones wait."""
        places = (at for at, event in enumerate(self._waiting) if _has_entries(event))
        first, second = next(places), next(places)
        older, newer = self._waiting[first], self._waiting[second]
        assert isinstance(older, Arrived)
        assert isinstance(newer, Arrived)
        is_anew = any(isinstance(self._waiting[at], Began) for at in range(first, second))
        lost = older.entries if is_anew else older.entries + newer.entries
        self.losses += sum(not entry.is_gap for entry in lost)
        self._entries -= 1
        if not is_anew:
            gap = _gap(tuple(sorted(lost, key=lambda entry: entry.seq)))
            removed, audit = older.removed | newer.removed, older.audit + newer.audit
            self._waiting[second] = Arrived((gap,), removed, audit, newer.is_backlog)
        del self._waiting[first]


def _has_entries(event: ChatEvent) -> bool:
    return isinstance(event, Arrived) and bool(event.entries)


def _gap(entries: tuple[Entry, ...]) -> Entry:
    first, last = entries[0], entries[-1]
    envelope = Envelope(first.seq, "", first.envelope.at_ms)
    return Entry(envelope, None, max(last.seq, last.gap_to))


def _joined(events: list[Arrived]) -> Arrived:
    """Return several arrivals as one: what is removed goes first, then the entries come."""
    if len(events) == 1:
        return events[0]
    entries: list[Entry] = []
    for event in events:
        if event.removed:
            entries = [entry for entry in entries if entry.seq not in event.removed]
        entries += event.entries
    return Arrived(
        tuple(entries),
        frozenset().union(*(event.removed for event in events)),
        tuple(entry for event in events for entry in event.audit),
        events[0].is_backlog,
        tuple(sweep for event in events for sweep in event.swept),
    )
