"""Holds peaks below a level without audible steps: a limiter that looks 1 ms ahead.

The gain every sample may have at most is known 1 ms before the sample leaves. The smallest of
these over a window, averaged over a window as long, falls smoothly and is never above what the
leaving sample may have: so no sample passes the level, and no gain jumps.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from encoder.engine.sources.base import Samples
from encoder.settings import SAMPLE_RATE_HZ

LOOK_AHEAD_SAMPLES = 48
"""By so much the sound leaves later than it came, always: 1 ms."""
RELEASE_S = 0.25
"""Time in which the gain rises from silence to full again."""
_WINDOW = LOOK_AHEAD_SAMPLES + 1
_RISE = 1 / (RELEASE_S * SAMPLE_RATE_HZ)
_MARGIN = np.float32(1 - 1e-5)
"""float32 rounds; no sample may pass by a hair either."""
_NOTHING = np.zeros(1)

Gains = NDArray[np.float32]


class Limiter:
    """One limiter for both channels, so that the stereo image stands still; one thread."""

    def __init__(self) -> None:
        self._delayed: Samples = np.zeros((2, LOOK_AHEAD_SAMPLES), np.float32)
        self._allowed: Gains = np.ones(LOOK_AHEAD_SAMPLES, np.float32)
        self._held: Gains = np.ones(LOOK_AHEAD_SAMPLES, np.float32)
        self._is_idle = True
        self.smallest_gain = 1.0
        """Of the last block; 1 = nothing was held down."""
        self.peak = 0.0
        """The loudest sample of the last block, before it was held down."""

    def apply(self, samples: Samples, ceiling: float | None) -> Samples:
        """Return the next block, 1 ms late, with no sample above `ceiling`; None = no limit."""
        joined = np.concatenate((self._delayed, samples), axis=1)
        count = samples.shape[1]
        self._delayed = joined[:, count:]
        leaving = joined[:, :count]
        loudness = np.maximum(*np.abs(samples))
        self.peak = float(loudness.max())
        is_loud = ceiling is not None and self.peak > ceiling
        if self._is_idle and not is_loud:
            self.smallest_gain = 1.0
            return leaving
        gains = self._gains(loudness, ceiling if is_loud else None)
        self.smallest_gain = float(gains.min())
        return leaving * gains

    def _gains(self, loudness: Gains, ceiling: float | None) -> Gains:
        """Return the gains of what leaves; `ceiling` is None where the block stays below it."""
        fresh = _ones(loudness.size)
        if ceiling is not None:
            limit = np.float32(ceiling)
            fresh = np.minimum(fresh, limit * _MARGIN / np.maximum(loudness, limit))
        allowed = np.concatenate((self._allowed, fresh))
        held = np.concatenate((self._held, self._released(_smallest_of_window(allowed))))
        self._allowed = allowed[fresh.size :]
        self._held = held[fresh.size :]
        self._is_idle = ceiling is None and float(self._held.min()) == 1.0
        sums = np.concatenate((_NOTHING, np.cumsum(held, dtype=np.float64)))
        means: Gains = (sums[_WINDOW:] - sums[:-_WINDOW]).astype(np.float32)
        return means * np.float32(1 / _WINDOW)

    def _released(self, gains: Gains) -> Gains:
        """Return gains that fall with `gains` and rise at most _RISE a sample."""
        rise = _rise(gains.size)
        lowest = np.minimum.accumulate(gains - rise)
        np.minimum(lowest, self._held[-1], out=lowest)
        lowest += rise
        return np.minimum(lowest, np.float32(1), out=lowest)


@lru_cache(maxsize=8)
def _rise(count: int) -> Gains:
    return np.arange(1, count + 1, dtype=np.float32) * np.float32(_RISE)


@lru_cache(maxsize=8)
def _ones(count: int) -> Gains:
    return np.ones(count, np.float32)


def _smallest_of_window(values: Gains) -> Gains:
    """Return the minimum of each _WINDOW values in a row, by doubling the window."""
    width = 1
    while width < _WINDOW:
        step = min(width, _WINDOW - width)
        values = np.minimum(values[step:], values[:-step])
        width += step
    return values
