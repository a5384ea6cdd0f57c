"""A device that does what a test tells it, and an opener that remembers what it was asked for."""

import threading
from collections.abc import Iterator

import av

from encoder.engine.sources.capturedevice import Capture, CaptureFailed, CaptureRequest, Region

STEP_TIMEOUT_S = 30.0


class FakeCapture:
    """Gives small pictures, counted in their pts, until it is told to fail, end or hang."""

    def __init__(self, width: int = 64, height: int = 48) -> None:
        self._size = width, height
        self._allowed = threading.Semaphore(0)
        self._free_running = False
        self._ending: BaseException | None = None
        self._has_ended = False
        self.given = 0
        self.is_closed = threading.Event()

    def allow(self, pictures: int = 1) -> None:
        """Let it give so many pictures more."""
        self._allowed.release(pictures)

    def run_freely(self) -> "FakeCapture":
        """Give a picture whenever asked."""
        self._free_running = True
        self._allowed.release()
        return self

    def end(self, failure: BaseException | None = None) -> None:
        """Fail, or just end, at the next read."""
        self._ending, self._has_ended = failure, True
        self._allowed.release()

    def pictures(self) -> Iterator[av.VideoFrame | None]:
        while True:
            if not self._free_running and not self._allowed.acquire(timeout=STEP_TIMEOUT_S):
                return
            if self._ending is not None:
                raise self._ending
            if self._has_ended:
                return
            frame = av.VideoFrame(*self._size, "bgr0")
            frame.pts = self.given
            self.given += 1
            yield frame

    def close(self) -> None:
        self.is_closed.set()


class FakeOpener:
    """Opens captures of a screen of `size`; records every request."""

    def __init__(self, size: tuple[int, int] = (640, 360)) -> None:
        self.requests: list[CaptureRequest] = []
        self.captures: list[FakeCapture] = []
        self.refusal: CaptureFailed | None = None
        self._size = size

    def __call__(self, request: CaptureRequest) -> Capture:
        self.requests.append(request)
        if self.refusal is not None:
            raise self.refusal
        region = request.crop or _region_asked_for(request) or Region(0, 0, *self._size)
        self.captures.append(FakeCapture(region.width, region.height).run_freely())
        return self.captures[-1]


def _region_asked_for(request: CaptureRequest) -> Region | None:
    if "video_size" not in request.options:
        return None
    width, height = request.options["video_size"].split("x")
    return Region(0, 0, int(width), int(height))
