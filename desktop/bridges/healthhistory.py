"""The seconds recorded before this window, read once in the background."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.bridges.tasks import Task, Tasks
from encoder.messages import Phase, Stats

SPAN_S = 300.0
Read = Callable[[Path, float], list[Stats]]


class HealthHistory(QObject):
    """Asks the local record for the last minutes on air.

    Signals:
        arrived(list[Stats]): they are here, oldest first.
    """

    arrived = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        read: Read,
        parent: QObject | None = None,
        *,
        now_utc_s: Callable[[], float] = time.time,
    ) -> None:
        """`read(file, since_utc_s)` is called on another thread."""
        super().__init__(parent)
        self._tasks = tasks
        self._read = read
        self._now_utc_s = now_utc_s
        self._task: Task | None = None

    def load(self, file: Path) -> None:
        """Read what this record has of the last minutes."""
        since_utc_s = self._now_utc_s() - SPAN_S
        self._task = self._tasks.run(
            lambda: self._read(file, since_utc_s), self._on_read, lambda _: None
        )

    def close(self) -> None:
        """Wait for nothing any more."""
        if self._task is not None:
            self._task.cancel()

    def _on_read(self, seconds: list[Stats]) -> None:
        on_air = [stats for stats in seconds if stats.phase is not Phase.IDLE]
        if on_air:
            self.arrived.emit(on_air)
