"""Measures how fast each x264 preset is on this machine, for advice before going live.

Not while on air: it takes whatever the machine can give.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable

import av

from encoder.engine.codecs import VideoEncoder
from encoder.engine.sources.pattern import PatternOptions, open_pattern
from encoder.messages import EncodersMeasured, PresetSpeed
from encoder.settings import Canvas, VideoEncoding, X264Preset

PRESETS: tuple[X264Preset, ...] = (
    "ultrafast",
    "superfast",
    "veryfast",
    "faster",
    "fast",
    "medium",
)
"""Fastest first; what is slower gains nothing that a live viewer sees."""
SAFE_HEADROOM = 2.5
"""While measured, the encoder has the machine to itself. On air it shares it with capture,
composing and preview (about half its time again), with what is being shown, and with scenes harder
than the average: a game's explosion takes twice its mean."""
BUDGET_S = 3.0
PICTURES = 8
LEAST_PICTURES = 3
_LOW_PRIORITY = 10


def measure_presets(
    canvas: Canvas,
    budget_s: float = BUDGET_S,
    is_stopping: Callable[[], bool] = lambda: False,
    now: Callable[[], float] = time.perf_counter,
) -> EncodersMeasured:
    """Encode the same moving picture with each preset for a part of the budget; blocks.

    Every preset gets some pictures, so that a slow machine takes longer than the budget.
    """
    pictures = moving_pictures(canvas)
    speeds: list[PresetSpeed] = []
    for preset in PRESETS:
        if is_stopping():
            break
        seconds = seconds_per_picture(canvas, preset, pictures, budget_s / len(PRESETS), now)
        speeds.append(PresetSpeed(preset, round(1 / (canvas.fps * seconds), 2)))
    return EncodersMeasured(canvas, tuple(speeds), advised(speeds))


def advised(speeds: Iterable[PresetSpeed]) -> str:
    """Return the slowest preset with enough headroom; the fastest where none has."""
    safe = [speed.preset for speed in speeds if speed.headroom >= SAFE_HEADROOM]
    return safe[-1] if safe else PRESETS[0]


def moving_pictures(canvas: Canvas) -> list[av.VideoFrame]:
    """Return some pictures in which nearly everything moves, as in a game."""
    pattern = open_pattern(PatternOptions(motion="busy"), canvas, lambda: 0.0)
    return [pattern.picture(number / canvas.fps) for number in range(PICTURES)]


def seconds_per_picture(
    canvas: Canvas,
    preset: X264Preset,
    pictures: list[av.VideoFrame],
    budget_s: float,
    now: Callable[[], float],
) -> float:
    """Return the mean time of a picture after the first, which is a keyframe."""
    encoder = VideoEncoder(canvas, VideoEncoding(preset=preset))
    encoder.encode(pictures[0], 0)
    number, begun_s, passed_s = 0, now(), 0.0
    while number < LEAST_PICTURES or passed_s < budget_s:
        number += 1
        encoder.encode(pictures[number % len(pictures)], number)
        passed_s = now() - begun_s
    return passed_s / number


class HeadroomMeasurement:
    """One measurement on a thread of its own, at low priority; `close()` joins it.

    `report` is called on that thread, unless it was closed before.
    """

    def __init__(self, canvas: Canvas, report: Callable[[EncodersMeasured], None]) -> None:
        self._canvas = canvas
        self._report = report
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="measure-headroom")
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether the result is still to come."""
        return self._thread.is_alive()

    def close(self) -> None:
        """Stop after the preset being measured, at most a second or so."""
        self._is_stopping.set()
        self._thread.join()

    def _run(self) -> None:
        if sys.platform == "linux":  # there, priorities are of threads; x264's inherit it
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOW_PRIORITY)
        measured = measure_presets(self._canvas, is_stopping=self._is_stopping.is_set)
        if not self._is_stopping.is_set():
            self._report(measured)
