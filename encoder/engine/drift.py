"""Keeps an input that runs by its own crystal in step with the programme's clock: the decisions.

Crystals are off by up to 500 parts in a million, 1.8 s an hour. How far an input is off is seen
from when its sound arrives; arrivals may be late, never early, so the earliest of a second
counts. A proportional-integral controller turns that into how much the sound is stretched, and
changes this so slowly that nobody hears it.
"""

from typing import NamedTuple

from encoder.settings import SAMPLE_RATE_HZ

LATENCY_S = 0.03
"""Sound belongs to the media time of its arrival plus this; the reserve for late arrivals."""
MAX_LATENCY_S = 0.12
"""Later than that behind its picture, sound is noticed (ITU-R BT.1359: 125 ms)."""
SPARE_S = 0.01
MORE_S = 0.02
LESS_S = 0.005
SETTLING_S = 0.3
"""So long arrivals are only watched, before the first sound is placed."""
WINDOW_S = 1.0
JUMP_S = 0.1
"""Further off, sound was lost or held up: it is placed anew instead of stretched."""
MAX_STRETCH = 1_000e-6
MAX_CRYSTAL_ERROR = 700e-6
SLEW_PER_S = 200e-6
"""Within 20 ms the stretch changes by 4 ppm: the phase of a 1 kHz tone bends by -70 dB."""
# Critically damped with a time constant of 20 s: an input 500 ppm off is at most 4 ms off, and
# 1 ms of uncertainty about arrivals changes the pitch by no more than 100 ppm.
_PROPORTIONAL = 0.1
_INTEGRAL = 0.0025


class Placement(NamedTuple):
    """Where a block goes: its first sample's media time in samples, and how far apart they are."""

    position: float
    stretch: float
    is_new_start: bool
    """True: what came before does not lead here."""


class DriftController:
    """Decides for each block that arrives; a pure function of what it was told."""

    def __init__(self, latency_s: float = LATENCY_S) -> None:
        self.latency_s = latency_s
        """How much is held ready now."""
        self._least_latency_s = latency_s
        self.stretch = 1.0
        self._crystal = 0.0
        self._wanted = 1.0
        self._position: float | None = None
        self._began_s: float | None = None
        self._window_began_s = 0.0
        self._least_s = float("inf")
        self._arrived = 0
        self._last_s = 0.0

    def arrived(self, at_s: float, count: int) -> Placement | None:
        """Say that `count` samples have arrived at media time `at_s`.

        Returns where they go; None while the input's pace is not known yet.
        """
        if self._position is None:
            return self._settle(at_s, count)
        self._slew(at_s)
        is_new_start = False
        end = self._position + count * self.stretch
        self._least_s = min(self._least_s, at_s + self.latency_s - end / SAMPLE_RATE_HZ)
        if at_s - self._window_began_s >= WINDOW_S:
            if abs(self._least_s) > JUMP_S:
                self._position += self._least_s * SAMPLE_RATE_HZ
                is_new_start = True
            else:
                self._steer(self._least_s, at_s - self._window_began_s)
            self._window_began_s, self._least_s = at_s, float("inf")
        placement = Placement(self._position, self.stretch, is_new_start)
        self._position += count * self.stretch
        return placement

    def hold_more(self) -> None:
        """Say that something came too late; the sound is stretched to hold more. Any thread."""
        self.latency_s = min(MAX_LATENCY_S, self.latency_s + MORE_S)

    def hold_less(self) -> None:
        """Say that nothing came too late for long. Any thread."""
        self.latency_s = max(self._least_latency_s, self.latency_s - LESS_S)

    def _settle(self, at_s: float, count: int) -> Placement | None:
        if self._began_s is None:
            self._began_s = at_s
        self._arrived += count
        self._least_s = min(self._least_s, at_s - self._arrived / SAMPLE_RATE_HZ)
        if at_s - self._began_s < SETTLING_S:
            return None
        # A device that gives large blocks has to be a whole one ahead.
        block_s = count / SAMPLE_RATE_HZ
        self._least_latency_s = min(MAX_LATENCY_S, max(self.latency_s, block_s + SPARE_S))
        self.latency_s = self._least_latency_s
        end = self._arrived + (self._least_s + self.latency_s) * SAMPLE_RATE_HZ
        self._position = end
        self._window_began_s = self._last_s = at_s
        self._least_s = float("inf")
        return Placement(end - count, 1.0, is_new_start=True)

    def _steer(self, error_s: float, passed_s: float) -> None:
        crystal = self._crystal + _INTEGRAL * error_s * passed_s
        self._crystal = max(-MAX_CRYSTAL_ERROR, min(MAX_CRYSTAL_ERROR, crystal))
        wanted = self._crystal + _PROPORTIONAL * error_s
        self._wanted = 1.0 + max(-MAX_STRETCH, min(MAX_STRETCH, wanted))

    def _slew(self, at_s: float) -> None:
        largest = SLEW_PER_S * max(0.0, min(WINDOW_S, at_s - self._last_s))
        self._last_s = at_s
        self.stretch += max(-largest, min(largest, self._wanted - self.stretch))
