"""Spaces out the frames of a widget that changes all the time, by what they cost."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer

SHORTEST_MS = 33.0
LONGEST_MS = 120.0
_SHARE = 0.04  # of one core, which frames may take as long as they come at least every 120 ms


class FramePacer(QObject):
    """Calls `show` once, however often one asked: soon, but at most 30 times a second.

    Where frames cost much, they come less often. `measured` tells the cost.
    """

    def __init__(
        self,
        show: Callable[[], None],
        parent: QObject | None = None,
        *,
        now_s: Callable[[], float] = time.perf_counter,
    ) -> None:
        super().__init__(parent)
        self._show = show
        self._now_s = now_s
        self._cost_s = 0.0
        self._shown_s = -1.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.show_now)

    @property
    def shown_s(self) -> float:
        """When the last frame was shown, by the pacer's clock."""
        return self._shown_s

    @property
    def period_ms(self) -> float:
        """How far apart frames are now, at least."""
        return min(LONGEST_MS, max(SHORTEST_MS, self._cost_s / _SHARE * 1000.0))

    def ask(self) -> None:
        """Something changed: a frame is wanted."""
        if not self._timer.isActive():
            since_ms = (self._now_s() - self._shown_s) * 1000.0
            self._timer.start(max(0, round(self.period_ms - since_ms)))

    def show_now(self) -> None:
        """Show the frame that one may have asked for."""
        self._timer.stop()
        self._shown_s = self._now_s()
        self._cost_s = 0.0
        with self.measured():
            self._show()

    def stop(self) -> None:
        """Show nothing of what was asked for."""
        self._timer.stop()

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Count what happens inside as a part of the frame's cost."""
        began_s = self._now_s()
        yield
        self._cost_s += self._now_s() - began_s
