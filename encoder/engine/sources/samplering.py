"""The last seconds of sound, each sample at its own place in time; what is missing is silence."""

from collections.abc import Iterator

import numpy as np

from encoder.engine.sources.base import Samples


class SampleRing:
    """Holds the newest `capacity` samples; not thread-safe."""

    def __init__(self, capacity: int) -> None:
        self._samples = np.zeros((2, capacity), np.float32)
        self.capacity = capacity
        self.until: int | None = None
        """Where the next sample belongs; None before the first write."""

    def write(self, first_sample: int, samples: Samples) -> None:
        """Append sound; a gap before it becomes silence, what overlaps older sound is dropped."""
        if self.until is None:
            self.until = first_sample
        samples = samples[:, max(0, self.until - first_sample) :]
        first_sample = max(first_sample, self.until)
        until = first_sample + samples.shape[1]
        for place, _ in self._places(max(self.until, first_sample - self.capacity), first_sample):
            self._samples[:, place] = 0
        kept = samples[:, max(0, samples.shape[1] - self.capacity) :]
        for place, part in self._places(until - kept.shape[1], until):
            self._samples[:, place] = kept[:, part]
        self.until = until

    def read(self, first_sample: int, count: int) -> Samples:
        """Return a copy of that part of time; zeros where nothing (any longer, yet) is there."""
        samples = np.zeros((2, count), np.float32)
        if self.until is not None:
            oldest = max(first_sample, self.until - self.capacity)
            for place, part in self._places(oldest, min(first_sample + count, self.until)):
                offset = oldest - first_sample
                there = samples[:, part.start + offset : part.stop + offset]
                there[:] = self._samples[:, place]
        return samples

    def newest(self) -> Samples:
        """Return the last sample written, (2, 1); zeros before the first write."""
        return self.read(-1 if self.until is None else self.until - 1, 1)

    def _places(self, first_sample: int, until: int) -> Iterator[tuple[slice, slice]]:
        """Yield where that time lies in the ring, and which part of the time that is."""
        at = first_sample
        while at < until:
            start = at % self.capacity
            length = min(until - at, self.capacity - start)
            part = at - first_sample
            yield slice(start, start + length), slice(part, part + length)
            at += length
