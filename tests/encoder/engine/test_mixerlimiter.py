import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from encoder.engine.mixerlimiter import LOOK_AHEAD_SAMPLES, Limiter
from encoder.engine.sources.base import Samples

BLOCK = 256


def limited(samples: Samples, ceiling: float | None) -> tuple[Samples, Limiter]:
    limiter = Limiter()
    starts = range(0, samples.shape[1], BLOCK)
    blocks = [limiter.apply(samples[:, at : at + BLOCK], ceiling) for at in starts]
    return np.concatenate(blocks, axis=1), limiter


def noise(seed: int, blocks: int) -> Samples:
    bursts = np.repeat(np.random.default_rng(seed + 1).uniform(0, 4, blocks * 8), BLOCK // 8)
    wave = np.random.default_rng(seed).uniform(-1, 1, (2, blocks * BLOCK))
    return (wave * bursts).astype(np.float32)


@given(seed=st.integers(0, 10_000), ceiling=st.floats(0.03, 1.0))
def test_no_sample_passes_the_ceiling(seed: int, ceiling: float) -> None:
    held, _ = limited(noise(seed, 12), ceiling)

    assert np.abs(held).max() <= ceiling


def test_what_is_quiet_enough_only_comes_later() -> None:
    quiet: Samples = noise(1, 6) * np.float32(0.1)

    held, limiter = limited(quiet, 0.5)

    assert np.array_equal(held[:, LOOK_AHEAD_SAMPLES:], quiet[:, :-LOOK_AHEAD_SAMPLES])
    assert limiter.smallest_gain == 1.0


def test_without_a_ceiling_nothing_is_held() -> None:
    loud = noise(1, 6)

    held, _ = limited(loud, None)

    assert np.array_equal(held[:, LOOK_AHEAD_SAMPLES:], loud[:, :-LOOK_AHEAD_SAMPLES])


def test_the_gain_moves_without_steps_and_recovers() -> None:
    steady = np.full((2, 80 * BLOCK), 0.5, np.float32)
    steady[:, 10 * BLOCK + 77] = 2.0  # one loud sample

    held, limiter = limited(steady, 0.5)

    gains = held / 0.5
    leaves_at = 10 * BLOCK + 77 + LOOK_AHEAD_SAMPLES
    assert gains[0, leaves_at] == np.float32(1.0) or gains[0, leaves_at] < 1.0
    around = np.delete(gains[0, LOOK_AHEAD_SAMPLES:], leaves_at - LOOK_AHEAD_SAMPLES)
    assert around.min() < 0.26
    assert np.abs(np.diff(around)).max() < 0.02
    assert gains[0, -1] == 1.0
    assert limiter.smallest_gain == 1.0


def test_both_channels_are_held_alike() -> None:
    samples = np.full((2, 10 * BLOCK), 0.2, np.float32)
    samples[0] = 1.0

    held, limiter = limited(samples, 0.5)

    assert np.allclose(held[0] / 5, held[1])
    assert limiter.smallest_gain < 0.51
