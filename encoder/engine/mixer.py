"""Makes the programme's sound of its inputs, block by block, and reports how loud each is.

Sound leaves the mixer 2 ms after the media time it belongs to: 1 ms for the limiter of an input
and 1 ms for that of the programme. It never exceeds -1 dBFS, which leaves AAC room to overshoot.
"""

from collections.abc import Callable, Mapping

import numpy as np

from encoder.engine.headphones import Headphones
from encoder.engine.mixerlevels import LevelMeter, linear
from encoder.engine.mixerlimiter import Limiter
from encoder.engine.mixerstrip import Ramp, ReadSound, Strip
from encoder.engine.sources.base import Samples
from encoder.messages import Failed, Levelled
from encoder.scenes import Programme, Sound, heard_inputs
from encoder.settings import SAMPLE_RATE_HZ

CEILING = linear(-1.0)
LEVELS_EVERY_SAMPLES = SAMPLE_RATE_HZ // 20


class Mixer:
    """`mix` is called by one thread; `configure` and `picture_delay` by any."""

    def __init__(
        self,
        programme: Programme,
        report: Callable[[Levelled | Failed], None],
        headphones: Headphones | None = None,
    ) -> None:
        """Report 20 times a second, and when the headphones fail; any thread, returns at once."""
        self._report = report
        self._headphones = headphones or Headphones(lambda problem: report(Failed(problem)))
        self._headphones.use(programme.headphones)
        self._strips: dict[str, Strip] = {}
        self._master_gain = Ramp(linear(programme.master_gain_db))
        self._limiter = Limiter()
        self._meter = LevelMeter("")
        self._wanted = programme

    def configure(self, programme: Programme) -> None:
        """Mix like this from the next block on; not blocking, any thread."""
        self._wanted = programme
        self._headphones.use(programme.headphones)

    @property
    def picture_delay(self) -> int:
        """How many pictures later than captured each has to be shown to fit the sound."""
        return _held_back_pictures(self._wanted)

    def mix(self, first_sample: int, count: int, read: Mapping[str, ReadSound]) -> Samples:
        """Return the programme's sound, float32 (2, count); inputs without reader are silent."""
        programme = self._wanted
        heard = heard_inputs(programme)
        held_back = _held_back_pictures(programme) * SAMPLE_RATE_HZ // programme.canvas.fps
        mixed = np.zeros((2, count), np.float32)
        solo = np.zeros((2, count), np.float32)
        for each in programme.inputs:
            strip = self._strip(each.id, each.sound)
            delay = held_back + each.sound.sync_offset_ms * SAMPLE_RATE_HZ // 1000
            samples = strip.process(read.get(each.id), first_sample, count, each.sound, delay)
            if each.sound.is_solo:
                solo += samples
            faded = strip.faded(samples, each.id in heard and not each.sound.is_muted)
            if faded is not None:
                mixed += faded
        if programme.headphones and any(each.sound.is_solo for each in programme.inputs):
            self._headphones.play(np.clip(solo, -1.0, 1.0))
        self._let_go(programme, first_sample, mixed)
        mixed = self._mastered(mixed, linear(programme.master_gain_db))
        if first_sample // LEVELS_EVERY_SAMPLES != (first_sample + count) // LEVELS_EVERY_SAMPLES:
            self._report_levels(programme, read)
        return mixed

    def close(self) -> None:
        """Close the headphones; `mix` is not called afterwards. Waits at most 2 s."""
        self._headphones.close()

    def _strip(self, input_id: str, sound: Sound) -> Strip:
        strip = self._strips.get(input_id)
        if strip is None:
            strip = self._strips[input_id] = Strip(input_id, sound)
        return strip

    def _let_go(self, programme: Programme, first_sample: int, mixed: Samples) -> None:
        """Fade out the inputs that are no longer there."""
        if len(self._strips) == len(programme.inputs):
            return
        for input_id in self._strips.keys() - {each.id for each in programme.inputs}:
            strip = self._strips.pop(input_id)
            faded = strip.faded(strip.farewell(first_sample, mixed.shape[1]), is_heard=False)
            if faded is not None:
                mixed += faded

    def _mastered(self, mixed: Samples, gain: float) -> Samples:
        mixed = self._master_gain.apply(mixed, gain)
        mixed = self._limiter.apply(mixed, CEILING)
        self._meter.take(mixed, self._limiter.peak, self._limiter.smallest_gain)
        return mixed

    def _report_levels(self, programme: Programme, read: Mapping[str, ReadSound]) -> None:
        inputs = [self._strips[each.id].levels() for each in programme.inputs if each.id in read]
        self._report(Levelled((*inputs, self._meter.levels(is_heard=True))))


def _held_back_pictures(programme: Programme) -> int:
    """Return how far everything is held back: by less than a whole one, pictures can't be."""
    held_back_ms = max([0, *(-each.sound.sync_offset_ms for each in programme.inputs)])
    return -(-held_back_ms * programme.canvas.fps // 1000)
