"""Measures how loud a signal is, from one report of levels to the next."""

import math

import numpy as np
from numpy.typing import NDArray

from encoder.engine.sources.base import Samples
from encoder.messages import Levels

SILENCE_DB = -96.0
CLIP_LEVEL = 32_767 / 32_768
"""What the largest 16-bit sample becomes; a converter that is too loud gives nothing louder."""


class LevelMeter:
    """Gathers blocks of one signal; one thread."""

    def __init__(self, input_id: str) -> None:
        self._input_id = input_id
        self._peaks = _zeros()
        self._squares = _zeros()
        self._count = 0
        self._is_clipped = False
        self._gain = 1.0

    def take(self, samples: Samples, clip_peak: float, gain: float) -> None:
        """Add a block; `clip_peak`: before the limiter, `gain`: of gate and limiter together."""
        self._peaks = np.maximum(self._peaks, np.abs(samples).max(axis=1))
        self._squares += np.einsum("cs,cs->c", samples, samples)
        self._count += samples.shape[1]
        self._is_clipped |= clip_peak >= CLIP_LEVEL
        self._gain = min(self._gain, gain)

    def levels(self, is_heard: bool) -> Levels:
        """Return the levels since the last call, and start anew."""
        rms = np.sqrt(self._squares / max(1, self._count))
        levels = Levels(
            self._input_id,
            peak_db=(decibels(self._peaks[0]), decibels(self._peaks[1])),
            rms_db=(decibels(rms[0]), decibels(rms[1])),
            is_clipped=self._is_clipped,
            reduction_db=max(0.0, -decibels(self._gain)),
            is_heard=is_heard,
        )
        self._peaks, self._squares, self._count = _zeros(), _zeros(), 0
        self._is_clipped, self._gain = False, 1.0
        return levels


def _zeros() -> NDArray[np.float32]:
    return np.zeros(2, np.float32)


def decibels(level: float) -> float:
    """Return a linear level (1 = full scale) in dB, not below -96, to a tenth."""
    return max(SILENCE_DB, round(20 * math.log10(level), 1)) if level > 0 else SILENCE_DB


def linear(level_db: float) -> float:
    """Return a level in dB as a factor; -96 and below are silence."""
    return 10 ** (level_db / 20) if level_db > SILENCE_DB else 0.0
