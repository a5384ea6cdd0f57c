import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.monitoring.series import GAP_PERIODS, SeriesRing


def test_a_new_series_has_nothing() -> None:
    ring = SeriesRing(["fps"])

    assert len(ring) == 0
    assert ring.newest_s is None
    assert ring.latest("fps") is None
    assert ring.values("fps").size == 0


def test_what_was_added_comes_back_in_order() -> None:
    ring = SeriesRing(["fps", "rtt"])
    ring.append(10.0, {"fps": 30.0, "rtt": None})
    ring.append(11.0, {"fps": 29.0})

    assert ring.times.tolist() == [10.0, 11.0]
    assert ring.values("fps").tolist() == [30.0, 29.0]
    assert np.isnan(ring.values("rtt")).all()
    assert (ring.latest("fps"), ring.latest("rtt")) == (29.0, None)


def test_only_the_newest_are_kept() -> None:
    ring = SeriesRing(["fps"], capacity=5)
    for second in range(23):
        ring.append(second, {"fps": second})

    assert ring.times.tolist() == [18, 19, 20, 21, 22]
    assert ring.values("fps").tolist() == [18, 19, 20, 21, 22]


def test_a_missing_stretch_is_a_gap() -> None:
    ring = SeriesRing(["fps"])
    ring.append(0.0, {"fps": 30.0})
    ring.append(60.0, {"fps": 30.0})

    assert ring.times.tolist() == [0.0, 1.0, 60.0]
    assert np.isnan(ring.values("fps")).tolist() == [False, True, False]


def test_jitter_is_no_gap() -> None:
    ring = SeriesRing(["fps"])
    for time_s in (0.0, 0.8, 2.1, 2.9, 4.4):
        ring.append(time_s, {"fps": 30.0})

    assert not np.isnan(ring.values("fps")).any()


def test_a_second_row_for_a_moment_replaces_the_first() -> None:
    ring = SeriesRing(["fps"])
    ring.append(1.0, {"fps": 30.0})
    ring.append(1.0, {"fps": 15.0})

    assert ring.values("fps").tolist() == [15.0]


def test_a_clock_set_back_takes_the_past_with_it() -> None:
    ring = SeriesRing(["fps"])
    for time_s in (100.0, 101.0, 102.0):
        ring.append(time_s, {"fps": time_s})
    ring.append(42.0, {"fps": 7.0})

    assert ring.times.tolist() == [39.0, 40.0, 41.0, 42.0]
    assert ring.values("fps").tolist() == [100.0, 101.0, 102.0, 7.0]


@pytest.mark.parametrize("time_s", [float("nan"), float("inf")])
def test_a_time_that_is_none_is_ignored(time_s: float) -> None:
    ring = SeriesRing(["fps"])
    ring.append(time_s, {"fps": 1.0})

    assert len(ring) == 0


def test_an_unknown_name_is_refused() -> None:
    ring = SeriesRing(["fps"])

    with pytest.raises(KeyError):
        ring.append(1.0, {"bitrate": 1.0})
    with pytest.raises(KeyError):
        ring.values("bitrate")


def test_a_series_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="room"):
        SeriesRing(["fps"], capacity=1)


def test_clear_forgets_everything() -> None:
    ring = SeriesRing(["fps"], capacity=3)
    for second in range(7):
        ring.append(second, {"fps": 1.0})
    ring.clear()
    ring.append(1.0, {"fps": 2.0})

    assert ring.times.tolist() == [1.0]


@given(
    st.integers(2, 12),
    st.lists(st.tuples(st.floats(-5.0, 20.0), st.one_of(st.none(), st.floats(0, 1e9)))),
)
def test_whatever_the_clock_does_time_rises_and_memory_is_bounded(
    capacity: int, rows: list[tuple[float, float | None]]
) -> None:
    ring = SeriesRing(["a", "b"], capacity=capacity)
    now_s = 1000.0
    for step_s, value in rows:
        now_s += step_s
        ring.append(now_s, {"a": value})

        assert len(ring) <= capacity
        assert (np.diff(ring.times) > 0).all()
        assert ring.newest_s == now_s
        assert ring.latest("a") == value
        is_apart = np.diff(ring.times) > GAP_PERIODS
        has_hole = np.isnan(ring.values("a")[:-1]) | np.isnan(ring.values("a")[1:])
        assert has_hole[is_apart].all()
