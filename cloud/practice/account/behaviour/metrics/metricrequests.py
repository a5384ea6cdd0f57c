"""Turns what callers of CloudWatch send about metrics into samples and queries. Pure.

Raises BadRequest with CloudWatch's own code and sentence for what it refuses.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from cloud.practice.account.behaviour.metrics.expression import ExpressionError, parse
from cloud.practice.account.behaviour.metrics.queries import MetricQuery
from cloud.practice.account.behaviour.metrics.samples import MetricKey, Sample
from cloud.practice.account.behaviour.metrics.statistics import is_statistic

MOST_QUERIES = 500
SHORT_PERIODS = (1, 5, 10, 20, 30)
_ID = re.compile(r"[a-z][a-zA-Z0-9_]*")


class BadRequest(ValueError):
    """What CloudWatch would refuse."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def key_of(metric: Mapping[str, Any], namespace: str = "") -> MetricKey:
    """Return the key of what a request calls a metric."""
    pairs = [(each["Name"], each["Value"]) for each in metric.get("Dimensions") or ()]
    return MetricKey.of(namespace or metric["Namespace"], metric["MetricName"], pairs)


def sample_of(namespace: str, datum: Mapping[str, Any], now_s: float, known_s: float) -> Sample:
    """Return the sample in one `MetricDatum`; custom data of 60 s belong to the whole minute."""
    at_s = seconds(datum["Timestamp"]) if datum.get("Timestamp") else now_s
    is_fine = datum.get("StorageResolution") == 1 or namespace.startswith("AWS/")
    at_s = at_s if is_fine else at_s // 60 * 60
    unit = datum.get("Unit") or "None"
    if statistics := datum.get("StatisticValues"):
        count, total, low, high = (
            float(statistics[name]) for name in ("SampleCount", "Sum", "Minimum", "Maximum")
        )
        return Sample(at_s, known_s, count, total, low, high, (), unit)
    values = [float(each) for each in datum.get("Values") or [datum.get("Value") or 0.0]]
    counts = [float(each) for each in datum.get("Counts") or [1.0] * len(values)]
    pairs = tuple(zip(values, counts, strict=True))
    total = sum(value * count for value, count in pairs)
    return Sample(at_s, known_s, sum(counts), total, min(values), max(values), pairs, unit)


def queries_of(asked: Sequence[Mapping[str, Any]], unit_period_s: int = 60) -> list[MetricQuery]:
    """Return the queries of a `MetricDataQueries`; raises BadRequest."""
    if len(asked) > MOST_QUERIES:
        raise BadRequest(
            "ValidationError",
            f"The collection MetricDataQueries must not have a size greater than {MOST_QUERIES}.",
        )
    queries = [_query(each, unit_period_s) for each in asked]
    ids = [query.id for query in queries]
    if len(set(ids)) != len(ids):
        raise BadRequest(
            "ValidationError", "The values for parameter id in MetricDataQueries are not unique."
        )
    return queries


def _query(asked: Mapping[str, Any], unit_period_s: int) -> MetricQuery:
    id, label = str(asked.get("Id", "")), asked.get("Label") or ""
    is_returned = asked.get("ReturnData") is not False
    if not _ID.fullmatch(id):
        raise BadRequest(
            "ValidationError",
            f"The value {id} for parameter MetricDataQueries.member.Id is not matching the "
            "expected pattern ^[a-z][a-zA-Z0-9_]*$.",
        )
    if stat := asked.get("MetricStat"):
        period_s = int(stat["Period"])
        check_period(period_s)
        check_statistic(stat["Stat"])
        return MetricQuery(
            id,
            label,
            is_returned,
            key_of(stat["Metric"]),
            stat["Stat"],
            period_s,
            stat.get("Unit") or "",
        )
    if not (expression := asked.get("Expression")):
        raise BadRequest(
            "ValidationError", "The parameter MetricDataQueries.member.1.MetricStat is required.\n"
        )
    if expression.lstrip().upper().startswith("SELECT"):
        raise BadRequest("ValidationError", "Metrics Insights queries are not offered in practice.")
    try:
        parse(expression)
    except ExpressionError as error:
        raise bad_expression(id, error) from None
    period_s = int(asked.get("Period") or unit_period_s)
    return MetricQuery(id, label, is_returned, None, "", period_s, "", expression)


def bad_expression(id: str, error: Exception) -> BadRequest:
    """Return how CloudWatch refuses an expression."""
    return BadRequest("ValidationError", f"Error in expression '{id}': {error}")


def check_period(period_s: int) -> None:
    """Raise BadRequest for a period that can't be."""
    if period_s not in SHORT_PERIODS and (period_s < 60 or period_s % 60):
        raise BadRequest(
            "InvalidParameterValue",
            f"The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60, not {period_s}.",
        )


def check_statistic(name: str) -> None:
    """Raise BadRequest for a statistic that can't be."""
    if not is_statistic(name):
        raise BadRequest(
            "InvalidParameterValue", f"The value {name} for parameter Stat is not supported."
        )


def seconds(at: datetime | str | float) -> float:
    """Return a time of a request as seconds since 1970; what has no zone is UTC."""
    if isinstance(at, int | float):
        return float(at)
    if isinstance(at, str):
        at = datetime.fromisoformat(at.replace("Z", "+00:00"))
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
