from typing import Any

import pytest

from cloud.practice.account.formation.differing import differences


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ({"Name": "a"}, {"name": "a", "more": 1}),
        ({"Threshold": "20"}, {"Threshold": 20.0}),
        ({"On": True}, {"On": "true"}),
        ({"List": ["a", "b"]}, {"List": ["b", "a"]}),
        ({"Rows": [{"K": 1}, {"K": 2}]}, {"Rows": [{"K": 2, "x": 0}, {"K": 1}]}),
        ({"Policy": {"a": [1]}}, {"Policy": '{"a": [1]}'}),
        ({"Unseen": 1}, {}),
    ],
)
def test_what_is_only_written_differently_is_no_difference(expected: Any, actual: Any) -> None:
    assert list(differences(expected, actual, "")) == []


@pytest.mark.parametrize(
    ("expected", "actual", "path"),
    [
        ({"A": {"B": 1}}, {"a": {"b": 2}}, "/A/B"),
        ({"A": ["x"]}, {"A": ["y"]}, "/A"),
        ({"A": [{"K": 1}]}, {"A": []}, "/A"),
        ({"A": [{"K": 1}, {"K": 2}]}, {"A": [{"K": 1}, {"K": 3}]}, "/A/1/K"),
        ({"A": {"x": 1}}, {"A": "text"}, "/A"),
    ],
)
def test_what_differs_is_told_with_its_place(expected: Any, actual: Any, path: str) -> None:
    (found,) = differences(expected, actual, "")

    assert (found["PropertyPath"], found["DifferenceType"]) == (path, "NOT_EQUAL")
