"""Statistics of samples."""

import statistics as theirs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud.practice.account.behaviour.metrics.samples import Sample, value_sample
from cloud.practice.account.behaviour.metrics.statistics import is_statistic, statistic

ONE_TO_TEN = [value_sample(0.0, float(value)) for value in range(1, 11)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SampleCount", 10.0),
        ("Sum", 55.0),
        ("Average", 5.5),
        ("Minimum", 1.0),
        ("Maximum", 10.0),
        ("p50", 5.5),
        ("p0", 1.0),
        ("p100", 10.0),
        ("p90", 9.1),
        ("tm90", 5.0),
        ("tc90", 9.0),
        ("ts90", 45.0),
        ("wm90", 5.4),
        ("IQM", 5.5),
    ],
)
def test_each_statistic_of_ten_values(name: str, value: float) -> None:
    assert is_statistic(name)
    assert statistic(name, ONE_TO_TEN) == pytest.approx(value)


def test_sets_of_values_count_as_often_as_they_say() -> None:
    many = Sample(0.0, 0.0, 4.0, 10.0, 1.0, 3.0, ((1.0, 1.0), (3.0, 3.0)))

    assert statistic("Average", [many]) == 2.5
    assert statistic("p50", [many]) == 3.0


def test_of_mere_statistics_percentiles_are_unknown_unless_all_are_equal() -> None:
    assert statistic("p50", [Sample(0.0, 0.0, 2.0, 4.0, 1.0, 3.0)]) is None
    assert statistic("p50", [Sample(0.0, 0.0, 2.0, 4.0, 2.0, 2.0)]) == 2.0
    assert statistic("Average", []) is None


@pytest.mark.parametrize("name", ["Mean", "p101", "pp", "sum", ""])
def test_what_is_no_statistic_is_known(name: str) -> None:
    assert not is_statistic(name)


@given(st.lists(st.integers(-1000, 1000), min_size=2), st.integers(1, 99))
def test_percentiles_are_those_of_inclusive_quantiles(values: list[int], percent: int) -> None:
    found = statistic(f"p{percent}", [value_sample(0.0, float(value)) for value in values])

    assert found == pytest.approx(theirs.quantiles(values, n=100, method="inclusive")[percent - 1])
