import math
from datetime import UTC, datetime
from typing import Any

import pytest

from cloud.practice.account.strict.metricrules import (
    MOST_DATA,
    MOST_DIMENSIONS,
    MOST_VALUES,
    NEWEST_S,
    OLDEST_S,
    is_taken,
    put_metric_data,
)

NOW_S = 1_800_000_000.0
DATUM: dict[str, Any] = {"MetricName": "CurrentViewers", "Value": 1.0, "Unit": "Count"}
DIMENSION = {"Name": "ChannelId", "Value": "a"}


def put(*data: dict[str, Any], namespace: str = "LiveStreaming/Metrics") -> str:
    """Return the code with which CloudWatch refuses these data, or nothing."""
    refusal = put_metric_data({"Namespace": namespace, "MetricData": list(data)}, NOW_S)
    return refusal.code if refusal else ""


def at(seconds: float) -> dict[str, Any]:
    return DATUM | {"Timestamp": datetime.fromtimestamp(NOW_S + seconds, UTC)}


def without_value(**more: Any) -> dict[str, Any]:
    return {"MetricName": "a", **more}


def test_what_is_in_order_is_taken() -> None:
    assert put(*[DATUM | {"Dimensions": [DIMENSION] * MOST_DIMENSIONS}] * MOST_DATA) == ""
    assert put(without_value(Values=[1.0] * MOST_VALUES, Counts=[1.0] * MOST_VALUES)) == ""
    assert put(DATUM | {"StorageResolution": 1}) == ""
    assert put(at(1 - OLDEST_S), at(NEWEST_S - 1)) == ""


@pytest.mark.parametrize(
    "datum",
    [
        DATUM | {"Value": math.nan},
        DATUM | {"Value": math.inf},
        DATUM | {"Value": 2.0**361},
        DATUM | {"Dimensions": [DIMENSION] * (MOST_DIMENSIONS + 1)},
        DATUM | {"Dimensions": [{"Name": "ChannelId", "Value": " "}]},
        DATUM | {"Dimensions": [{"Name": ":a", "Value": "b"}]},
        DATUM | {"Dimensions": [{"Name": "チャンネル", "Value": "b"}]},
        DATUM | {"StorageResolution": 5},
        at(-OLDEST_S - 1),
        at(NEWEST_S + 1),
        without_value(Values=[1.0] * (MOST_VALUES + 1)),
        without_value(Values=[1.0, 2.0], Counts=[1.0]),
        without_value(Values=[math.nan]),
        without_value(
            StatisticValues={"Sum": 1.0, "SampleCount": 1.0, "Minimum": 2.0, "Maximum": 1.0}
        ),
    ],
)
def test_one_wrong_datum_refuses_the_whole_call(datum: dict[str, Any]) -> None:
    assert put(DATUM, datum) == "InvalidParameterValue"


def test_a_datum_says_its_value_in_one_way() -> None:
    assert put(without_value()) == "MissingParameter"
    assert put(DATUM | {"Values": [1.0]}) == "InvalidParameterCombination"


def test_a_call_has_a_thousand_data_at_most() -> None:
    assert put(*[DATUM] * (MOST_DATA + 1)) == "InvalidParameterValue"


def test_the_namespaces_of_aws_are_its_own() -> None:
    assert put(DATUM, namespace="AWS/IVS") == "InvalidParameterValue"


def test_a_time_may_come_as_text_or_number() -> None:
    assert put(DATUM | {"Timestamp": NOW_S}) == ""
    assert put(DATUM | {"Timestamp": str(NOW_S - 2 * OLDEST_S)}) == "InvalidParameterValue"


def test_numbers_are_taken_up_to_the_limit() -> None:
    assert is_taken(-(2.0**360))
    assert not is_taken(-math.inf)
