"""Lets sound begin and break off without a click: 5 ms ramps."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from encoder.engine.sources.base import Samples

EDGE_SAMPLES = 256


@lru_cache(maxsize=32)
def rising(count: int) -> NDArray[np.float32]:
    """Return `count` factors that rise evenly to 1; read only."""
    factors: NDArray[np.float32] = np.arange(1, count + 1, dtype=np.float32) / np.float32(count)
    factors.flags.writeable = False
    return factors


def with_soft_start(samples: Samples) -> Samples:
    """Return a copy that fades in over its first 5 ms."""
    edge = min(EDGE_SAMPLES, samples.shape[1])
    soft = samples.copy()
    soft[:, :edge] *= rising(edge)
    return soft


def soft_end(last: Samples, count: int) -> Samples:
    """Return `count` samples that fall from `last` (2, 1) to silence within 5 ms."""
    samples = np.zeros((2, count), np.float32)
    edge = min(EDGE_SAMPLES, count)
    samples[:, :edge] = last * (1 - rising(edge))
    return samples
