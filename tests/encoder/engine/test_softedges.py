import numpy as np
import pytest

from encoder.engine.softedges import EDGE_SAMPLES, rising, soft_end, with_soft_start


def test_a_ramp_ends_at_one() -> None:
    assert rising(4).tolist() == [0.25, 0.5, 0.75, 1.0]


@pytest.mark.parametrize("count", [0, 1, 100, EDGE_SAMPLES, 1000])
def test_sound_begins_softly_and_is_not_changed_otherwise(count: int) -> None:
    samples = np.ones((2, count), np.float32)

    soft = with_soft_start(samples)

    assert samples.all()
    assert np.all(soft[:, EDGE_SAMPLES:] == 1)
    step = 1 / min(EDGE_SAMPLES, count or 1)
    assert np.abs(np.diff(soft, prepend=0.0)).max(initial=0.0) <= step * 1.001


@pytest.mark.parametrize("count", [0, 1, 100, EDGE_SAMPLES, 1000])
def test_sound_breaks_off_softly(count: int) -> None:
    last = np.array([[0.5], [-0.25]], np.float32)

    tail = soft_end(last, count)

    assert tail.shape == (2, count)
    assert np.all(np.diff(np.abs(tail)) <= 0)
    assert not tail[:, EDGE_SAMPLES:].any()
    assert not tail[:, -1:].any()
