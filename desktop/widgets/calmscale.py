"""The upper end of a plot's axis: high enough at once, lower only after a while."""

import math

_MANTISSAS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_HEADROOM = 1.05


def nice_top(value: float) -> float:
    """Return the smallest round number that leaves some room above `value` (> 0)."""
    wanted = value * _HEADROOM
    decade = 10.0 ** math.floor(math.log10(wanted))
    return next(
        mantissa * decade for mantissa in (*_MANTISSAS, 20.0) if mantissa * decade >= wanted
    )


class CalmScale:
    """Decides how high an axis that starts at 0 reaches.

    It rises as soon as something would be cut off, and comes down only when everything has
    fitted below `comfort` of it for `patience_s`, so that it does not jump with every sample.
    """

    def __init__(
        self, least_top: float = 1.0, *, patience_s: float = 20.0, comfort: float = 0.6
    ) -> None:
        self._least_top = least_top
        self._patience_s = patience_s
        self._comfort = comfort
        self._roomy_since_s: float | None = None
        self.top = least_top

    def fit(self, highest: float, now_s: float) -> float:
        """Return the top for a window whose highest value is `highest` at `now_s`."""
        wanted = max(self._least_top, nice_top(highest) if highest > 0 else 0.0)
        if wanted > self.top:
            self.top = wanted
            self._roomy_since_s = None
        elif wanted > self.top * self._comfort:
            self._roomy_since_s = None
        elif self._roomy_since_s is None or now_s < self._roomy_since_s:
            self._roomy_since_s = now_s
        elif now_s - self._roomy_since_s >= self._patience_s:
            self.top = wanted
            self._roomy_since_s = None
        return self.top

    def reset(self) -> None:
        """Start anew at the least top."""
        self.top = self._least_top
        self._roomy_since_s = None
