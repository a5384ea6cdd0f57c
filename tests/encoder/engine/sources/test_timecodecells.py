import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from encoder.engine.sources.timecodecells import CELLS, cells, elapsed_ms, read

times = st.integers(0, 2**41)


def drawn(utc_ms: int, width: int, height: int = 8) -> NDArray[np.uint8]:
    row = np.where(cells(utc_ms)[np.arange(width) * CELLS // width], 235, 16).astype(np.uint8)
    return np.tile(row, (height, 1))


@given(time=times, width=st.integers(CELLS * 3, 1920), height=st.integers(1, 40))
def test_a_time_is_read_back_at_any_scale(time: int, width: int, height: int) -> None:
    assert read(drawn(time, width, height)) == time % 2**32


@given(time=times, seed=st.integers(0, 99))
def test_noise_of_a_bad_picture_does_not_hide_it(time: int, seed: int) -> None:
    noise = np.random.default_rng(seed).integers(-80, 80, (12, 1280))
    noisy = np.clip(drawn(time, 1280, 12) + noise, 0, 255).astype(np.uint8)

    assert read(noisy) == time % 2**32


@given(time=times, wrong=st.integers(0, CELLS - 1))
def test_one_wrong_cell_is_noticed(time: int, wrong: int) -> None:
    row = drawn(time, CELLS * 4)
    row[:, wrong * 4 : wrong * 4 + 4] = 251 - row[:, wrong * 4 : wrong * 4 + 4]

    assert read(row) is None


@pytest.mark.parametrize("value", [16, 235])
def test_an_even_picture_is_no_time(value: int) -> None:
    assert read(np.full((8, 400), value, np.uint8)) is None


def test_a_delay_is_counted_across_the_wrap() -> None:
    assert elapsed_ms(2**32 - 30, 20) == 50
