"""Media time and the absolute-deadline ticks that make the picture's rate constant."""

import time
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

Monotonic = Callable[[], float]
Wait = Callable[[float], bool]
"""Wait that many seconds; True = interrupted, stop. `threading.Event().wait` is one."""

MAX_CATCH_UP_S = 1.0
"""After a longer stop (a suspended laptop) the missed ticks are dropped, not made up."""


class MediaClock:
    """Seconds since the programme started, monotonic; one for all of its sources."""

    def __init__(self, monotonic: Monotonic = time.monotonic) -> None:
        self._monotonic = monotonic
        self._start_s = monotonic()

    def __call__(self) -> float:
        """Return the media time in seconds. Any thread."""
        return self._monotonic() - self._start_s


class Tick(NamedTuple):
    """One due tick: its number, and how many before it have been missed for good."""

    number: int
    missed: int


class Ticker:
    """Yields tick n at media time (n + lag) * period.

    Late ticks come at once; none is lost unless more than MAX_CATCH_UP_S behind.
    Deadlines are computed from the index, so rounding never adds up.
    """

    def __init__(self, period_s: Fraction, now: Monotonic, wait: Wait, lag: int = 0) -> None:
        # Whole numbers: a Fraction's own arithmetic takes longer than everything else of a tick.
        self._numerator, self._denominator = period_s.numerator, period_s.denominator
        self._now = now
        self._wait = wait
        self._lag = lag
        self._index = self._newest()

    def next(self) -> Tick | None:
        """Wait for the next tick; None when the wait was interrupted."""
        self._index += 1
        due_s = (self._index + self._lag) * self._numerator / self._denominator
        remaining_s = due_s - self._now()
        if remaining_s > 0:
            if self._wait(remaining_s):
                return None
            return Tick(self._index, 0)
        missed = 0
        if -remaining_s > MAX_CATCH_UP_S:
            newest = self._newest()
            missed = newest - self._index
            self._index = newest
        return None if self._wait(0) else Tick(self._index, missed)

    def lateness(self) -> int:
        """Return how many whole ticks behind the newest due one the last tick was."""
        return max(0, self._newest() - self._index)

    def _newest(self) -> int:
        return int(self._now() * self._denominator / self._numerator) - self._lag
