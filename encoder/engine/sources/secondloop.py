"""One second of sound, repeated for ever: the same samples for the same media time, always.

Every tone of a whole number of hertz fits into a second exactly, so nothing clicks at the seam
and no phase is lost to rounding after hours.
"""

import numpy as np
from numpy.typing import NDArray

from encoder.engine.sources.base import Samples
from encoder.settings import SAMPLE_RATE_HZ

BEEP_HZ = 1_000
BEEP_SAMPLES = SAMPLE_RATE_HZ // 10
RAMP_SAMPLES = SAMPLE_RATE_HZ * 2 // 1000
"""2 ms of rise and fall: short enough to measure the start, long enough not to click."""

Second = NDArray[np.float32]
"""float32 (48000,), full scale +-1."""


class SecondLoop:
    """Endless sound made from one second; any thread."""

    def __init__(self, second: Second, channels: tuple[bool, bool] = (True, True)) -> None:
        self._second = np.stack([second * is_heard for is_heard in channels])

    def samples(self, first_sample: int, count: int) -> Samples:
        """Return samples `first_sample ... first_sample + count` of media time."""
        start = first_sample % SAMPLE_RATE_HZ
        if start + count <= SAMPLE_RATE_HZ:
            return self._second[:, start : start + count].copy()
        return self._second[:, np.arange(start, start + count) % SAMPLE_RATE_HZ]


def sine(frequency_hz: int, volume_db: float) -> Second:
    """Return a second of a sine; `volume_db` 0 = full scale."""
    # Reduced as integers: the argument of the sine stays below one turn and so exact.
    turns = np.arange(SAMPLE_RATE_HZ) * frequency_hz % SAMPLE_RATE_HZ / SAMPLE_RATE_HZ
    wave = np.sin(2 * np.pi * turns) * 10 ** (volume_db / 20)
    return wave.astype(np.float32)


def beep(volume_db: float) -> Second:
    """Return a second that begins with 100 ms of 1 kHz, ramps included, and is silent after."""
    second = sine(BEEP_HZ, volume_db)
    second[BEEP_SAMPLES:] = 0
    ramp = np.linspace(0, 1, RAMP_SAMPLES, endpoint=False, dtype=np.float32)
    second[:RAMP_SAMPLES] *= ramp
    second[BEEP_SAMPLES - RAMP_SAMPLES : BEEP_SAMPLES] *= ramp[::-1]
    return second
