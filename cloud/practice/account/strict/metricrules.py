"""What PutMetricData takes: units, numbers, sizes, times. Pure.

Amazon CloudWatch API Reference, PutMetricData and MetricDatum, as of 2026-11.
"""

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from cloud.practice.account.context import Refusal

MOST_DATA = 1000
MOST_DIMENSIONS = 30
MOST_VALUES = 150
OLDEST_S = 14 * 86_400.0
NEWEST_S = 2 * 3600.0
LARGEST = 2.0**360
RESOLUTIONS = (1, 60)

Datum = Mapping[str, Any]


def put_metric_data(parameters: Mapping[str, Any], now_s: float) -> Refusal | None:
    """Return why CloudWatch refuses the whole call: one wrong datum is enough."""
    if str(parameters.get("Namespace", "")).startswith("AWS/"):
        return _value("The value AWS/ for parameter Namespace is invalid.")
    data: list[Datum] = parameters.get("MetricData") or []
    if len(data) > MOST_DATA:
        return _value(f"The collection MetricData must not have a size greater than {MOST_DATA}.")
    for number, datum in enumerate(data, 1):
        for refusal in _of_datum(datum, f"MetricData.member.{number}", now_s):
            return refusal
    return None


def _of_datum(datum: Datum, path: str, now_s: float) -> Iterator[Refusal]:
    yield from _of_dimensions(datum.get("Dimensions") or [], path)
    yield from _of_values(datum, path)
    at = datum.get("Timestamp")
    if at is not None:
        at_s = _seconds(at)
        if at_s < now_s - OLDEST_S:
            yield _value(
                f"The parameter {path}.Timestamp must specify a time within the past two weeks."
            )
        if at_s > now_s + NEWEST_S:
            yield _value(
                f"The parameter {path}.Timestamp must specify a time no more than "
                "two hours in the future."
            )
    if datum.get("StorageResolution", 60) not in RESOLUTIONS:
        yield _value(f"The parameter {path}.StorageResolution must be 1 or 60.")


def _of_dimensions(dimensions: list[Mapping[str, str]], path: str) -> Iterator[Refusal]:
    if len(dimensions) > MOST_DIMENSIONS:
        yield _value(
            f"The collection {path}.Dimensions must not have a size greater than {MOST_DIMENSIONS}."
        )
    for number, each in enumerate(dimensions, 1):
        for name in ("Name", "Value"):
            text = each.get(name, "")
            place = f"{path}.Dimensions.member.{number}.{name}"
            if not text.strip():
                yield _value(f"The parameter {place} is required and must not be blank.")
            elif not text.isascii() or (name == "Name" and text.startswith(":")):
                yield _value(f"The parameter {place} must contain only ASCII characters.")


def _of_values(datum: Datum, path: str) -> Iterator[Refusal]:
    values, counts = datum.get("Values"), datum.get("Counts")
    statistics: Mapping[str, float] | None = datum.get("StatisticValues")
    given = [name for name in ("Value", "Values", "StatisticValues") if datum.get(name) is not None]
    if not given:
        yield Refusal(
            "MissingParameter",
            f"At least one of the parameters {path}.Value, {path}.Values or "
            f"{path}.StatisticValues must be specified.",
        )
    if len(given) > 1:
        yield Refusal(
            "InvalidParameterCombination",
            f"The parameters {path}.{given[0]} and {path}.{given[1]} are mutually exclusive "
            "and you have specified both.",
        )
    if values is not None and len(values) > MOST_VALUES:
        yield _value(f"The collection {path}.Values must not have a size greater than 150.")
    if counts is not None and len(counts) != len(values or ()):
        yield _value(f"The parameters {path}.Values and {path}.Counts must be of the same size.")
    numbers = [datum.get("Value"), *(values or ()), *(counts or ())]
    for number in [*numbers, *(statistics or {}).values()]:
        if number is not None and not is_taken(float(number)):
            yield _value(
                f"The value {number} for parameter {path}.Value is invalid: NaN, infinity and "
                "numbers beyond -2^360 to 2^360 are not supported."
            )
    if statistics and statistics["Maximum"] < statistics["Minimum"]:
        yield _value(f"The parameter {path}.StatisticValues has a Maximum below its Minimum.")


def is_taken(number: float) -> bool:
    """Tell whether CloudWatch takes a number."""
    return math.isfinite(number) and abs(number) <= LARGEST


def _seconds(at: object) -> float:
    if isinstance(at, datetime):
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    return float(str(at))


def _value(message: str) -> Refusal:
    return Refusal("InvalidParameterValue", message)
