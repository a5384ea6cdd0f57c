"""Does what must not hold up a call: deliveries and their retries, later by the account's clock."""

import heapq
import itertools
import logging
import threading
from collections import deque
from collections.abc import Callable

from cloud.practice.account.context import AccountClock

_log = logging.getLogger(__name__)

THREADS = 4
MOST_WAITING = 2_000
_JOIN_S = 10.0

Errand = Callable[[], None]


class Errands:
    """A few threads that run errands in the order they are due; the oldest wait is bounded."""

    def __init__(self, clock: AccountClock, *, threads: int = THREADS) -> None:
        self._clock = clock
        self._change = threading.Condition()
        self._ready: deque[Errand] = deque()
        self._later: list[tuple[float, int, Errand]] = []
        self._numbers = itertools.count()
        self._running = 0
        self._is_closed = False
        self.lost = 0
        """How many were dropped because too many waited."""
        self._threads = [
            threading.Thread(target=self._run, name=f"account-errands-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def do(self, errand: Errand, *, in_s: float = 0.0) -> None:
        """Run it as soon as a thread is free, or so many seconds later by the account's clock."""
        with self._change:
            if self._is_closed:
                return
            if len(self._ready) + len(self._later) >= MOST_WAITING:
                self.lost += 1
                return
            if in_s > 0:
                due_s = self._clock.now_s() + in_s
                heapq.heappush(self._later, (due_s, next(self._numbers), errand))
            else:
                self._ready.append(errand)
                self._change.notify()

    def start_due(self) -> None:
        """Start what has become due; to be called every second."""
        now_s = self._clock.now_s()
        with self._change:
            while self._later and self._later[0][0] <= now_s:
                self._ready.append(heapq.heappop(self._later)[2])
                self._change.notify()

    def settle(self, timeout_s: float) -> bool:
        """Wait until nothing is ready or running; what is for later may still wait."""
        with self._change:
            return self._change.wait_for(lambda: not self._ready and not self._running, timeout_s)

    def close(self) -> None:
        """Drop what waits and wait for what runs."""
        with self._change:
            self._is_closed = True
            self._ready.clear()
            self._later.clear()
            self._change.notify_all()
        for thread in self._threads:
            thread.join(_JOIN_S)

    def _run(self) -> None:
        while (errand := self._next()) is not None:
            try:
                errand()
            except Exception:  # noqa: BLE001 - one errand's failure must not stop the others
                _log.exception("an errand of the practice account failed")
            finally:
                with self._change:
                    self._running -= 1
                    self._change.notify_all()

    def _next(self) -> Errand | None:
        with self._change:
            self._change.wait_for(lambda: self._ready or self._is_closed)
            if self._is_closed:
                return None
            self._running += 1
            return self._ready.popleft()
