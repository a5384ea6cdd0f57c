"""The table of rates: what was read where and when; a price list that was asked lies over it."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Annotated, Self

import msgspec
import yaml
from msgspec import Meta, Struct

from cloud.costs.values import Rate

HOME_REGION = "us-east-1"
GLOBAL = "global"
DATE = r"^\d{4}-\d\d-\d\d$"


class Lookup(Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    """Which product of the Price List API has a rate; exactly one must match."""

    service: str
    filters: dict[str, str]
    per: Annotated[float, Meta(gt=0)] = 1.0
    """How many of the list's units make one of ours."""


class Row(Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    """One line of the file."""

    key: Annotated[str, Meta(pattern=r"^[a-z0-9.-]+$")]
    unit: str
    usd: Annotated[float, Meta(ge=0)] | None
    url: Annotated[str, Meta(pattern=r"^https://")]
    tiers: tuple[tuple[float | None, float], ...] = ()
    source: str = ""
    as_of: str = ""
    region: str = HOME_REGION
    lookup: Lookup | None = None

    def rate(self) -> Rate:
        """Return it as those who price see it."""
        return Rate(
            key=self.key,
            unit=self.unit,
            usd=self.usd,
            tiers=self.tiers,
            source=self.source,
            as_of=self.as_of,
            url=self.url,
            region=self.region,
        )


class _File(Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    rates: tuple[Row, ...]


class RateTable:
    """Rates by key for one region."""

    def __init__(self, rates: Mapping[str, Rate]) -> None:
        self._rates = dict(rates)

    def rate(self, key: str) -> Rate:
        """Return the rate; one that nobody knows has no price, and says so."""
        return self._rates.get(key) or Rate(key=key, unit="", usd=None)

    def over(self, newer: Iterable[Rate]) -> Self:
        """Return a table in which these stand in place of those with the same keys."""
        return type(self)({**self._rates, **{rate.key: rate for rate in newer}})

    def knows(self, key: str) -> bool:
        """Tell whether there is such a rate, be it without a price."""
        return key in self._rates


@cache
def rows() -> tuple[Row, ...]:
    """Return the file's lines; raises msgspec.ValidationError where it is wrong."""
    text = resources.files("cloud.costs").joinpath("rates.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return msgspec.convert(yaml.load(text, loader), _File).rates


@cache
def fallback(region: str) -> RateTable:
    """Return what the file knows for a region, with us-east-1's rates where it knows no own."""
    chosen = {row.key: row.rate() for row in rows() if row.region in (HOME_REGION, GLOBAL)}
    chosen.update({row.key: row.rate() for row in rows() if row.region == region})
    return RateTable(chosen)
