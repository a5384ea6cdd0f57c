import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.engine.sources.secondloop import BEEP_SAMPLES, RAMP_SAMPLES, SecondLoop, beep, sine

RATE = 48_000
positions = st.integers(0, 48 * 3600 * RATE)
lengths = st.lists(st.integers(0, 3000), min_size=1, max_size=8)


@given(first=positions, counts=lengths)
def test_any_split_of_the_reads_gives_the_same_samples(first: int, counts: list[int]) -> None:
    loop = SecondLoop(sine(997, -6))
    whole = loop.samples(first, sum(counts))

    parts, at = [], first
    for count in counts:
        parts.append(loop.samples(at, count))
        at += count

    assert np.array_equal(np.concatenate(parts, axis=1), whole)


@given(first=positions)
def test_the_wave_runs_on_over_the_seam_of_the_second(first: int) -> None:
    left = SecondLoop(sine(440, 0)).samples(first, 500)[0]

    turn = 2 * np.pi * 440 / RATE
    assert np.abs(np.diff(left)).max() <= turn * 1.001


@pytest.mark.parametrize("frequency_hz", [20, 440, 1000, 20_000])
def test_a_sine_has_the_asked_pitch_and_loudness(frequency_hz: int) -> None:
    wave = sine(frequency_hz, -20)

    spectrum = np.abs(np.fft.rfft(wave)) / (RATE / 2)
    assert int(spectrum.argmax()) == frequency_hz
    assert spectrum.max() == pytest.approx(0.1, rel=1e-3)


def test_the_beep_starts_with_the_second_and_lasts_a_tenth_of_it() -> None:
    second = beep(0)

    assert np.abs(second[: RATE // 1000]).max() > 0.2
    assert np.abs(second[RAMP_SAMPLES : BEEP_SAMPLES - RAMP_SAMPLES]).max() > 0.99
    assert not second[BEEP_SAMPLES:].any()


def test_the_ramps_keep_the_beep_from_clicking() -> None:
    second = beep(0)

    assert second[0] == 0
    assert abs(second[BEEP_SAMPLES - 1]) < 0.01
    envelope = np.abs(second[:RAMP_SAMPLES]) / np.linspace(1e-3, 1, RAMP_SAMPLES)
    assert envelope.max() <= 1.02


def test_a_channel_that_is_not_heard_is_silent() -> None:
    left, right = SecondLoop(sine(1000, 0), (False, True)).samples(0, 100)

    assert not left.any()
    assert right.any()


def test_what_a_reader_does_to_its_samples_stays_with_it() -> None:
    loop = SecondLoop(sine(1000, 0))
    loop.samples(0, 100)[:] = 7

    assert loop.samples(0, 100).max() <= 1
