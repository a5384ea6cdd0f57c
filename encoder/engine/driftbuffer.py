"""Sound of a live input between the thread that captures it and the one that mixes it."""

import threading

import numpy as np

from encoder.engine.drift import DriftController
from encoder.engine.driftresampler import FractionalResampler
from encoder.engine.softedges import EDGE_SAMPLES, soft_end, with_soft_start
from encoder.engine.sources.base import Samples
from encoder.engine.sources.samplering import SampleRing
from encoder.settings import SAMPLE_RATE_HZ

CAPACITY_S = 2
CALM_S = 30
"""What comes too late once may do so again, so more is held ready; after so long a little less."""


class LiveSoundBuffer:
    """`put` by one thread, `read` by another; holds two seconds, waits for nobody.

    `put` follows the input's clock, `read` the programme's; neither ever clicks.
    """

    def __init__(self, drift: DriftController | None = None) -> None:
        self._drift = drift or DriftController()
        self._resampler = FractionalResampler()
        self._ring = SampleRing(CAPACITY_S * SAMPLE_RATE_HZ)
        self._lock = threading.Lock()
        self._starts_anew = True
        self._is_sounding = False
        self._calm = 0
        self._last: Samples = np.zeros((2, 1), np.float32)

    def put(self, samples: Samples, at_s: float) -> None:
        """Add what has just arrived at media time `at_s`: float32 (2, count), copied.

        The samples are 48 kHz as the input's own crystal counts it.
        """
        placement = self._drift.arrived(at_s, samples.shape[1])
        if placement is None:
            return
        if placement.is_new_start:
            self._resampler.start_anew()
            self._break_off()
        first_sample, resampled = self._resampler.resample(
            samples, placement.position, placement.stretch
        )
        with self._lock:
            overlap = 0 if self._ring.until is None else max(0, self._ring.until - first_sample)
            fresh = resampled[:, overlap:]
            if self._starts_anew and fresh.size:
                self._starts_anew = False
                fresh = with_soft_start(fresh)
            self._ring.write(first_sample + min(overlap, resampled.shape[1]), fresh)

    def read(self, first_sample: int, count: int) -> Samples:
        """Return that part of media time; what has not arrived is silent."""
        with self._lock:
            samples = self._ring.read(first_sample, count)
            until = self._ring.until
        there = 0 if until is None else max(0, min(count, until - first_sample))
        if there and not self._is_sounding:
            samples = with_soft_start(samples)
        if there:
            self._last = samples[:, there - 1 : there].copy()
        if there < count and (there or self._is_sounding):
            samples[:, there:] = soft_end(self._last, count - there)
            self._drift.hold_more()
            self._calm = 0
        self._calm += there
        if self._calm >= CALM_S * SAMPLE_RATE_HZ:
            self._drift.hold_less()
            self._calm = 0
        self._is_sounding = there == count > 0
        return samples

    def _break_off(self) -> None:
        self._starts_anew = True
        with self._lock:
            if self._ring.until is not None:
                self._ring.write(self._ring.until, soft_end(self._ring.newest(), EDGE_SAMPLES))
