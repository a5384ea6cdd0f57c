import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from encoder.engine.driftresampler import TAPS, FractionalResampler
from encoder.engine.sources.base import Samples
from encoder.settings import SAMPLE_RATE_HZ


def tone(frequency_hz: float, places: NDArray[np.float64]) -> Samples:
    wave = np.sin(2 * np.pi * frequency_hz * places / SAMPLE_RATE_HZ)
    return np.stack((wave, -wave)).astype(np.float32)


@pytest.mark.parametrize(("frequency_hz", "error_db"), [(997, -80), (10_000, -66), (18_000, -60)])
def test_a_tone_keeps_its_place_at_any_distance_of_samples(
    frequency_hz: float, error_db: float
) -> None:
    resampler, step, start = FractionalResampler(), 1.0003, 1000.3
    first: int | None = None
    parts = []
    for block in range(100):
        position = start + block * 480 * step
        samples = tone(frequency_hz, position + np.arange(480, dtype=np.float64) * step)
        place, part = resampler.resample(samples, position, step)
        first = place if first is None else first
        parts.append(part)

    resampled = np.concatenate(parts, axis=1)
    assert first == 1001
    expected = tone(frequency_hz, first + np.arange(resampled.shape[1], dtype=np.float64))
    errors = np.abs(resampled - expected)[:, TAPS:]
    assert 20 * np.log10(errors.max()) < error_db


@given(
    sizes=st.lists(st.integers(1, 700), min_size=1, max_size=20),
    start=st.floats(-1e6, 1e9),
    steps=st.lists(st.floats(0.999, 1.001), min_size=20, max_size=20),
)
def test_places_come_out_in_one_unbroken_row(
    sizes: list[int], start: float, steps: list[float]
) -> None:
    resampler, position, follows = FractionalResampler(), start, None
    for size, step in zip(sizes, steps, strict=False):
        first, resampled = resampler.resample(np.ones((2, size), np.float32), position, step)
        assert follows is None or first == follows
        follows = first + resampled.shape[1]
        position += size * step
    assert follows is not None
    assert position - TAPS < follows <= position + 1


def test_a_constant_stays_constant() -> None:
    resampler = FractionalResampler()
    samples = np.full((2, 1000), 0.5, np.float32)
    resampler.resample(samples, 0.37, 1.0005)

    _, resampled = resampler.resample(samples, 0.37 + 1000 * 1.0005, 1.0005)

    assert resampled == pytest.approx(0.5, abs=1e-6)


def test_started_anew_it_knows_nothing_of_before() -> None:
    resampler = FractionalResampler()
    resampler.resample(np.ones((2, 1000), np.float32), 0.0, 1.0)
    resampler.start_anew()

    first, resampled = resampler.resample(np.zeros((2, 100), np.float32), 5000.5, 1.0)

    assert first == 5001
    assert not resampled.any()
