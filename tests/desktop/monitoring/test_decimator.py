from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop.monitoring.decimator import decimate
from desktop.monitoring.series import Floats

GAP_S = 2.5
Case = tuple[Floats, Floats, float, float, int]

_steps = st.one_of(
    st.floats(0.5, 1.5), st.just(1.0), st.floats(2.6, 40.0)
)  # jitter, none, something missing
_values = st.one_of(st.floats(-1e6, 1e6), st.just(float("nan")))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Samples, a window that may be smaller or larger than they are, and a width in pixels."""
    rows = draw(st.lists(st.tuples(_steps, _values), max_size=200))
    origin = draw(st.sampled_from([0.0, 1.7e9]))
    times = origin + np.cumsum(np.array([step for step, _ in rows], np.float64))
    values = np.array([value for _, value in rows], np.float64)
    length = float(times[-1] - origin) if rows else 10.0
    start_s = origin + draw(st.floats(0.0, 1.0)) * length
    end_s = start_s + draw(st.floats(1.0, 2.0 * length + 1.0))
    return times, values, start_s, end_s, draw(st.integers(1, 60))


def _known_in_window(case: Case) -> tuple[Floats, Floats]:
    times, values, start_s, end_s, _ = case
    is_shown = (times <= end_s) & np.isfinite(values)
    earlier = np.flatnonzero(times < start_s)
    if earlier.size:
        is_shown &= np.arange(times.size) >= earlier[-1]
    return times[is_shown], values[is_shown]


def _gap_edges(case: Case) -> list[tuple[float, float]]:
    """Return the times of the known samples on both sides of each gap."""
    times, values, _, _, _ = case
    known, _ = _known_in_window(case)
    edges = []
    for before, after in pairwise(known):
        is_between = (times > before) & (times < after)
        if np.isnan(values[is_between]).any() or after - before > GAP_S:
            edges.append((float(before), float(after)))
    return edges


@given(cases())
def test_the_lowest_and_the_highest_are_never_lost(case: Case) -> None:
    _, known = _known_in_window(case)
    _, points = decimate(*case, GAP_S)

    if known.size:
        assert np.nanmin(points) == known.min()
        assert np.nanmax(points) == known.max()
    else:
        assert not points.size


@given(cases())
def test_the_newest_sample_is_the_last_point(case: Case) -> None:
    times, known = _known_in_window(case)
    at, points = decimate(*case, GAP_S)

    if known.size:
        assert (at[-1], points[-1]) == (times[-1], known[-1])


@given(cases())
def test_time_only_rises(case: Case) -> None:
    at, points = decimate(*case, GAP_S)

    assert at.size == points.size
    assert (np.diff(at) > 0).all()


@given(cases())
def test_every_point_is_a_sample(case: Case) -> None:
    times, known = _known_in_window(case)
    at, points = decimate(*case, GAP_S)
    is_known = np.isfinite(points)

    samples = set(zip(times.tolist(), known.tolist(), strict=True))
    assert set(zip(at[is_known].tolist(), points[is_known].tolist(), strict=True)) <= samples


@given(cases())
def test_gaps_stay_where_they_are_and_none_is_added(case: Case) -> None:
    edges = _gap_edges(case)
    at, points = decimate(*case, GAP_S)
    holes = np.flatnonzero(np.isnan(points))

    assert [(at[hole - 1], at[hole + 1]) for hole in holes] == edges


@given(cases())
def test_no_more_points_come_out_than_a_plot_has_use_for(case: Case) -> None:
    at, _ = decimate(*case, GAP_S)

    assert at.size <= 2 * (case[4] + 3) + 5 * len(_gap_edges(case))


@given(st.integers(0, 500), st.integers(20, 80))
def test_what_is_in_the_middle_does_not_change_while_the_window_slides(
    shift_s: int, columns: int
) -> None:
    times = np.arange(2000.0)
    values = np.random.default_rng(7).normal(size=times.size)
    width_s = 1000.0 / columns

    def middle(start_s: float) -> list[tuple[float, float]]:
        at, points = decimate(times, values, start_s, start_s + 1000.0, columns, GAP_S)
        is_inside = (at > 500 + 2 * width_s) & (at < 1000 - 2 * width_s)
        return list(zip(at[is_inside].tolist(), points[is_inside].tolist(), strict=True))

    assert middle(float(shift_s)) == middle(0.0)


def test_few_samples_are_left_as_they_are() -> None:
    times, values = np.arange(10.0), np.arange(10.0) % 3

    at, points = decimate(times, values, 0.0, 9.0, 300, GAP_S)

    assert at.tolist() == times.tolist()
    assert points.tolist() == values.tolist()


def test_a_short_gap_among_many_samples_keeps_its_width() -> None:
    times, values = np.arange(86_400.0), np.ones(86_400)
    values[40_000:40_003] = np.nan

    at, points = decimate(times, values, 0.0, 86_399.0, 480, GAP_S)
    (hole,) = np.flatnonzero(np.isnan(points))

    assert (at[hole - 1], at[hole + 1]) == (39_999.0, 40_003.0)


def test_an_outage_in_the_newest_second_is_seen() -> None:
    times, values = np.arange(86_400.0), np.full(86_400, 4.5e6)
    values[-1] = 0.0

    _, points = decimate(times, values, 0.0, 86_399.0, 480, GAP_S)

    assert points[-1] == 0.0
