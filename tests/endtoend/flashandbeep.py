"""Measures audio/video skew at the far end: when the test pattern flashes and when it beeps."""

from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

BEEP_LEVEL = 0.02
"""Well above the AAC encoder's pre-echo, well below the beep."""
QUIET_S = 0.3


def flash_times_s(file: Path) -> list[float]:
    """Return when the picture becomes bright."""
    times, was_bright = [], True
    with av.open(str(file)) as container:
        for frame in container.decode(video=0):
            plane = frame.planes[0]
            rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, -1)
            is_bright = _flash_area(rows, frame.width, frame.height) > 150
            if is_bright and not was_bright:
                times.append(float(frame.time or 0.0))
            was_bright = is_bright
    return times


def beep_times_s(file: Path) -> list[float]:
    """Return when sound begins after at least QUIET_S of silence."""
    blocks, first_s, rate = [], None, 48_000
    with av.open(str(file)) as container:
        for frame in container.decode(audio=0):
            if first_s is None:
                first_s = float(frame.time or 0.0)
            blocks.append(frame.to_ndarray()[0])
            rate = frame.sample_rate
    loud = np.flatnonzero(np.abs(np.concatenate(blocks)) > BEEP_LEVEL) / rate
    starts = loud[np.flatnonzero(np.diff(loud, prepend=-1.0) > QUIET_S)]
    return [float(first_s or 0.0) + float(start) for start in starts]


def skews_ms(file: Path) -> list[float]:
    """Return beep minus flash for every flash that has a beep within half a second."""
    beeps = beep_times_s(file)
    found = []
    for flash in flash_times_s(file):
        nearest = min(beeps, key=lambda beep: abs(beep - flash), default=None)
        if nearest is not None and abs(nearest - flash) < 0.5:
            found.append((nearest - flash) * 1000)
    return found


def _flash_area(rows: NDArray[np.uint8], width: int, height: int) -> float:
    """Return the mean brightness in the middle of the pattern's flash area."""
    y, x = round(height * 0.75), round(width / 6)
    return float(rows[y - 8 : y + 8, x - 8 : x + 8].mean())
