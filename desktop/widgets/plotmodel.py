"""What a plot over time is made of: its quantity, its lines, and the figures of its window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLocale

Floats = NDArray[np.float64]
"""float64 (count,)."""

Samples = Mapping[str, tuple[Floats, Floats]]
"""For each line's key its times in seconds, strictly rising, and its values; NaN = missing."""

Decimate = Callable[[Floats, Floats, float, float, int, float], tuple[Floats, Floats]]
"""(times, values, start_s, end_s, columns, gap_s) -> points to draw, NaN in every gap."""

MISSING = "–"
"""Shown where there is no value."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is measured, and how it is written: `value * factor`, in `unit`."""

    unit: str
    factor: float = 1.0
    decimals: int = 1
    least_top: float = 1.0
    """The axis never ends below this, in `unit`."""

    def number(self, value: float | None) -> str:
        """Return `value` in the present locale, without its unit."""
        if value is None or not np.isfinite(value):
            return MISSING
        return QLocale().toString(value * self.factor + 0.0, "f", self.decimals)

    def text(self, value: float | None) -> str:
        """Return `value` in the present locale with its unit."""
        number = self.number(value)
        return number if number == MISSING else f"{number} {self.unit}".strip()

    @staticmethod
    def tick(value: float) -> str:
        """Return a round `value`, already in `unit`, with no more decimals than it needs."""
        decimals = next((n for n in (0, 1, 2) if value == round(value, n)), 3)
        return QLocale().toString(value, "f", decimals)


@dataclass(frozen=True, slots=True)
class PlotLine:
    """One line: its key in the samples, and which of the theme's line colours it has."""

    key: str
    colour: int = 0
    is_target: bool = False
    """Drawn dashed in the quiet colour of targets, below all others."""


@dataclass(frozen=True, slots=True)
class WindowFigures:
    """What a line did in the window shown."""

    latest: float | None = None
    lowest: float | None = None
    mean: float | None = None
    highest: float | None = None


def window_figures(times: Floats, values: Floats, start_s: float) -> WindowFigures:
    """Return the figures of all samples from `start_s` on; the latest only if it is not missing."""
    shown = values[int(np.searchsorted(times, start_s)) :]
    known = shown[np.isfinite(shown)]
    if not known.size:
        return WindowFigures()
    return WindowFigures(
        latest=float(shown[-1]) if np.isfinite(shown[-1]) else None,
        lowest=float(known.min()),
        mean=float(known.mean()),
        highest=float(known.max()),
    )


def value_near(times: Floats, values: Floats, at_s: float, within_s: float) -> float | None:
    """Return the known value nearest to `at_s`; None where none is as near as `within_s`."""
    is_known = np.isfinite(values)
    if not is_known.any():
        return None
    distances = np.abs(times[is_known] - at_s)
    nearest = int(distances.argmin())
    return float(values[is_known][nearest]) if distances[nearest] <= within_s else None
