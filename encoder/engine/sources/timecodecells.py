"""A clock that machines read from the picture, to measure the delay from here to a viewer.

One row of 40 black or white cells across the whole width: 32 bits of UTC in milliseconds modulo
2**32 (49.7 days), most significant bit first, then 8 bits of check sum. Cells this large survive
scaling and low bitrates.
"""

import numpy as np
from numpy.typing import NDArray

CELLS = 40
_MILLISECONDS = 1 << 32
_CHECK_SALT = 0x5A
"""So that an all-black row is not a valid time."""
_THRESHOLD = 126
"""Half-way between limited-range black (16) and white (235)."""


def cells(utc_ms: int) -> NDArray[np.bool_]:
    """Return the 40 cells for a time, True = white."""
    time = utc_ms % _MILLISECONDS
    word = time << 8 | _check_sum(time)
    return np.array([bool(word >> (CELLS - 1 - index) & 1) for index in range(CELLS)])


def read(row: NDArray[np.uint8]) -> int | None:
    """Return the time in `row`, None if none can be read.

    `row` is uint8 luma (height, width) of exactly the time row, at any scale with at least three
    pixels a cell. The result is UTC in milliseconds modulo 2**32.
    """
    height, width = row.shape
    middle = row[height // 3 : max(height // 3 + 1, height * 2 // 3)]
    word = 0
    for index in range(CELLS):
        left, right = index * width / CELLS, (index + 1) * width / CELLS
        third = (right - left) / 3
        cell = middle[:, int(left + third) : max(int(left + third) + 1, int(right - third))]
        word = word << 1 | int(cell.mean() > _THRESHOLD)
    time, check = word >> 8, word & 0xFF
    return time if check == _check_sum(time) else None


def elapsed_ms(start_ms: int, end_ms: int) -> int:
    """Return the milliseconds from one time to a later one, across the wrap."""
    return (end_ms - start_ms) % _MILLISECONDS


def _check_sum(time: int) -> int:
    return (time ^ time >> 8 ^ time >> 16 ^ time >> 24) & 0xFF ^ _CHECK_SALT
