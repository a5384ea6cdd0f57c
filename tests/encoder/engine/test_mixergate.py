import numpy as np
import pytest

from encoder.engine.mixergate import ATTACK_S, HOLD_S, RELEASE_S, Gate
from encoder.engine.sources.base import Samples
from encoder.settings import SAMPLE_RATE_HZ

BLOCK = 1024
THRESHOLD = 0.1


def steady(level: float, seconds: float) -> Samples:
    return np.full((2, round(seconds * SAMPLE_RATE_HZ)), level, np.float32)


def gated(gate: Gate, samples: Samples, threshold: float | None = THRESHOLD) -> Samples:
    starts = range(0, samples.shape[1], BLOCK)
    blocks = [gate.apply(samples[:, at : at + BLOCK], threshold) for at in starts]
    return np.concatenate(blocks, axis=1)


def test_what_stays_below_the_threshold_is_silenced_after_hold_and_release() -> None:
    gate = Gate()
    gated(gate, steady(0.5, 0.1))

    quiet = gated(gate, steady(0.02, 0.5))

    held = round((HOLD_S - 0.01) * SAMPLE_RATE_HZ)
    assert quiet[:, :held] == pytest.approx(0.02)
    closed = round((HOLD_S + RELEASE_S + 0.01) * SAMPLE_RATE_HZ)
    assert not quiet[:, closed:].any()
    assert gate.smallest_gain == 0.0


def test_it_opens_within_its_attack_time() -> None:
    gate = Gate()
    gated(gate, steady(0.0, 1.0))

    loud = gated(gate, steady(0.5, 0.1))

    opened = round((ATTACK_S + 0.003) * SAMPLE_RATE_HZ)
    assert loud[:, opened:] == pytest.approx(0.5)
    assert loud[0, 0] < 0.01


def test_open_it_stays_open_a_little_below_the_threshold() -> None:
    gate = Gate()
    gated(gate, steady(0.5, 0.1))
    assert gated(gate, steady(0.06, 2.0))[:, -1] == pytest.approx(0.06)

    gated(gate, steady(0.0, 1.0))
    assert not gated(gate, steady(0.06, 2.0))[:, -1].any()


def test_the_gain_never_jumps() -> None:
    gate = Gate()
    levels = [0.5, 0.01, 0.5, 0.04, 0.5]
    shape = np.concatenate([steady(level, 0.45) for level in levels], axis=1)

    gains = gated(gate, shape) / shape

    assert np.abs(np.diff(gains)).max() < 1.5 / (ATTACK_S * SAMPLE_RATE_HZ)
    assert gains.min() == 0.0


def test_without_a_threshold_it_opens_for_good() -> None:
    gate = Gate()
    gated(gate, steady(0.0, 1.0))

    assert gated(gate, steady(0.01, 0.2), None)[:, -1] == pytest.approx(0.01)
    assert gate.smallest_gain == 1.0
