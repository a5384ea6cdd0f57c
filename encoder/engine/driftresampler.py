"""Moves samples that lie between the places of the programme's samples onto those places.

Windowed-sinc interpolation, 32 taps in 2048 phases. libswresample can follow a drift as well
(`swr_set_compensation`), but PyAV does not pass that call on, and its `aresample=async` corrects
in steps of its own choice. Cubic interpolation would cost a third, and dull what lies above 8 kHz.
"""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from encoder.engine.sources.base import Samples

TAPS = 32
PHASES = 2048
_BEFORE = TAPS // 2 - 1
_KAISER_BETA = 8.0


class FractionalResampler:
    """Takes blocks at fractional places, gives samples at whole ones, in one unbroken row."""

    def __init__(self) -> None:
        self._tail: Samples = np.zeros((2, TAPS), np.float32)
        self._next: int | None = None

    def resample(self, samples: Samples, position: float, step: float) -> tuple[int, Samples]:
        """Return the place of the first sample that comes out, and what comes out.

        `position` is the place of the first sample that goes in, `step` how far apart they are,
        close to 1. The last 16 samples come out with the next block.
        """
        if self._next is None:
            self._next = math.ceil(position)
        joined = np.concatenate((self._tail, samples), axis=1)
        first = position - TAPS * step  # the place of joined[:, 0]
        last = first + (joined.shape[1] - 1 - (TAPS - 1 - _BEFORE)) * step
        places = np.arange(self._next, max(self._next, math.floor(last) + 1))
        row = (places - first) / step
        # Forgives rounding: at the seam of two blocks a place may fall a hair before the oldest.
        whole = np.clip(np.floor(row).astype(np.intp), _BEFORE, joined.shape[1] - TAPS + _BEFORE)
        phase = np.clip((row - whole) * PHASES + 0.5, 0, PHASES).astype(np.intp)
        windows = sliding_window_view(joined, TAPS, axis=1)[:, whole - _BEFORE]
        resampled: Samples = np.einsum("cst,st->cs", windows, _KERNELS[phase])
        start, self._next = self._next, self._next + places.size
        self._tail = joined[:, -TAPS:]
        return start, resampled

    def start_anew(self) -> None:
        """Forget what came before: the next block stands alone."""
        self._tail = np.zeros((2, TAPS), np.float32)
        self._next = None


def _kernels() -> NDArray[np.float32]:
    """Return one row of taps for each phase 0 ... PHASES, each passing a constant unchanged."""
    offsets = np.arange(-_BEFORE, TAPS - _BEFORE) - np.arange(PHASES + 1)[:, None] / PHASES
    inside = np.clip(1 - (offsets / (TAPS / 2)) ** 2, 0, None)
    kernels = np.sinc(offsets) * np.i0(_KAISER_BETA * np.sqrt(inside))
    rows: NDArray[np.float64] = kernels / kernels.sum(axis=1, keepdims=True)
    return rows.astype(np.float32)


_KERNELS = _kernels()
