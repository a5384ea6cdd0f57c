from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.backoff import refused_delays


def test_a_refusal_is_answered_with_longer_and_longer_waits_up_to_five_seconds() -> None:
    delays = list(islice(refused_delays(lambda: 0.5), 8))

    assert delays == [0.5, 1.0, 2.0, 4.0, 5.0, 5.0, 5.0, 5.0]


@given(st.lists(st.floats(0, 1), min_size=7, max_size=7))
def test_every_wait_is_spread_by_a_fifth_at_most(chosen: list[float]) -> None:
    delays = refused_delays(iter(chosen).__next__)

    for delay_s, base_s in zip(delays, (0.5, 1.0, 2.0, 4.0, 5.0, 5.0), strict=False):
        assert 0.8 * base_s - 1e-9 <= delay_s <= 1.2 * base_s + 1e-9


def test_the_spread_reaches_both_ends() -> None:
    assert next(refused_delays(lambda: 0.0)) == pytest.approx(0.4)
    assert next(refused_delays(lambda: 1.0)) == pytest.approx(0.6)
