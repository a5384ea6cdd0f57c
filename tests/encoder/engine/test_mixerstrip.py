import numpy as np
import pytest

from encoder.engine.mixerlimiter import LOOK_AHEAD_SAMPLES
from encoder.engine.mixerstrip import Ramp, Strip
from encoder.engine.softedges import EDGE_SAMPLES, rising
from encoder.engine.sources.base import Samples
from encoder.scenes import Sound

BLOCK = 1024


def steady(level: float) -> Samples:
    return np.full((2, BLOCK), level, np.float32)


def test_a_ramp_reaches_the_next_gain_over_a_block() -> None:
    ramp = Ramp(1.0)

    assert ramp.apply(steady(1.0), 1.0)[0, 0] == 1.0
    fall = ramp.apply(steady(1.0), 0.0)
    assert fall[0, 0] == pytest.approx(1 - 1 / BLOCK)
    assert fall[0, -1] == 0.0
    assert not ramp.apply(steady(1.0), 0.0).any()


def test_gate_comes_before_gain_and_limiter_after_it() -> None:
    strip = Strip("mic", Sound())
    boosted = Sound(gain_db=20.0, gate_db=-30.0, limit_db=-6.0)

    for block in range(30):
        loud = strip.process(lambda first, count: steady(0.1), block * BLOCK, BLOCK, boosted, 0)
    assert np.abs(loud).max() == pytest.approx(0.501, abs=0.002)
    levels = strip.levels()
    assert levels.is_clipped
    assert levels.reduction_db == pytest.approx(6.0, abs=0.2)
    for block in range(30, 60):  # below the threshold, although far above it once amplified
        quiet = strip.process(lambda first, count: steady(0.01), block * BLOCK, BLOCK, boosted, 0)
    assert not quiet.any()
    strip.levels()


def test_an_input_that_nobody_hears_gives_nothing() -> None:
    strip = Strip("mic", Sound())

    assert strip.faded(steady(0.5), is_heard=False) is None
    assert not strip.levels().is_heard
    faded = strip.faded(steady(0.5), is_heard=True)
    assert faded is not None
    assert faded[0] == pytest.approx(rising(BLOCK) * 0.5)
    assert strip.levels().is_heard


def test_an_input_that_is_gone_is_reached_out_softly() -> None:
    strip = Strip("mic", Sound())
    for block in range(3):
        strip.process(lambda first, count: steady(0.5), block * BLOCK, BLOCK, Sound(), 0)

    last = strip.farewell(3 * BLOCK, BLOCK)

    assert last[0, 0] == 0.5
    assert np.abs(np.diff(last)).max() < 0.01
    assert not last[:, EDGE_SAMPLES + LOOK_AHEAD_SAMPLES :].any()
