from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from encoder.engine.drift import (
    JUMP_S,
    LATENCY_S,
    MAX_LATENCY_S,
    SETTLING_S,
    SLEW_PER_S,
    DriftController,
    Placement,
)
from encoder.settings import SAMPLE_RATE_HZ
from tests.encoder.engine.driftsimulation import Input, heard, placement_error_ms

BLOCK = 480
BLOCK_S = BLOCK / SAMPLE_RATE_HZ


def fed(drift: DriftController, blocks: int, start_s: float = 0.0) -> list[Placement]:
    """Feed punctual blocks of a perfect crystal; the n-th ends at start_s + (n + 1) * 10 ms."""
    placements = (drift.arrived(start_s + (n + 1) * BLOCK_S, BLOCK) for n in range(blocks))
    return [placement for placement in placements if placement is not None]


def test_thirty_minutes_of_a_fast_input_stay_within_a_millisecond() -> None:
    assert placement_error_ms(Input(100.0, block_samples=1024), minutes=30) < 1.0


def test_a_tone_that_follows_a_drift_has_no_click() -> None:
    for crystal_ppm in (100.0, -500.0):
        result = heard(Input(crystal_ppm), minutes=1)
        assert result.click_dbfs < -75
        assert result.max_error_ms < 5


@settings(max_examples=25, deadline=None)
@given(
    crystal_ppm=st.floats(-500, 500),
    block=st.sampled_from((128, 480, 1024, 4096)),
    jitter_s=st.floats(0, 0.02),
    seed=st.integers(0, 1000),
)
def test_no_input_is_ever_further_off_than_twenty_milliseconds(
    crystal_ppm: float, block: int, jitter_s: float, seed: int
) -> None:
    assert placement_error_ms(Input(crystal_ppm, block, jitter_s, seed), minutes=3) < 20


def test_nothing_is_placed_before_the_pace_is_known() -> None:
    drift = DriftController()

    assert not fed(drift, round(SETTLING_S / BLOCK_S) - 1)
    first = fed(drift, 5, start_s=SETTLING_S)[0]
    assert first.is_new_start


def test_blocks_follow_each_other_without_a_gap() -> None:
    placements = fed(DriftController(), 1000)

    assert sum(each.is_new_start for each in placements) == 1
    for before, after in pairwise(placements):
        assert after.position == before.position + BLOCK * before.stretch


def test_sound_belongs_to_its_arrival_plus_the_latency() -> None:
    drift = DriftController()
    placements = fed(drift, 100)

    end = placements[-1].position + BLOCK
    assert abs(end / SAMPLE_RATE_HZ - (1.0 + LATENCY_S)) < 1e-6


def test_more_latency_is_reached_by_stretching_slowly() -> None:
    drift = DriftController()
    before = fed(drift, 200)
    drift.hold_more()
    after = fed(drift, 12_000, start_s=2.0)

    assert not any(each.is_new_start for each in after)
    moved = (after[-1].position - before[-1].position) / SAMPLE_RATE_HZ - 120.0
    assert abs(moved - 0.02) < 0.001
    steps = [abs(late.stretch - early.stretch) for early, late in pairwise(after)]
    assert max(steps) <= SLEW_PER_S * BLOCK_S * 1.001


def test_what_is_held_ready_has_bounds() -> None:
    drift = DriftController()
    fed(drift, 100)
    for _ in range(20):
        drift.hold_more()
    assert drift.latency_s == MAX_LATENCY_S

    for _ in range(100):
        drift.hold_less()
    assert drift.latency_s == LATENCY_S


def test_a_device_with_large_blocks_is_held_back_a_whole_one() -> None:
    drift = DriftController()
    for block in range(20):
        drift.arrived((block + 1) * 2048 / SAMPLE_RATE_HZ, 2048)

    assert drift.latency_s > 2048 / SAMPLE_RATE_HZ
    drift.hold_less()
    assert drift.latency_s > 2048 / SAMPLE_RATE_HZ


def test_after_lost_sound_it_is_placed_anew() -> None:
    drift = DriftController()
    fed(drift, 100)
    lost_s = 5 * JUMP_S

    after = fed(drift, 300, start_s=1.0 + lost_s)

    assert [each.is_new_start for each in after].count(True) == 1
    end_s = (after[-1].position + BLOCK) / SAMPLE_RATE_HZ
    assert abs(end_s - (4.0 + lost_s + LATENCY_S)) < 0.001
