"""Closes an input while nobody speaks: a gate with hysteresis, hold and smooth edges."""

import numpy as np
from numpy.typing import NDArray

from encoder.engine.sources.base import Samples
from encoder.settings import SAMPLE_RATE_HZ

STEP_SAMPLES = 64
"""The level is judged in steps of 1.3 ms; between them the gain runs straight."""
HYSTERESIS = 10 ** (-6 / 20)
"""Open, it closes only 6 dB lower, so that it does not flutter at the threshold."""
ATTACK_S = 0.005
HOLD_S = 0.2
RELEASE_S = 0.15
_STEP_S = STEP_SAMPLES / SAMPLE_RATE_HZ


class Gate:
    """One gate for both channels; one thread."""

    def __init__(self) -> None:
        self._gain = 1.0
        self._open_for_s = 0.0
        self.smallest_gain = 1.0
        """Of the last block; 0 = closed."""

    def apply(self, samples: Samples, threshold: float | None) -> Samples:
        """Return the block, silent where it stays below `threshold`; None = always open."""
        if threshold is None and self._gain == 1.0:
            self.smallest_gain = 1.0
            return samples
        starts = np.arange(0, samples.shape[1], STEP_SAMPLES)
        peaks = np.maximum.reduceat(np.maximum(*np.abs(samples)), starts)
        if threshold is not None and self._stays_open(peaks, threshold):
            self.smallest_gain = 1.0
            return samples
        gains = [self._gain, *(self._after(peak, threshold) for peak in peaks.tolist())]
        self.smallest_gain = min(gains)
        if self.smallest_gain == 1.0:
            return samples
        edges = np.append(starts, samples.shape[1])
        curve: NDArray[np.float64] = np.interp(np.arange(1, samples.shape[1] + 1), edges, gains)
        return samples * curve.astype(np.float32)

    def _stays_open(self, peaks: NDArray[np.float32], threshold: float) -> bool:
        """Tell whether the whole block passes unchanged: what a voice does most of the time."""
        if self._gain < 1.0 or peaks.min() < threshold * HYSTERESIS:
            return False
        if peaks.max() >= threshold:
            self._open_for_s = HOLD_S
        return True

    def _after(self, peak: float, threshold: float | None) -> float:
        """Return the gain at the end of a step."""
        if threshold is None or peak >= threshold:
            self._open_for_s = HOLD_S
        elif peak < threshold * HYSTERESIS:
            self._open_for_s = max(0.0, self._open_for_s - _STEP_S)
        if self._open_for_s > 0:
            self._gain = min(1.0, self._gain + _STEP_S / ATTACK_S)
        else:
            self._gain = max(0.0, self._gain - _STEP_S / RELEASE_S)
        return self._gain
