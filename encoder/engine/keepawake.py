"""Keeps the computer and its screen awake while something is on air or being recorded.

The engine does it, not the window: a broadcast goes on without a window. Which of the system's
many ways works here is wakepy's knowledge.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

CLOSE_TIMEOUT_S = 2.0

_logger = logging.getLogger(__name__)


class Wakefulness(Protocol):
    """What entering the context gives."""

    @property
    def active(self) -> bool:
        """Whether the system agreed."""
        ...


Keep = Callable[[], AbstractContextManager[Wakefulness]]


def keep_presenting() -> AbstractContextManager[Wakefulness]:
    """Return the context in which the system neither sleeps nor blanks the screen."""
    from wakepy import keep  # 40 ms that only who goes on air pays

    return keep.presenting(on_fail="pass")


class KeepAwake:
    """Asking the system may block for seconds (D-Bus), so it happens on a thread of its own."""

    def __init__(self, keep: Keep = keep_presenting) -> None:
        self._keep = keep
        self._condition = threading.Condition()
        self._is_wanted = False
        self._is_closing = False
        self._thread = threading.Thread(target=self._run, name="keep-awake", daemon=True)
        self._thread.start()

    def want(self, is_wanted: bool) -> None:
        """Keep awake from now on, or no longer. Any thread; returns at once."""
        with self._condition:
            self._is_wanted = is_wanted
            self._condition.notify()

    def close(self) -> None:
        """Let the computer sleep again and join the thread; a system that hangs is left behind."""
        with self._condition:
            self._is_wanted = False
            self._is_closing = True
            self._condition.notify()
        self._thread.join(CLOSE_TIMEOUT_S)

    def _run(self) -> None:
        while self._wait_until(is_wanted=True):
            try:
                with self._keep() as wakefulness:
                    if not wakefulness.active:
                        _logger.info("This system can't be asked to stay awake.")
                    self._wait_until(is_wanted=False)
            except Exception as error:  # noqa: BLE001 - a thread's main: a broadcast never ends for this
                _logger.info("Staying awake failed: %s", type(error).__name__)
                self._wait_until(is_wanted=False)

    def _wait_until(self, *, is_wanted: bool) -> bool:
        """Wait for the wish; False once there is nothing more to do."""
        with self._condition:
            self._condition.wait_for(lambda: self._is_closing or self._is_wanted is is_wanted)
            return not self._is_closing
