"""Cuts the answers of GetMetricData into pages as CloudWatch does. Pure."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from cloud.practice.account.behaviour.metrics.metricrequests import BadRequest
from cloud.practice.account.behaviour.metrics.timeseries import TimeSeries

MOST_POINTS = 100_800


def page(
    lines: Sequence[TimeSeries], *, is_newest_first: bool, most: int, token: str
) -> dict[str, Any]:
    """Return one page: at most so many points, and the token of the next. Raises BadRequest."""
    most = min(most or MOST_POINTS, MOST_POINTS)
    skipped = _offset(token)
    room, results = most, []
    total = sum(len(line.points) for line in lines)
    for line in lines:
        times = sorted(line.points, reverse=is_newest_first)
        first = min(skipped, len(times))
        skipped -= first
        shown = times[first : first + room]
        room -= len(shown)
        is_partial = first + len(shown) < len(times)
        if first and not shown:
            continue  # it stood on an earlier page
        results.append(_result(line, shown, is_partial))
    answer: dict[str, Any] = {"MetricDataResults": results, "Messages": []}
    if (until := _offset(token) + most) < total:
        answer["NextToken"] = f"points-{until}"
    return answer


def moment(at_s: float) -> datetime:
    """Return a time as moto writes times: UTC, without saying so."""
    return datetime.fromtimestamp(at_s, UTC).replace(tzinfo=None)


def _result(line: TimeSeries, times: Sequence[int], is_partial: bool) -> dict[str, Any]:
    return {
        "Id": line.id,
        "Label": line.label,
        "Timestamps": [moment(at) for at in times],
        "Values": [line.points[at] for at in times],
        "StatusCode": "PartialData" if is_partial else "Complete",
    }


def _offset(token: str) -> int:
    if not token:
        return 0
    offset = token.removeprefix("points-")
    if not offset.isdecimal():
        raise BadRequest("InvalidNextToken", "The next token is invalid.")
    return int(offset)
