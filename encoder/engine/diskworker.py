"""Does one disk job after another on a thread of its own: replays, recoveries."""

import contextlib
import logging
import queue
import threading
from collections.abc import Callable

MAX_JOBS = 8
STOP_TIMEOUT_S = 4.0

_logger = logging.getLogger(__name__)


class DiskWorker:
    """One named thread with a bounded queue before it; a job reports its own failures."""

    def __init__(self, name: str) -> None:
        self._jobs: queue.Queue[Callable[[], None] | None] = queue.Queue(MAX_JOBS)
        self._is_closing = False
        # A disk that hangs can't be interrupted: as a daemon the thread can't hold the process.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def run(self, job: Callable[[], None]) -> bool:
        """Do this after what waits; False when too much waits already. Returns at once."""
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            return False
        return True

    def close(self) -> None:
        """Finish what waits, at most STOP_TIMEOUT_S, then take nothing more."""
        self._is_closing = True
        with contextlib.suppress(queue.Full):  # then it ends after what waits
            self._jobs.put_nowait(None)
        self._thread.join(STOP_TIMEOUT_S)

    def _run(self) -> None:
        while True:
            try:
                job = self._jobs.get(block=not self._is_closing)
            except queue.Empty:
                return
            if job is None:
                return
            try:
                job()
            except Exception:
                _logger.exception("A disk job failed")
