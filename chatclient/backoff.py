"""When to connect again, and by which road: full jitter, the fallback, and the way back.

Pure: the clock and chance are handed in. Full jitter, any wait from nothing to the whole, lets a
hundred thousand clients return evenly (Exponential Backoff And Jitter, AWS Architecture Blog).
"""

from collections.abc import Callable
from random import SystemRandom

from msgspec import Struct

Chance = Callable[[], float]
"""Returns 0 ... 1."""


MAX_RETRY_AFTER_S = 60.0
"""No server makes a client wait longer."""


class Pace(Struct, frozen=True):
    """How long to wait for what; tests go faster."""

    base_s: float = 0.5
    cap_s: float = 30.0
    step_down_after: int = 3
    """Failures of the main road in a row before the fallback is taken."""
    lasting_s: float = 10.0
    """A connection that held for so long was none of the failures in a row."""
    return_s: tuple[float, float] = (120.0, 300.0)
    """After so long on the fallback, by chance between the two, the main road is tried again."""
    measured_s: float = 1.0
    """Between two reports of figures."""


UNHURRIED = Pace()


class Ladder:
    """Which road to take next, and when."""

    failures = 0
    """In a row."""
    is_down = False
    """The fallback is to be taken."""

    def __init__(self, *, has_fallback: bool, pace: Pace, chance: Chance | None = None) -> None:
        self._has_fallback = has_fallback
        self._pace = pace
        self._chance = chance or SystemRandom().random
        self._on_road = 0

    def failed(self, *, retry_after_s: float = 0.0, is_overloaded: bool = False) -> float:
        """Note that a connection failed or ended; return how many seconds to wait.

        The road is changed after so many failures on it, at once when it is overloaded.
        """
        pace = self._pace
        most_s = min(pace.cap_s, pace.base_s * 2.0 ** min(self.failures, 30))
        wait_s = min(retry_after_s, MAX_RETRY_AFTER_S) + self._chance() * most_s
        self.failures += 1
        self._on_road += 1
        is_hopeless = is_overloaded or self._on_road >= pace.step_down_after
        if self._has_fallback and is_hopeless:
            is_first = self.failures == self._on_road
            self.is_down = not self.is_down
            self._on_road = 0
            if is_first:
                return self._chance() * pace.base_s  # another road: none of the first one's waits
        return wait_s

    def ended(self, lasted_s: float) -> None:
        """Note for how long a connection held, before it counts as failed."""
        if lasted_s >= self._pace.lasting_s:
            self.failures = self._on_road = 0

    def returned(self) -> None:
        """Note that the main road is taken again."""
        self.is_down = False
        self.failures = self._on_road = 0

    def return_s(self) -> float:
        """Return how long to stay on the fallback before the main road is tried."""
        shortest, longest = self._pace.return_s
        return shortest + (longest - shortest) * self._chance()
