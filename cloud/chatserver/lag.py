"""How late the event loop is: the one figure that says whether a node has enough of its core."""

import asyncio
from collections import deque

EVERY_S = 0.05
KEPT = 1_200
"""A minute."""


class LoopLag:
    """Measures by a timer how much later than due the loop comes to things."""

    def __init__(self) -> None:
        self._late_ms: deque[float] = deque(maxlen=KEPT)
        self._timer: asyncio.TimerHandle | None = None
        self._due_s = 0.0

    def start(self) -> None:
        """Begin to measure, on the running loop."""
        loop = asyncio.get_running_loop()
        self._due_s = loop.time() + EVERY_S
        self._timer = loop.call_at(self._due_s, self._measure, loop)

    def stop(self) -> None:
        """Measure no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def now_ms(self) -> float:
        """Return the worst of the last quarter of a second."""
        newest = [self._late_ms[-n] for n in range(1, min(6, len(self._late_ms) + 1))]
        return max(newest, default=0.0)

    def percentile_ms(self, share: float) -> float:
        """Return what this share (0 to 1) of the last minute stayed below."""
        ordered = sorted(self._late_ms)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

    def _measure(self, loop: asyncio.AbstractEventLoop) -> None:
        now_s = loop.time()
        self._late_ms.append((now_s - self._due_s) * 1000)
        self._due_s = now_s + EVERY_S
        self._timer = loop.call_at(self._due_s, self._measure, loop)
