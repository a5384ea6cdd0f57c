"""Remembers the newest stretch of several measurements taken together on one time base."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""float64 (count,)."""

GAP_PERIODS = 2.5
"""Samples further apart than this many periods have a gap between them."""


class SeriesRing:
    """A bounded record of rows (time, one value for each name), oldest first.

    Samples come about every `period_s`; a value that is missing is NaN, and where no sample came
    for `GAP_PERIODS` a row of NaN stands in the gap. Views returned are valid until the next
    append and must not be written to. Not thread-safe.
    """

    def __init__(self, names: Sequence[str], *, capacity: int = 300, period_s: float = 1.0) -> None:
        if capacity < 2:
            raise ValueError("a series needs room for two samples")
        self.names = tuple(names)
        self.capacity = capacity
        self.period_s = period_s
        self._columns = {name: index for index, name in enumerate(self.names)}
        # Twice the room: rows move to the front once per `capacity` appends, and what is kept
        # is always one contiguous piece.
        self._times = np.empty(2 * capacity, np.float64)
        self._values = np.full((len(self.names), 2 * capacity), np.nan)
        self._start = 0
        self._end = 0

    def __len__(self) -> int:
        return self._end - self._start

    @property
    def times(self) -> Floats:
        """When the rows were measured, in seconds, strictly rising."""
        return self._times[self._start : self._end]

    @property
    def newest_s(self) -> float | None:
        """When the newest row was measured; None while there is none."""
        return float(self._times[self._end - 1]) if len(self) else None

    def values(self, name: str) -> Floats:
        """Return the values of one name, one for each of `times`; raises KeyError."""
        return self._values[self._columns[name], self._start : self._end]

    def latest(self, name: str) -> float | None:
        """Return the newest row's value of one name; None where it is missing."""
        if not len(self):
            return None
        value = float(self.values(name)[-1])
        return None if np.isnan(value) else value

    def append(self, time_s: float, values: Mapping[str, float | None]) -> None:
        """Add one row; names not mentioned are missing in it, unknown ones raise KeyError.

        A clock that was set back takes the past with it, so that time keeps rising. A second
        row for the same moment replaces the first. A time that is no number is ignored.
        """
        if not np.isfinite(time_s):
            return
        newest_s = self.newest_s
        if newest_s is not None and time_s <= newest_s:
            if time_s == newest_s:
                self._end -= 1
            else:
                self._times[self._start : self._end] -= newest_s - time_s + self.period_s
        elif newest_s is not None and time_s - newest_s > GAP_PERIODS * self.period_s:
            self._add_row(newest_s + self.period_s, {})
        self._add_row(time_s, values)

    def clear(self) -> None:
        """Forget everything."""
        self._start = self._end = 0

    def _add_row(self, time_s: float, values: Mapping[str, float | None]) -> None:
        if self._end == self._times.size:
            kept = slice(self._end - self.capacity + 1, self._end)
            self._times[: self.capacity - 1] = self._times[kept]
            self._values[:, : self.capacity - 1] = self._values[:, kept]
            self._start, self._end = 0, self.capacity - 1
        self._times[self._end] = time_s
        self._values[:, self._end] = np.nan
        for name, value in values.items():
            self._values[self._columns[name], self._end] = np.nan if value is None else value
        self._end += 1
        self._start = max(self._start, self._end - self.capacity)
