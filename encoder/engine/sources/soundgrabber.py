"""Reads a sound device in a thread of its own and keeps its sound in step with the programme."""

import threading
from collections.abc import Callable
from contextlib import closing

from encoder.engine.driftbuffer import LiveSoundBuffer
from encoder.engine.sources.base import NowFunction, Samples
from encoder.engine.sources.capturedevice import CaptureFailed
from encoder.engine.sources.soundcapture import SoundCapture
from encoder.errors import ErrorCode, Problem, SourceError, error_for
from encoder.settings import SAMPLE_RATE_HZ

CLOSE_TIMEOUT_S = 1.8
STALE_S = 2.0
"""Sound devices never pause: one that gives nothing for so long hangs."""

MAX_LEAD_S = 0.5
"""No hardware runs ahead of the clock, but ALSA's `null` gives silence as fast as it is read."""


class SoundGrabber:
    """Owns a device, from construction to `close()`.

    `open_sound` runs in the thread, so that a device that hangs can be left alone; it may raise
    SourceError. `problem_of` puts into words why the open device failed.
    """

    def __init__(
        self,
        kind: str,
        open_sound: Callable[[], SoundCapture],
        now: NowFunction,
        problem_of: Callable[[CaptureFailed], Problem],
    ) -> None:
        self._kind = kind
        self._open_sound = open_sound
        self._now = now
        self._problem_of = problem_of
        self._buffer = LiveSoundBuffer()
        self._last_s: float | None = None
        self._problem: Problem | None = None
        self._has_begun = threading.Event()
        self._is_stopping = threading.Event()
        # A daemon: a driver that hangs can't be interrupted and must not keep the process from
        # ending.
        self._thread = threading.Thread(target=self._run, name=f"{kind}-grab", daemon=True)
        self._thread.start()

    def wait_for_sound(self, timeout_s: float) -> None:
        """Wait until the device is open and gives sound; raises SourceError if it does not."""
        self._has_begun.wait(timeout_s)
        if self._problem is not None:
            raise error_for(self._problem)
        if self._last_s is None:
            raise self._lost("it gives no sound")

    def sound(self, first_sample: int, count: int) -> Samples:
        """Return that part of media time; not blocking. Raises SourceError once it is lost."""
        if self._problem is not None:
            raise error_for(self._problem)
        if self._last_s is not None and self._now() - self._last_s > STALE_S:
            raise self._lost("it hangs")
        return self._buffer.read(first_sample, count)

    def close(self) -> None:
        """Join the thread, which closes the device; a hanging one is left behind after 1.8 s."""
        self._is_stopping.set()
        self._thread.join(CLOSE_TIMEOUT_S)

    @property
    def is_left_behind(self) -> bool:
        """After `close()`: whether the driver still holds the thread, and so the device."""
        return self._thread.is_alive()

    def _run(self) -> None:
        try:
            with closing(self._open_sound()) as capture:
                self._grab_from(capture)
        except SourceError as error:
            self._problem = error.problem
        except CaptureFailed as error:
            self._problem = self._problem_of(error)
        except Exception as error:  # noqa: BLE001 - a thread's main: whatever it is becomes a fact
            self._problem = self._lost(type(error).__name__).problem
        finally:
            self._has_begun.set()

    def _grab_from(self, capture: SoundCapture) -> None:
        began_s, taken = self._now(), 0
        for samples in capture.blocks():
            self._last_s = self._now()
            self._buffer.put(samples, self._last_s)
            self._has_begun.set()
            taken += samples.shape[1]
            lead_s = taken / SAMPLE_RATE_HZ - (self._last_s - began_s) - MAX_LEAD_S
            if self._is_stopping.wait(max(0.0, lead_s)):
                return

    def _lost(self, reason: str) -> SourceError:
        return SourceError(ErrorCode.SOURCE_LOST, kind=self._kind, reason=reason)
