import numpy as np
import pytest

from encoder.engine.mixerlevels import CLIP_LEVEL, SILENCE_DB, LevelMeter, decibels, linear
from encoder.engine.sources.base import Samples


def stereo(left: float, right: float, count: int = 100) -> Samples:
    samples = np.zeros((2, count), np.float32)
    samples[0], samples[1] = left, -right
    return samples


def test_peak_and_rms_are_told_per_channel() -> None:
    meter = LevelMeter("mic")
    meter.take(stereo(0.5, 0.1), 0.5, 1.0)
    meter.take(stereo(0.0, 0.1), 0.1, 1.0)

    levels = meter.levels(is_heard=True)

    assert levels.input == "mic"
    assert levels.peak_db == (-6.0, -20.0)
    assert levels.rms_db == (-9.0, -20.0)
    assert not levels.is_clipped


def test_levels_start_anew_with_each_report() -> None:
    meter = LevelMeter("mic")
    meter.take(stereo(1.0, 1.0), CLIP_LEVEL, 0.5)
    first = meter.levels(is_heard=False)
    second = meter.levels(is_heard=True)

    assert (first.is_clipped, first.reduction_db, first.is_heard) == (True, 6.0, False)
    assert second.peak_db == second.rms_db == (SILENCE_DB, SILENCE_DB)
    assert (second.is_clipped, second.reduction_db) == (False, 0.0)


def test_decibels_and_factors() -> None:
    assert decibels(0.0) == decibels(1e-9) == SILENCE_DB
    assert decibels(2.0) == 6.0
    assert linear(-96.0) == 0.0
    assert linear(20.0) == pytest.approx(10.0)
