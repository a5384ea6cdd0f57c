"""Sources that show one colour, hum one tone, and fail when a test says so."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import av
import numpy as np

from encoder.alerts import Alert
from encoder.engine.sources.base import NowFunction, Samples
from encoder.errors import EncoderError, ErrorCode, SourceError
from encoder.settings import Canvas, SourceSpec

LOST = SourceError(ErrorCode.SOURCE_LOST, kind="fake", reason="unplugged")
UNPLUGGED = LOST.problem
GONE_FOR_GOOD = SourceError(ErrorCode.REGION_OUTSIDE, screen="1280x720")


def grey(level: int, width: int = 160, height: int = 90) -> av.VideoFrame:
    """Return a picture in one shade: `level` 16 (black) to 235 (white)."""
    frame = av.VideoFrame(width, height, "yuv420p")
    for plane, value in zip(frame.planes, (level, 128, 128), strict=True):
        np.frombuffer(memoryview(plane), np.uint8)[:] = value
    return frame


def shade(frame: av.VideoFrame | None) -> int:
    """Return the level of a picture in one shade."""
    assert frame is not None
    return int(np.frombuffer(memoryview(frame.planes[0]), np.uint8)[0])


class FakeSource:
    """One open source; `fail_with` makes the next reading raise."""

    def __init__(self, spec: SourceSpec, canvas: Canvas) -> None:
        level = spec.options.get("level", 100)
        assert isinstance(level, int)
        self.frame: av.VideoFrame | None = grey(level, canvas.width, canvas.height)
        self.fail_with: Exception | None = None
        self.hold_s = 0.0
        """How long a picture keeps its reader waiting, which no source should."""
        self.is_silent = False
        self.is_closed = threading.Event()
        self.spec = spec

    def picture(self, media_time_s: float) -> av.VideoFrame | None:
        self._check()
        self.is_closed.wait(self.hold_s)
        return self.frame

    def sound(self, first_sample: int, count: int) -> Samples | None:
        self._check()
        if self.is_silent:
            return None
        at = (first_sample + np.arange(count, dtype=np.float32)) % 100 / 100
        return np.stack([at, at])

    def close(self) -> None:
        self.is_closed.set()

    def _check(self) -> None:
        if self.fail_with is not None:
            raise self.fail_with


class FakeAlerts(FakeSource):
    """One that shows the chat: notes what it is told."""

    def __init__(self, spec: SourceSpec, canvas: Canvas) -> None:
        super().__init__(spec, canvas)
        self.heard: list[Alert] = []

    def alert(self, alert: Alert) -> None:
        self.heard.append(alert)


@dataclass
class FakeOpener:
    """Opens FakeSources, one that hears of the chat for the kind `alerts`.

    `refuse` says which specs fail, `gate` holds every opening back.
    """

    refuse: Callable[[SourceSpec], EncoderError | None] = lambda spec: None
    gate: threading.Event = field(default_factory=threading.Event)
    opened: list[FakeSource] = field(default_factory=list)
    tries: int = 0

    def __post_init__(self) -> None:
        self.gate.set()

    def __call__(self, spec: SourceSpec, canvas: Canvas, now: NowFunction) -> FakeSource:
        self.tries += 1
        assert self.gate.wait(30)
        if (error := self.refuse(spec)) is not None:
            raise error
        source = (FakeAlerts if spec.kind == "alerts" else FakeSource)(spec, canvas)
        self.opened.append(source)
        return source
