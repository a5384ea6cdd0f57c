"""How much of a thing a show uses: from what is assumed of it to units of a rate. Pure."""

from collections.abc import Mapping
from typing import assert_never

from cloud.costs.values import Usage
from cloud.patterns.metadata import Basis, CostLine

HOURS_A_MONTH = 730.0
MILLION = 1e6


def counts(line: CostLine, parameters: Mapping[str, str]) -> bool:
    """Tell whether a line is part of the price under these choices."""
    return all(parameters.get(name, "") in values for name, values in line.when.items())


def quantity_of(
    line: CostLine, usage: Usage, parameters: Mapping[str, str], gb_per_viewer_hour: float
) -> float:
    """Return how many units of its rate a line takes.

    `gb_per_viewer_hour` counts where the usage says nothing else. A parameter to multiply with that
    is not a number counts as none.
    """
    received_gb = usage.gb_per_viewer_hour
    if received_gb is None:
        received_gb = gb_per_viewer_hour
    units = _base(line.per, usage, received_gb) * line.amount
    for name in line.times:
        units *= _number(parameters.get(name, ""))
    return units


def _base(per: Basis, usage: Usage, received_gb: float) -> float:
    viewer_hours = usage.viewers * usage.live_hours
    sent = usage.messages_per_s * 3600 * usage.live_hours
    match per:
        case Basis.LIVE_HOUR | Basis.INGEST_GB:
            return usage.live_hours
        case Basis.HOUR:
            return usage.hours
        case Basis.MONTH:
            return usage.hours / HOURS_A_MONTH
        case Basis.VIEWER_HOUR:
            return viewer_hours
        case Basis.DELIVERED_GB:
            return viewer_hours * received_gb
        case Basis.EDGE_REQUEST:
            return viewer_hours * 3600 / usage.segment_s / MILLION
        case Basis.MESSAGE_SENT:
            return sent / MILLION
        case Basis.MESSAGE_DELIVERED:
            return sent * usage.viewers / MILLION
        case Basis.CONNECTION_MINUTE:
            return viewer_hours * 60 / MILLION
        case Basis.LIVE_MINUTE:
            return usage.live_hours * 60 / MILLION
        case _:
            assert_never(per)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
