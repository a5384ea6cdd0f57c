"""Pages of GetMetricData."""

from typing import Any

import pytest

from cloud.practice.account.behaviour.metrics.metricpages import moment, page
from cloud.practice.account.behaviour.metrics.metricrequests import BadRequest
from cloud.practice.account.behaviour.metrics.timeseries import TimeSeries

LINES = [
    TimeSeries({0: 1.0, 60: 2.0, 120: 3.0}, "first", "a"),
    TimeSeries({}, "empty", "b"),
    TimeSeries({0: 4.0, 60: 5.0}, "last", "c"),
]


def get(most: int = 0, token: str = "", newest: bool = False) -> dict[str, Any]:
    return page(LINES, is_newest_first=newest, most=most, token=token)


def test_everything_stands_on_one_page_if_it_can() -> None:
    answer = get(newest=True)

    assert [each["Values"] for each in answer["MetricDataResults"]] == [
        [3.0, 2.0, 1.0],
        [],
        [5.0, 4.0],
    ]
    assert answer["MetricDataResults"][0]["Timestamps"][0] == moment(120.0)
    assert "NextToken" not in answer


def test_pages_together_hold_every_point_once() -> None:
    found: dict[str, list[float]] = {"a": [], "b": [], "c": []}
    token, pages = "", 0
    while pages == 0 or token:
        answer = get(2, token)
        for each in answer["MetricDataResults"]:
            found[each["Id"]] += each["Values"]
        token, pages = answer.get("NextToken", ""), pages + 1

    assert found == {"a": [1.0, 2.0, 3.0], "b": [], "c": [4.0, 5.0]}
    assert pages == 3
    assert get(2)["MetricDataResults"][0]["StatusCode"] == "PartialData"


def test_a_token_that_nobody_gave_is_refused() -> None:
    with pytest.raises(BadRequest):
        get(token="mine")


def test_moments_have_no_zone() -> None:
    assert moment(0.0).isoformat() == "1970-01-01T00:00:00"
