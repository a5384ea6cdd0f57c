"""The one way onto the GUI thread: any thread posts facts, a timer hands them over there.

Emitting a Qt signal from a foreign thread crashes PySide6 now and then; posting here does not.
"""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

PERIOD_MS = 33
BUDGET_S = 0.008
CAPACITY = 10_000
"""Facts that may wait; a GUI thread busy for minutes must not grow the memory without end."""

Fact = TypeVar("Fact")
Key = Hashable | None


@dataclass(frozen=True, slots=True)
class _Letter:
    fact: Any
    handler: Callable[[Any], None]
    replaced: Callable[[Any], None]
    key: Key


class Mailbox(QObject):
    """Holds what other threads posted until the GUI thread takes it.

    Signals:
        losses_counted(int): so many facts were lost up to now, because too many waited.
    """

    losses_counted = Signal(int)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        capacity: int = CAPACITY,
        budget_s: float = BUDGET_S,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._capacity = capacity
        self._budget_s = budget_s
        self._now_s = now_s
        self._lock = threading.Lock()
        self._letters: dict[int, _Letter] = {}
        self._latest: dict[Hashable, int] = {}
        self._next_number = 0
        self._losses = 0
        self._losses_told = 0
        self._is_closed = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self.drain)

    def inlet(
        self,
        handler: Callable[[Fact], None],
        *,
        latest: Callable[[Fact], Key] = lambda _: None,
        replaced: Callable[[Fact], None] = lambda _: None,
    ) -> Callable[[Fact], None]:
        """Return what other threads call with a fact; `handler` gets it on the GUI thread.

        Of the waiting facts for which `latest` returns the same key only the newest is handed
        over; `replaced` gets the others, on the posting thread. None as a key keeps every fact.
        """
        inlet = object()

        def post(fact: Fact) -> None:
            key = latest(fact)
            full_key = None if key is None else (id(inlet), inlet, key)
            self._post(_Letter(fact, handler, replaced, full_key))

        return post

    @property
    def losses(self) -> int:
        """How many facts were lost up to now."""
        return self._losses

    @property
    def waiting(self) -> int:
        """How many facts wait to be handed over."""
        return len(self._letters)

    def start(self) -> None:
        """Begin to hand over, regularly; GUI thread."""
        self._timer.start()

    def drain(self) -> None:
        """Hand over what waits, as far as the time budget goes; GUI thread."""
        deadline_s = self._now_s() + self._budget_s
        while (letter := self._take()) is not None:
            letter.handler(letter.fact)
            if self._now_s() >= deadline_s:
                break
        if self._losses != self._losses_told:
            self._losses_told = self._losses
            self.losses_counted.emit(self._losses)

    def drain_all(self) -> None:
        """Hand over everything that waits, however long it takes; GUI thread."""
        while self.waiting:
            self.drain()

    def close(self) -> None:
        """Hand nothing over any more; what is posted later goes nowhere."""
        self._timer.stop()
        with self._lock:
            self._is_closed = True
            left = list(self._letters.values())
            self._letters.clear()
            self._latest.clear()
        for letter in left:
            letter.replaced(letter.fact)

    def _post(self, letter: _Letter) -> None:
        gone: _Letter | None = None
        with self._lock:
            if self._is_closed:
                gone = letter
            else:
                gone = self._make_room(letter.key)
                self._letters[self._next_number] = letter
                if letter.key is not None:
                    self._latest[letter.key] = self._next_number
                self._next_number += 1
        if gone is not None:
            gone.replaced(gone.fact)

    def _make_room(self, key: Key) -> _Letter | None:
        """Return the letter that has to go for one with this key."""
        if key is not None and key in self._latest:
            return self._letters.pop(self._latest.pop(key))
        if len(self._letters) < self._capacity:
            return None
        # The oldest goes: the present state is told by the newest facts.
        self._losses += 1
        return self._pop_oldest()

    def _take(self) -> _Letter | None:
        with self._lock:
            return self._pop_oldest() if self._letters else None

    def _pop_oldest(self) -> _Letter:
        letter = self._letters.pop(next(iter(self._letters)))
        if letter.key is not None:
            self._latest.pop(letter.key, None)
        return letter
