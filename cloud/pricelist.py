"""Asks the Price List API for the rates that the table knows how to look up, and keeps the answer.

An answer counts only when exactly one product with one price in US dollars matches: everything else
leaves the rate of the table in place. The kept answer is as good as the day on which it was asked.
"""

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from cloud.awsclient import Aws
from cloud.costs.pricing import price_of
from cloud.costs.ratetable import RateTable, Row, fallback, rows
from cloud.costs.values import Price, Rate, Usage
from cloud.errors import CallDenied, CloudError, SignInError
from cloud.patterns.pattern import Pattern

ENDPOINT_REGION = "us-east-1"
"""The service answers in three regions only, for all of them."""
GOOD_FOR = timedelta(days=7)
SOURCE = "AWS Price List API"


class _Kept(Struct, frozen=True):
    asked_at: datetime
    region: str
    rates: tuple[Rate, ...]


class PriceList:
    """Rates of one region, from the API where it could be asked, else from the table."""

    def __init__(
        self, folder: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """`folder` keeps one file a region."""
        self._folder = folder
        self._now = now

    def rates(self, region: str) -> RateTable:
        """Return what is known without asking anybody. Reads a file."""
        kept = self._read(region)
        return fallback(region).over(kept.rates) if kept else fallback(region)

    def price(
        self, pattern: Pattern, parameters: Mapping[str, str], usage: Usage, region: str
    ) -> Price:
        """Return what an architecture costs by these rates."""
        return price_of(pattern, parameters, usage, region, self.rates(region))

    def renew(self, aws: Aws) -> None:
        """Ask anew if the last answer is too old; whoever does not answer changes nothing."""
        if not aws.is_practice and self.is_due(aws.region):
            with contextlib.suppress(CloudError):
                self.refresh(aws, aws.region)

    def is_due(self, region: str) -> bool:
        """Tell whether the kept answer is older than a week, or absent."""
        kept = self._read(region)
        return kept is None or self._now() - kept.asked_at > GOOD_FOR

    def refresh(self, aws: Aws, region: str, asked: Iterable[Row] | None = None) -> RateTable:
        """Ask for every rate that can be looked up, keep the answers and return the table.

        Blocking, a call a rate. A rate whose call fails stays as it is; when none succeeds, or
        asking is not allowed at all, the first failure is raised (CloudError). Practice has no
        price list: it is not asked.
        """
        asked = [row for row in (rows() if asked is None else asked) if row.lookup]
        if aws.is_practice or not asked:
            return self.rates(region)
        found: list[Rate] = []
        failures: list[CloudError] = []
        for row in asked:
            try:
                rate = self._ask(aws, row, region)
            except (SignInError, CallDenied):
                raise  # the others would be refused as well
            except CloudError as error:
                failures.append(error)
                continue
            if rate is not None:
                found.append(rate)
        if failures and len(failures) == len(asked):
            raise failures[0]
        self._write(_Kept(self._now(), region, tuple(found)))
        return self.rates(region)

    # ---- private ----

    def _ask(self, aws: Aws, row: Row, region: str) -> Rate | None:
        assert row.lookup is not None
        filters = {"regionCode": region, **row.lookup.filters}
        products = list(
            aws.pages(
                "pricing",
                "get_products",
                "PriceList",
                region=ENDPOINT_REGION,
                ServiceCode=row.lookup.service,
                Filters=[
                    {"Type": "TERM_MATCH", "Field": field, "Value": value}
                    for field, value in filters.items()
                ],
            )
        )
        tiers = _tiers_of(products, row.lookup.per)
        if not tiers:
            return None
        return msgspec.structs.replace(
            row.rate(),
            usd=tiers[0][1],
            tiers=tiers if len(tiers) > 1 else (),
            source=SOURCE,
            as_of=self._now().date().isoformat(),
            region=region,
        )

    def _file(self, region: str) -> Path:
        return self._folder / f"{region}.json"

    def _read(self, region: str) -> _Kept | None:
        with contextlib.suppress(OSError, msgspec.DecodeError):
            return msgspec.json.decode(self._file(region).read_bytes(), type=_Kept)
        return None

    def _write(self, kept: _Kept) -> None:
        with contextlib.suppress(OSError):  # it is asked again, then
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = self._file(kept.region).with_suffix(".new")
            beside.write_bytes(msgspec.json.encode(kept))
            os.replace(beside, self._file(kept.region))


def _tiers_of(products: list[Any], per: float) -> tuple[tuple[float | None, float], ...]:
    """Return the price's tiers; nothing unless there is one product with one on-demand term."""
    if len(products) != 1:
        return ()
    product = json.loads(products[0]) if isinstance(products[0], str) else products[0]
    terms = list(product.get("terms", {}).get("OnDemand", {}).values())
    if len(terms) != 1:
        return ()
    tiers: list[tuple[float, float | None, float]] = []
    for dimension in terms[0].get("priceDimensions", {}).values():
        try:
            usd = float(dimension["pricePerUnit"]["USD"])
            begin = float(dimension.get("beginRange", "0")) / per
            end = dimension.get("endRange", "Inf")
            tiers.append((begin, None if end == "Inf" else float(end) / per, usd * per))
        except (KeyError, ValueError):
            return ()
    tiers.sort(key=lambda tier: tier[0])
    return tuple((end, usd) for _, end, usd in tiers)
