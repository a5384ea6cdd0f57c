"""Keeps only the newest picture of a device, opened and read by a thread of its own."""

import threading
from collections.abc import Callable
from contextlib import closing

import av

from encoder.engine.sources.base import NowFunction
from encoder.engine.sources.capturedevice import Capture, CaptureFailed
from encoder.engine.sources.grabpacing import GrabPacing
from encoder.errors import ErrorCode, Problem, SourceError, error_for

CLOSE_TIMEOUT_S = 2.0
STALE_S = 3.0
"""A device that promises steady pictures and gives none for so long hangs."""
POLL_S = 0.004
"""How long to leave a device alone that has nothing yet."""


class FrameGrabber:
    """Owns a device, from construction to `close()`.

    `open_capture` runs in the thread, so that a device that hangs can be left alone; it may raise
    SourceError or CaptureFailed.
    `paced_fps`: for devices that give a picture whenever they are asked. They are asked in step
    with the programme; two clocks side by side would drift through each other and stutter. None
    for devices with a pace of their own.
    `is_steady`: whether such a device never rests, so that a long pause is a fault.
    """

    def __init__(
        self,
        kind: str,
        open_capture: Callable[[], Capture],
        now: NowFunction,
        paced_fps: int | None,
        is_steady: bool = False,
    ) -> None:
        self._kind = kind
        self._open_capture = open_capture
        self._now = now
        self._pacing = None if paced_fps is None else GrabPacing(paced_fps)
        self._stale_s = STALE_S if is_steady else None
        if paced_fps is not None:
            self._stale_s = max(STALE_S, 3 / paced_fps)
        self._newest: tuple[float, av.VideoFrame] | None = None
        self._problem: Problem | None = None
        self._has_begun = threading.Event()
        self._is_stopping = threading.Event()
        # A daemon: a driver that hangs can't be interrupted and must not keep the process from
        # ending.
        self._thread = threading.Thread(target=self._run, name=f"{kind}-grab", daemon=True)
        self._thread.start()

    def first_picture(self, timeout_s: float) -> av.VideoFrame:
        """Wait until the device is open and gives a picture; raises SourceError if it does not."""
        self._has_begun.wait(timeout_s)
        frame = self.newest()
        if frame is None:
            raise self._lost("it gives no picture")
        return frame

    def newest(self) -> av.VideoFrame | None:
        """Return the newest picture; not blocking. Raises SourceError once the device is lost."""
        if self._problem is not None:
            raise error_for(self._problem)
        if self._newest is None:
            return None
        grabbed_s, frame = self._newest
        if self._stale_s is not None and self._now() - grabbed_s > self._stale_s:
            raise self._lost("it hangs")
        return frame

    def close(self) -> None:
        """Join the thread, which closes the device; a hanging one is left behind after 2 s."""
        self._is_stopping.set()
        self._thread.join(CLOSE_TIMEOUT_S)

    @property
    def is_left_behind(self) -> bool:
        """After `close()`: whether the driver still holds the thread, and so the device."""
        return self._thread.is_alive()

    def _run(self) -> None:
        try:
            with closing(self._open_capture()) as capture:
                self._grab_from(capture)
        except SourceError as error:
            self._problem = error.problem
        except CaptureFailed as error:
            self._problem = self._lost(error.reason).problem
        except Exception as error:  # noqa: BLE001 - a thread's main: whatever it is becomes a fact
            self._problem = self._lost(type(error).__name__).problem
        finally:
            self._has_begun.set()

    def _grab_from(self, capture: Capture) -> None:
        asked_s = self._now()
        for frame in capture.pictures():
            if frame is not None:
                self._newest = (self._now(), frame)
                if self._pacing is not None:
                    self._pacing.note(self._now() - asked_s)
                self._has_begun.set()
            if self._is_stopping.wait(POLL_S if frame is None else self._pause_s()):
                return
            asked_s = self._now()

    def _pause_s(self) -> float:
        """Return how long to wait before asking for the next picture."""
        return 0.0 if self._pacing is None else self._pacing.pause_s(self._now())

    def _lost(self, reason: str) -> SourceError:
        return SourceError(ErrorCode.SOURCE_LOST, kind=self._kind, reason=reason)
