"""Does what takes seconds on a thread of its own: looking for devices, measuring encoders."""

import contextlib
import queue
import threading
from collections.abc import Callable

from encoder.errors import EncoderError, ErrorCode, Problem
from encoder.messages import Event, Failed

MAX_WAITING = 4
"""More of the same errand would only say the same again."""


class Errands:
    """One named thread; the event that an errand returns is reported. `close()` joins it."""

    def __init__(self, name: str, report: Callable[[Event], None]) -> None:
        """`report` is called on the thread."""
        self._report = report
        self._waiting: queue.Queue[Callable[[], Event] | None] = queue.Queue(MAX_WAITING)
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name)
        self._thread.start()

    def run(self, errand: Callable[[], Event]) -> None:
        """Run this after those that wait; beyond MAX_WAITING it is left out. Returns at once."""
        with contextlib.suppress(queue.Full):
            self._waiting.put_nowait(errand)

    def close(self) -> None:
        """Forget what waits; join the thread."""
        self._closing.set()
        with contextlib.suppress(queue.Full):  # then the thread sees that it closes
            self._waiting.put_nowait(None)
        self._thread.join()

    def _run(self) -> None:
        while not self._closing.is_set():
            errand = self._waiting.get()
            if errand is None or self._closing.is_set():
                return
            try:
                event = errand()
            except EncoderError as error:
                event = Failed(error.problem)
            except Exception as error:  # noqa: BLE001 - a thread's main: say it and go on
                reason = {"reason": type(error).__name__}
                event = Failed(Problem(ErrorCode.ENGINE_FAULT, reason))
            self._report(event)
