import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from encoder.engine.sources.base import Samples
from encoder.engine.sources.samplering import SampleRing


def counted(first: int, count: int) -> Samples:
    """Samples that tell their own place, so that a wrong one is seen."""
    numbers = np.arange(first, first + count, dtype=np.float32)
    return np.stack((numbers, -numbers))


@given(
    sizes=st.lists(st.integers(0, 70), min_size=1, max_size=10),
    start=st.integers(-500, 500),
    read_at=st.integers(-600, 1200),
    count=st.integers(0, 200),
)
def test_a_read_gives_the_newest_samples_and_zeros_elsewhere(
    sizes: list[int], start: int, read_at: int, count: int
) -> None:
    ring, at = SampleRing(100), start
    for size in sizes:
        ring.write(at, counted(at, size))
        at += size

    samples = ring.read(read_at, count)

    places = np.arange(read_at, read_at + count)
    is_there = (places >= max(start, at - 100)) & (places < at)
    assert np.array_equal(samples[0], np.where(is_there, places, 0))
    assert np.array_equal(samples[1], np.where(is_there, -places, 0))


def test_a_gap_is_silent_even_where_older_sound_stood() -> None:
    ring = SampleRing(10)
    ring.write(0, counted(1, 10))
    ring.write(14, counted(14, 2))

    assert ring.read(6, 10)[0].tolist() == [7, 8, 9, 10, 0, 0, 0, 0, 14, 15]


def test_what_overlaps_older_sound_is_dropped() -> None:
    ring = SampleRing(10)
    ring.write(0, counted(0, 5))
    ring.write(3, counted(103, 4))
    ring.write(0, counted(200, 3))

    assert ring.read(0, 8)[0].tolist() == [0, 1, 2, 3, 4, 105, 106, 0]


def test_a_gap_longer_than_the_ring_leaves_only_silence_before_it() -> None:
    ring = SampleRing(10)
    ring.write(0, counted(1, 10))
    ring.write(1000, counted(1000, 1))

    assert ring.read(991, 11)[0].tolist() == [0.0] * 9 + [1000.0, 0.0]


def test_an_empty_ring_is_silent() -> None:
    assert not SampleRing(10).read(0, 20).any()
