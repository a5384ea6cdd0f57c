"""How long the engine waits for the cloud, and between two looks; tests hand in their own time."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

Wait = Callable[[threading.Event, float], bool]
"""Waits so many seconds, or until the event is set; tells whether it is."""

CHANGE_SET_TIMEOUT_S = 180.0
HOOK_TIMEOUT_S = 600.0
DRIFT_TIMEOUT_S = 600.0
STACK_TIMEOUT_S = 4 * 3600.0
"""Longer than a distribution and a cache take together; watching ends then, not the change."""


def utc_now() -> datetime:
    """Return the time for records."""
    return datetime.now(UTC)


def wait_for(stop: threading.Event, seconds: float) -> bool:
    """Wait for real."""
    return stop.wait(seconds)


@dataclass(frozen=True, slots=True)
class Pace:
    """Time as the engine knows it."""

    period_s: float
    """Between two looks: AWS refuses whoever asks several times a second for long."""
    now: Callable[[], datetime] = utc_now
    wait: Wait = wait_for
    monotonic: Callable[[], float] = time.monotonic

    def until(self, is_done: Callable[[], bool], stop: threading.Event, timeout_s: float) -> bool:
        """Look until it is done; tells False when it was stopped or the time is over. Blocks."""
        end_s = self.monotonic() + timeout_s
        while not is_done():
            if self.monotonic() >= end_s or self.wait(stop, self.period_s):
                return False
        return True


def pace_of(*, is_practice: bool, now: Callable[[], datetime], wait: Wait) -> Pace:
    """Return the pace for an account; the one on this machine may be asked at any time."""
    return Pace(0.1 if is_practice else 2.5, now, wait)
