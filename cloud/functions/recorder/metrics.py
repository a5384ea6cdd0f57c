"""Figures for CloudWatch: their names, units and times, in calls as large as it takes. Pure."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

SESSIONS = "LiveStreaming/Sessions"
METRICS = "LiveStreaming/Metrics"
RECORDER = "LiveStreaming/Recorder"

MOST_IN_A_CALL = 1000
OLDEST_MS = 14 * 86_400_000 - 600_000
"""CloudWatch refuses a whole call for one figure older than two weeks; ten minutes are spare."""


class Unit(StrEnum):
    """Those of CloudWatch's units that are used here.

    The SDK does not look at units, and the service refuses the whole call for one it doesn't know.
    """

    COUNT = "Count"
    SECONDS = "Seconds"
    PERCENT = "Percent"
    BITS_PER_SECOND = "Bits/Second"


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of one metric at one time."""

    namespace: str
    name: str
    value: float
    unit: Unit
    at_ms: int
    channel_id: str = ""
    """Becomes the dimension ChannelId; empty: none."""

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            raise ValueError(f"{self.name} can't be {self.value}")


def calls(figures: Iterable[Figure], now_ms: int) -> Iterator[dict[str, Any]]:
    """Yield the parameters of PutMetricData; what is too old becomes a count of what is."""
    kept: dict[str, list[Figure]] = {}
    too_old = 0
    for figure in figures:
        if figure.at_ms < now_ms - OLDEST_MS:
            too_old += 1
        else:
            kept.setdefault(figure.namespace, []).append(figure)
    if too_old:
        kept.setdefault(RECORDER, []).append(
            Figure(RECORDER, "FiguresTooOld", too_old, Unit.COUNT, now_ms)
        )
    for namespace, group in kept.items():
        for first in range(0, len(group), MOST_IN_A_CALL):
            yield {
                "Namespace": namespace,
                "MetricData": [_datum(each) for each in group[first : first + MOST_IN_A_CALL]],
            }


def _datum(figure: Figure) -> dict[str, Any]:
    datum: dict[str, Any] = {
        "MetricName": figure.name,
        "Value": float(figure.value),
        "Unit": figure.unit.value,
        "Timestamp": datetime.fromtimestamp(figure.at_ms / 1000, UTC),
    }
    if figure.channel_id:
        datum["Dimensions"] = [{"Name": "ChannelId", "Value": figure.channel_id}]
    return datum
