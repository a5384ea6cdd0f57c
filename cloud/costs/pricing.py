"""What an architecture costs under given choices: each line, the sum, an hour live, a month idle.

A line whose rate nobody verified has no figure, and then the sum has none either.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from cloud.costs.quantities import HOURS_A_MONTH, counts, quantity_of
from cloud.costs.ratetable import RateTable, fallback
from cloud.costs.values import Price, PriceLine, Rate, Usage
from cloud.patterns.metadata import CostLine, Livedesk
from cloud.patterns.pattern import Pattern


def price_of(
    pattern: Pattern,
    parameters: Mapping[str, str],
    usage: Usage,
    region: str,
    rates: RateTable | None = None,
) -> Price:
    """Return the price of an architecture; `rates`: None = the table that Livedesk brings."""
    return priced(pattern.about, parameters, usage, region, rates or fallback(region))


def priced(
    about: Livedesk,
    parameters: Mapping[str, str],
    usage: Usage,
    region: str,
    rates: RateTable,
) -> Price:
    """Return the price of what a metadata block says."""

    def lines_for(assumed: Usage) -> tuple[PriceLine, ...]:
        return tuple(
            price_line(line, assumed, parameters, about.gb_per_viewer_hour, rates)
            for line in about.costs
            if counts(line, parameters)
        )

    lines = lines_for(usage)
    an_hour = lines_for(replace(usage, live_hours=1.0, hours=1.0))
    idle = lines_for(replace(usage, live_hours=0.0, hours=HOURS_A_MONTH))
    return Price(
        lines=lines,
        usd=total(lines),
        usd_known=sum(line.usd or 0.0 for line in lines),
        usd_per_live_hour=total(an_hour),
        usd_per_month_idle=total(idle),
        region=region,
        usage=usage,
    )


def price_line(
    line: CostLine,
    usage: Usage,
    parameters: Mapping[str, str],
    gb_per_viewer_hour: float,
    rates: RateTable,
) -> PriceLine:
    """Return one line with its quantity and, if its rate is known, its price."""
    rate = rates.rate(line.price)
    quantity = quantity_of(line, usage, parameters, gb_per_viewer_hour)
    usd = amount_usd(rate, quantity)
    return PriceLine(line.title, line.per, quantity, rate, usd, line.resources)


def amount_usd(rate: Rate, quantity: float) -> float | None:
    """Return what so many units cost in one month, from an empty tier; None: not known."""
    if quantity == 0:
        return 0.0
    if rate.usd is None:
        return None
    if not rate.tiers:
        return rate.usd * quantity
    cost, begun = 0.0, 0.0
    for end, usd in rate.tiers:
        until = quantity if end is None else min(quantity, end)
        cost += max(0.0, until - begun) * usd
        begun = max(begun, until)
    return cost


def total(lines: tuple[PriceLine, ...]) -> float | None:
    """Return the sum; None when a line of it is not known."""
    amounts = [line.usd for line in lines]
    known = [usd for usd in amounts if usd is not None]
    return sum(known) if len(known) == len(amounts) else None
