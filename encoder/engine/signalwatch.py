"""Notices inputs that deliver, but nothing: silence, black, or one picture that stands still.

Pure: times are handed in. A fault is one after 10 s, and over with the first sign of life.

- SILENT: an input that gives samples, none above -60 dBFS.
- BLACK: pictures keep coming, dark all over, with no bright point in them. Still images
  and pictures with an alpha channel are never judged: they are meant as they are.
- FROZEN: only where a kind of source says that its pictures never stay the same (a camera's noise
  does not); a screen on which nothing happens is in order.
"""

import threading
from collections.abc import Callable, Iterable

import av
import numpy as np
from av.video.reformatter import ColorRange, Interpolation, VideoReformatter
from numpy.typing import NDArray

from encoder.engine.layerpainter import has_alpha
from encoder.messages import SignalChanged, SignalFault

FAULT_S = 10.0
LOOK_EVERY_S = 1.0
SILENCE = 0.001
"""-60 dBFS: the peak of a quiet room is above it, a microphone switched off below."""
BLACK_MEAN, BLACK_PEAK = 20, 64
"""Of 0 ... 255: a covered camera is dark all over, and its noise has no bright point in it."""
GRID = (160, 90)
"""Points looked at: the text on a black terminal is among them."""

Luma = NDArray[np.uint8]
Fault = tuple[str, SignalFault]


class SignalWatch:
    """Judges the inputs named by `judge`; the others have no faults.

    `seen` is called by the picture thread, `heard` by the sound thread, the rest by any.
    """

    def __init__(self, report: Callable[[SignalChanged], None]) -> None:
        self._report = report
        self._lock = threading.Lock()
        self._shown: frozenset[str] = frozenset()
        self._heard: frozenset[str] = frozenset()
        self._continuous: frozenset[str] = frozenset()
        self._since_s: dict[Fault, float] = {}
        self._present: dict[Fault, None] = {}
        self._next_look_s: dict[str, float] = {}
        self._looks: dict[str, tuple[av.VideoFrame, Luma]] = {}
        self._reformatter = VideoReformatter()

    def judge(
        self, shown: Iterable[str], heard: Iterable[str], continuous: Iterable[str] = ()
    ) -> None:
        """Judge these pictures and this sound; `continuous` are those that never stand still."""
        with self._lock:
            self._shown, self._heard = frozenset(shown), frozenset(heard)
            self._continuous = frozenset(continuous)
            for input_id, fault in [*self._since_s]:
                judged = self._heard if fault is SignalFault.SILENT else self._shown
                if input_id not in judged:
                    self._note((input_id, fault), False, 0.0)
            for input_id in self._next_look_s.keys() - self._shown:
                del self._next_look_s[input_id]
                self._looks.pop(input_id, None)  # it holds a picture

    def heard(self, input_id: str, peak: float | None, media_time_s: float) -> None:
        """Take the loudest sample of the last moment, 0 ... 1; None where there is no sound."""
        with self._lock:
            if input_id in self._heard:
                is_silent = peak is not None and peak < SILENCE
                self._note((input_id, SignalFault.SILENT), is_silent, media_time_s)

    def seen(self, input_id: str, frame: av.VideoFrame | None, media_time_s: float) -> None:
        """Take the present picture, None for a slate or nothing; looks at it once a second."""
        is_due = media_time_s >= self._next_look_s.get(input_id, 0.0)
        if not is_due or input_id not in self._shown:
            return
        luma = None if frame is None or has_alpha(frame) else self._luma(frame)
        with self._lock:
            if input_id not in self._shown:
                return  # no more, just now
            self._next_look_s[input_id] = media_time_s + LOOK_EVERY_S
            before = self._looks.pop(input_id, None)
            if frame is not None and luma is not None:
                self._looks[input_id] = frame, luma
        is_black = is_frozen = False
        if frame is not None and luma is not None:
            # A picture that never changes hands is an image; a black one is meant so.
            is_moving = before is None or before[0] is not frame or input_id in self._continuous
            is_black = is_moving and luma.max() <= BLACK_PEAK and luma.mean() <= BLACK_MEAN
            is_steady = before is not None and np.array_equal(before[1], luma)
            is_frozen = is_steady and input_id in self._continuous
        with self._lock:
            if input_id in self._shown:
                self._note((input_id, SignalFault.BLACK), bool(is_black), media_time_s)
                self._note((input_id, SignalFault.FROZEN), is_frozen, media_time_s)

    def faults(self) -> list[SignalChanged]:
        """Return what is wrong now, for whoever attaches later."""
        with self._lock:
            return [SignalChanged(*fault, is_present=True) for fault in self._present]

    def _luma(self, frame: av.VideoFrame) -> Luma | None:
        """Return some points of the picture; None where its form can't be read."""
        try:
            # Points rather than averages: those of a noisy picture would stay the same.
            grid = self._reformatter.reformat(
                frame,
                min(frame.width, GRID[0]),
                min(frame.height, GRID[1]),
                "gray",
                dst_color_range=ColorRange.JPEG,
                interpolation=Interpolation.POINT,
                threads=1,
            )
        except (av.FFmpegError, ValueError):
            return None  # whoever draws it says so
        return grid.to_ndarray().astype(np.uint8)

    def _note(self, fault: Fault, is_so: bool, media_time_s: float) -> None:
        """Remember since when it is so; report what turns. Under the lock."""
        if is_so:
            since_s = self._since_s.setdefault(fault, media_time_s)
            if media_time_s - since_s >= FAULT_S and fault not in self._present:
                self._present[fault] = None
                self._report(SignalChanged(*fault, is_present=True))
            return
        self._since_s.pop(fault, None)
        if fault in self._present:
            del self._present[fault]
            self._report(SignalChanged(*fault, is_present=False))
