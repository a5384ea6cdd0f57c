"""The way of one input's sound through the mixer: delay, gate, gain, limiter, fade.

The gate judges what the source gives, so it does not move with the gain; the limiter holds what
the gain has made of it. Nothing ever jumps: gains run over a block, what begins or breaks off is
faded over 5 ms, another delay is reached by fading from one to the other.
"""

from collections.abc import Callable

import numpy as np

from encoder.engine.mixergate import Gate
from encoder.engine.mixerlevels import LevelMeter, linear
from encoder.engine.mixerlimiter import Limiter
from encoder.engine.softedges import rising, soft_end, with_soft_start
from encoder.engine.sources.base import Samples
from encoder.engine.sources.samplering import SampleRing
from encoder.messages import Levels
from encoder.scenes import Sound

ReadSound = Callable[[int, int], Samples | None]
"""Read (first_sample, count) of an input's media time, float32 (2, count); None = silence. Not
blocking."""

_SPARE_SAMPLES = 8_192


class Ramp:
    """A gain that reaches its next value over a block."""

    def __init__(self, gain: float) -> None:
        self.gain = gain

    def apply(self, samples: Samples, gain: float) -> Samples:
        """Return the block with the gain running to `gain`."""
        start, self.gain = self.gain, gain
        if start == gain == 1.0:
            return samples
        if start == gain:
            return samples * np.float32(gain)
        return samples * (np.float32(start) + rising(samples.shape[1]) * np.float32(gain - start))


class Strip:
    """One input; all calls come from the sound thread."""

    def __init__(self, input_id: str, sound: Sound) -> None:
        self._sound = sound
        self._history: SampleRing | None = None
        self._delay = 0
        self._has_begun = False
        self._last = np.zeros((2, 1), np.float32)
        self._gate = Gate()
        self._gain = Ramp(linear(sound.gain_db))
        self._limiter = Limiter()
        self._fade = Ramp(0.0)
        self._meter = LevelMeter(input_id)

    def process(
        self, read: ReadSound | None, at: int, count: int, sound: Sound, delay: int
    ) -> Samples:
        """Return the block of media time `at`, after gain and limiter, whoever hears it."""
        self._sound = sound
        samples = self._delayed(self._captured(read, at, count), at, delay)
        samples = self._gate.apply(samples, _factor(sound.gate_db))
        samples = self._gain.apply(samples, linear(sound.gain_db))
        samples = self._limiter.apply(samples, _factor(sound.limit_db))
        gain = self._gate.smallest_gain * self._limiter.smallest_gain
        self._meter.take(samples, self._limiter.peak, gain)
        return samples

    def farewell(self, at: int, count: int) -> Samples:
        """Return one block more of an input that is gone, for a fade-out."""
        return self.process(None, at, count, self._sound, self._delay)

    def faded(self, samples: Samples, is_heard: bool) -> Samples | None:
        """Return what of the block goes into the programme, None for nothing."""
        if not is_heard and self._fade.gain == 0.0:
            return None
        return self._fade.apply(samples, float(is_heard))

    def levels(self) -> Levels:
        """Return the levels since the last call."""
        return self._meter.levels(self._fade.gain > 0)

    def _captured(self, read: ReadSound | None, at: int, count: int) -> Samples:
        samples = None if read is None else read(at, count)
        if samples is None:
            return self._broken_off(count)
        if not np.isfinite(samples.sum()):
            samples = np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)
        if not self._has_begun:
            self._has_begun = True
            samples = with_soft_start(samples)
        self._last = samples[:, -1:].copy()
        return samples

    def _broken_off(self, count: int) -> Samples:
        """Return silence; right after sound it is reached from the last sample in 5 ms."""
        if not self._has_begun:
            return np.zeros((2, count), np.float32)
        self._has_begun = False
        return soft_end(self._last, count)

    def _delayed(self, samples: Samples, at: int, delay: int) -> Samples:
        before, self._delay = self._delay, delay
        if before == delay == 0:
            self._history = None
            return samples
        count = samples.shape[1]
        is_new = self._history is None
        self._history = _roomy(self._history, max(before, delay) + count, at)
        self._history.write(at, with_soft_start(samples) if is_new else samples)
        later = self._history.read(at - delay, count)
        if before == delay:
            return later
        earlier = self._history.read(at - before, count) if before else samples
        return earlier + (later - earlier) * rising(count)


def _factor(level_db: float | None) -> float | None:
    return None if level_db is None else linear(level_db)


def _roomy(ring: SampleRing | None, samples: int, at: int) -> SampleRing:
    """Return a ring that holds so many samples, with what the old one held before `at`."""
    if ring is not None and ring.capacity >= samples:
        return ring
    larger = SampleRing(samples + _SPARE_SAMPLES)
    if ring is not None:
        oldest = at - ring.capacity
        larger.write(oldest, with_soft_start(ring.read(oldest, ring.capacity)))
    return larger
