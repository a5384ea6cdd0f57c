"""Thins a long measurement out to what a plot has pixels for, without hiding anything.

pyqtgraph's own "peak" mode leaves out the newest samples, widens every gap to a bucket and lets
maxima change while the window slides; so the buckets here are fixed to absolute time, the newest
sample is always kept, and a gap stays exactly where it is.
"""

import numpy as np

from desktop.monitoring.series import Floats


def decimate(
    times: Floats, values: Floats, start_s: float, end_s: float, columns: int, gap_s: float
) -> tuple[Floats, Floats]:
    """Return the points to draw between `start_s` and `end_s` on `columns` pixels.

    Of each column's samples the lowest and the highest remain, at their own times, and so do the
    first and last sample on either side of a gap. A gap is one or more NaN, or neighbours
    more than `gap_s` apart; it comes out as a single NaN. `times` must rise strictly; the last
    sample before `start_s` is included, so that a line enters from the edge. At most 2 points
    for each column begun and 5 for each gap come out.
    """
    first = max(0, int(np.searchsorted(times, start_s)) - 1)
    last = int(np.searchsorted(times, end_s, side="right"))
    is_known = np.isfinite(values[first:last])
    known_times = times[first:last][is_known]
    known_values = values[first:last][is_known]
    if not known_times.size:
        return np.empty(0), np.empty(0)
    has_gap_before = _gaps(is_known, known_times, gap_s)
    kept = np.arange(known_times.size)
    if columns > 0 and known_times.size > 2 * columns:
        width_s = (end_s - start_s) / columns
        buckets = np.floor(known_times / width_s)
        kept = _extremes(known_values, buckets, has_gap_before)
    return _with_gaps(known_times[kept], known_values[kept], has_gap_before[kept])


def _gaps(is_known: np.ndarray, known_times: Floats, gap_s: float) -> np.ndarray:
    """Return for each known sample whether a gap precedes it; never for the first."""
    positions = np.flatnonzero(is_known)
    has_gap_before = np.zeros(positions.size, np.bool_)
    has_gap_before[1:] = (np.diff(positions) > 1) | (np.diff(known_times) > gap_s)
    return has_gap_before


def _extremes(values: Floats, buckets: Floats, has_gap_before: np.ndarray) -> np.ndarray:
    """Return the rising indices of what must stay when each bucket becomes a few points."""
    count = values.size
    is_start = has_gap_before.copy()
    is_start[0] = True
    is_start[1:] |= np.diff(buckets) != 0
    starts = np.flatnonzero(is_start)
    lengths = np.diff(np.append(starts, count))
    indices = np.arange(count)

    def first_equal(extreme: Floats) -> np.ndarray:
        is_it = values == np.repeat(extreme, lengths)
        return np.minimum.reduceat(np.where(is_it, indices, count), starts)

    edges = np.flatnonzero(has_gap_before)
    return np.unique(
        np.concatenate(
            (
                first_equal(np.minimum.reduceat(values, starts)),
                first_equal(np.maximum.reduceat(values, starts)),
                edges,
                edges - 1,
                np.array([0, count - 1]),
            )
        )
    )


def _with_gaps(times: Floats, values: Floats, has_gap_before: np.ndarray) -> tuple[Floats, Floats]:
    """Put one NaN, half-way in time, wherever a gap precedes a sample."""
    at = np.flatnonzero(has_gap_before)
    at = at[at > 0]
    middles = (times[at - 1] + times[at]) / 2.0
    return np.insert(times, at, middles), np.insert(values, at, np.nan)
