"""Keeps Python's garbage collector on the GUI thread, and its pauses short.

Python collects on whatever thread happens to allocate. When that is a worker and the garbage holds
a closed dialog, Qt objects are destroyed on the wrong thread, and the process crashes some time
later. So collecting is switched off, and done here between two events.

A collection takes as long as there are objects to look at, and no thread runs meanwhile: modules
and models of services that were loaded would make it a quarter of a second. They stay anyway, so
what there is once everything stands, and what comes in masses later, is not looked at again.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PERIOD_MS = 100
MOST_OLD = 20_000
"""So many objects are looked at in some 5 ms, on a busy machine in 25."""


class GarbageTurn(QObject):
    """Collects ten times a second what the collector itself would have; `close()` gives it back."""

    def __init__(self, parent: QObject | None = None, *, most_old: int = MOST_OLD) -> None:
        """More than `most_old` objects of an age are never looked at at once."""
        super().__init__(parent)
        self._most_old = most_old
        self._old = 0
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that has reached its threshold; GUI thread."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > thresholds[generation]]
        if due and counts[0] <= self._most_old:
            self._old = max(0, self._old + counts[0] - gc.collect(due[-1]))
        if max(self._old, counts[0]) > self._most_old:
            self.keep()

    def keep(self) -> None:
        """Take everything that is there for something that stays: it is not looked at again."""
        gc.freeze()
        self._old = 0

    def close(self) -> None:
        """Let Python collect by itself again, everything."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()
