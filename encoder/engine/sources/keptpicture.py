"""Holds one picture that a thread of its own makes, and makes anew when that is due.

Reading a file on a dead network drive or drawing text takes time that the programme's threads
don't have.
"""

import threading
from collections.abc import Callable

import av

from encoder.errors import ErrorCode, Problem, SourceError, error_for

OPEN_TIMEOUT_S = 5.0
CLOSE_TIMEOUT_S = 2.0


class KeptPicture:
    """A source that is seen only and seldom changes.

    `renew` returns the picture, None where the one before is still good; `wait_s` says how long to
    leave it alone, None for ever. Both run in the thread. A picture that can't be made anew stays
    as it was: viewers shall not lose a logo because somebody is just saving it.
    """

    def __init__(
        self,
        kind: str,
        renew: Callable[[], av.VideoFrame | None],
        wait_s: Callable[[], float | None],
        timeout_s: float = OPEN_TIMEOUT_S,
    ) -> None:
        """Wait for the first picture; raises SourceError where there is none."""
        self._kind = kind
        self._renew = renew
        self._wait_s = wait_s
        self._picture: av.VideoFrame | None = None
        self._problem: Problem | None = None
        self._has_begun = threading.Event()
        self._wake = threading.Event()
        self._is_closing = False
        # A daemon: a dead network drive can't be interrupted and must not keep the process from
        # ending.
        self._thread = threading.Thread(target=self._run, name=f"{kind}-keep", daemon=True)
        self._thread.start()
        self._has_begun.wait(timeout_s)
        if self._picture is None:
            problem = self._problem or self._lost("reading takes too long")
            self.close()
            raise error_for(problem)

    def picture(self, media_time_s: float) -> av.VideoFrame | None:
        return self._picture

    def sound(self, first_sample: int, count: int) -> None:
        return None

    def renew_now(self) -> None:
        """Let the thread make the picture anew at once. Any thread."""
        self._wake.set()

    def close(self) -> None:
        self._is_closing = True
        self._wake.set()
        self._thread.join(CLOSE_TIMEOUT_S)

    def _run(self) -> None:
        while not self._is_closing:
            self._wake.clear()
            try:
                self._picture = self._renew() or self._picture
            except SourceError as error:
                self._problem = error.problem
            except Exception as error:  # noqa: BLE001 - a thread's main: it becomes a fact
                self._problem = self._lost(type(error).__name__)
            self._has_begun.set()
            if self._picture is None:
                return
            if not self._is_closing:
                self._wake.wait(self._wait_s())

    def _lost(self, reason: str) -> Problem:
        return Problem(ErrorCode.SOURCE_LOST, {"kind": self._kind, "reason": reason})
