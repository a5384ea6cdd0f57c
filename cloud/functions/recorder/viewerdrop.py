"""How much of the audience left: five minutes against the five before them. Pure."""

from collections.abc import Mapping
from typing import Any

from cloud.functions.recorder.rollups import MINUTE_MS, Summary, joined, measure, minute_of

WINDOW_MINUTES = 5
LEAST_COVERED = 4
"""Of the five: with fewer there was a gap, and no comparison."""
LEAST_VIEWERS = 20
"""Before: of a smaller audience one person is too many percent."""


def viewer_drop_percent(rows: Mapping[int, Mapping[str, Any]], at_ms: int) -> float | None:
    """Return by how many percent the mean audience fell, 0 if it did not, None if nobody can say.

    `rows`: a channel's minutes by their beginning. The minute of `at_ms` is the newest.
    """
    newest = minute_of(at_ms)
    now = _mean(rows, newest)
    before = _mean(rows, newest - WINDOW_MINUTES * MINUTE_MS)
    if now is None or before is None or before < LEAST_VIEWERS:
        return None
    return max(0.0, 100.0 * (before - now) / before)


def first_minute(at_ms: int) -> int:
    """Return the oldest minute that counts."""
    return minute_of(at_ms) - (2 * WINDOW_MINUTES - 1) * MINUTE_MS


def _mean(rows: Mapping[int, Mapping[str, Any]], last: int) -> float | None:
    covered, total = 0, None
    for minute in range(last - (WINDOW_MINUTES - 1) * MINUTE_MS, last + 1, MINUTE_MS):
        found = measure(rows[minute], "viewers") if minute in rows else None
        if found is not None:
            covered += 1
            # Each minute weighs the same, however many samples it has.
            total = joined(total, Summary(1, found.mean, 0.0, found.least, found.most))
    return total.mean if total is not None and covered >= LEAST_COVERED else None
