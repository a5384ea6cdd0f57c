"""How a level meter moves: up at once, down slowly, with marks that stay. Numbers only."""

import math
from typing import NamedTuple

from encoder.messages import Levels

SILENCE_DB = -96.0
DECAY_DB_PER_S = 20 / 1.7
"""As peak programme meters fall: 20 dB in 1.7 s (IEC 60268-10, type I)."""
HOLD_S = 20.0
"""How long the mark of the highest peak stays before it falls too."""
RMS_TIME_S = 0.3
"""In this time the RMS bar goes 63 % of the way: the inertia of a VU meter."""


class Bar(NamedTuple):
    """One channel as it is to be drawn, in dB, not below -96."""

    level_db: float = SILENCE_DB
    hold_db: float = SILENCE_DB
    rms_db: float = SILENCE_DB


class MeterReading(NamedTuple):
    """A meter as it is to be drawn: left, right, and the clip lamp."""

    bars: tuple[Bar, Bar]
    is_clipped: bool


class MeterBallistics:
    """The moving parts of one meter. Times are any monotonic seconds, handed in."""

    def __init__(self) -> None:
        self._needles = (_Needle(), _Needle())
        self._is_clipped = False

    def after(self, levels: Levels, now_s: float) -> MeterReading:
        """Return what to draw now that these levels have arrived."""
        channels = zip(self._needles, levels.peak_db, levels.rms_db, strict=True)
        left, right = (needle.after(peak, rms, now_s) for needle, peak, rms in channels)
        self._is_clipped |= levels.is_clipped
        return MeterReading((left, right), self._is_clipped)

    def at(self, now_s: float) -> MeterReading:
        """Return what to draw while no levels arrive: everything falls."""
        left, right = (needle.after(SILENCE_DB, SILENCE_DB, now_s) for needle in self._needles)
        return MeterReading((left, right), self._is_clipped)

    def forget_clip(self) -> None:
        """Put the clip lamp out; it stays lit until then."""
        self._is_clipped = False


class _Needle:
    """One channel."""

    def __init__(self) -> None:
        self._bar = Bar()
        self._held_since_s = -math.inf
        self._at_s: float | None = None

    def after(self, peak_db: float, rms_db: float, now_s: float) -> Bar:
        passed_s = 0.0 if self._at_s is None else max(0.0, now_s - self._at_s)
        fall_db = passed_s * DECAY_DB_PER_S
        level_db = max(peak_db, self._bar.level_db - fall_db, SILENCE_DB)
        self._bar = Bar(level_db, self._hold(level_db, fall_db, now_s), self._rms(rms_db, passed_s))
        self._at_s = now_s
        return self._bar

    def _hold(self, level_db: float, fall_db: float, now_s: float) -> float:
        if level_db >= self._bar.hold_db:
            self._held_since_s = now_s
            return level_db
        if now_s - self._held_since_s < HOLD_S:
            return self._bar.hold_db
        return max(level_db, self._bar.hold_db - fall_db)

    def _rms(self, rms_db: float, passed_s: float) -> float:
        if self._at_s is None:
            return max(rms_db, SILENCE_DB)
        share = 1 - math.exp(-passed_s / RMS_TIME_S)
        return self._bar.rms_db + (max(rms_db, SILENCE_DB) - self._bar.rms_db) * share
