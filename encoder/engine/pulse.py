"""The engine's regular signs of life: a heartbeat, and the figures of each second."""

import logging
import threading
import time
from collections.abc import Callable

from encoder.engine.statistics import Moment, Sampler
from encoder.messages import Alive, Event, Sampled

HEARTBEAT_S = 0.5
SAMPLE_S = 1.0
STUCK_S = 8.0
"""The main loop turns every 0.2 s; a stop may hold it for 5 s, sources that open for 3 s."""

_logger = logging.getLogger(__name__)


class Pulse:
    """Tells on a thread of its own, until `close()`; silent while the main loop stands still."""

    def __init__(
        self,
        tell: Callable[[Event], None],
        moment: Callable[[], Moment],
        turned_s: Callable[[], float],
    ) -> None:
        """`moment` says how everything is, `turned_s` when the main loop last came round."""
        self._tell = tell
        self._moment = moment
        self._turned_s = turned_s
        self._has_failed = False
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="engine-pulse")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End and join."""
        self._closing.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        sampler = Sampler()
        next_sample_s = time.monotonic()
        while not self._closing.wait(HEARTBEAT_S):
            if time.monotonic() - self._turned_s() > STUCK_S:
                continue  # silence: whoever supervises this engine shall see that it hangs
            self._tell(Alive())
            now_s = time.monotonic()
            if now_s >= next_sample_s:
                next_sample_s = max(next_sample_s + SAMPLE_S, now_s)  # no burst after a standstill
                self._tell_figures(sampler)

    def _tell_figures(self, sampler: Sampler) -> None:
        try:
            self._tell(Sampled(sampler.sample(self._moment())))
        except Exception:  # a thread's main: without a heartbeat this engine would be killed
            if not self._has_failed:
                _logger.exception("The figures of this second failed")
            self._has_failed = True
