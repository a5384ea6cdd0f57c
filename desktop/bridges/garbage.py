"""Keeps Python's garbage collector on the GUI thread.

Python collects on whatever thread happens to allocate. When that is a worker and the garbage holds
a closed dialog, Qt objects are destroyed on the wrong thread, and the process crashes some time
later. So collecting is switched off, and done here between two events.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PERIOD_MS = 1_000


class GarbageTurn(QObject):
    """Collects once a second what the collector itself would have; `close()` gives it back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
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
        if due:
            gc.collect(due[-1])

    def close(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
