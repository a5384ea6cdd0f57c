"""The last seconds of sound, each sample at its own place in time; what is missing is silence."""

import numpy as np

from encoder.engine.sources.base import Samples


class SampleRing:
    """Holds the newest `capacity` samples; not thread-safe."""

    def __init__(self, capacity: int) -> None:
        self._samples = np.zeros((2, capacity), np.float32)
        self._capacity = capacity
        self._until: int | None = None

    def write(self, first_sample: int, samples: Samples) -> None:
        """Append sound; a gap before it becomes silence, what overlaps older sound is dropped."""
        if self._until is None:
            self._until = first_sample
        samples = samples[:, max(0, self._until - first_sample) :]
        first_sample = max(first_sample, self._until)
        until = first_sample + samples.shape[1]
        gap = np.arange(max(self._until, first_sample - self._capacity), first_sample)
        self._samples[:, gap % self._capacity] = 0
        kept = np.arange(max(first_sample, until - self._capacity), until)
        self._samples[:, kept % self._capacity] = samples[:, samples.shape[1] - len(kept) :]
        self._until = until

    def read(self, first_sample: int, count: int) -> Samples:
        """Return a copy of that part of time; zeros where nothing (any longer, yet) is there."""
        samples = np.zeros((2, count), np.float32)
        if self._until is not None:
            oldest = max(first_sample, self._until - self._capacity)
            there = np.arange(oldest, min(first_sample + count, self._until))
            samples[:, there - first_sample] = self._samples[:, there % self._capacity]
        return samples
