import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cloud.awsclient import Aws
from cloud.costs.ratetable import Lookup, Row, fallback, rows
from cloud.costs.values import Usage
from cloud.errors import CallDenied, CallThrottled, CloudError
from cloud.pricelist import PriceList
from cloud.settings import Account, Mode
from tests.fakes.cloudmetadata import pattern_with

TOKYO = "ap-northeast-1"
ROW = Row(
    key="dynamodb.write",
    unit="million units",
    usd=0.625,
    url="https://aws.amazon.com/dynamodb/pricing/",
    lookup=Lookup("AmazonDynamoDB", {"group": "DDB-WriteUnits"}, per=1e6),
)


def product(*prices: tuple[str, str, str]) -> str:
    dimensions = {
        str(at): {"beginRange": begin, "endRange": end, "pricePerUnit": {"USD": usd}}
        for at, (begin, end, usd) in enumerate(prices)
    }
    return json.dumps({"terms": {"OnDemand": {"only": {"priceDimensions": dimensions}}}})


class PricingSession:
    """A session whose price list answers with the same products, or fails."""

    def __init__(self, *products: str, failure: Exception | None = None) -> None:
        self.products = products
        self.failure = failure
        self.asked: list[dict[str, Any]] = []

    def client(self, service_name: str, **how: Any) -> "PricingSession":
        assert (service_name, how["region_name"]) == ("pricing", "us-east-1")
        return self

    def get_paginator(self, operation: str) -> "PricingSession":
        assert operation == "get_products"
        return self

    def paginate(self, **wish: Any) -> Iterator[dict[str, Any]]:
        self.asked.append(wish)
        if self.failure:
            raise self.failure
        yield {"PriceList": list(self.products)}

    def close(self) -> None:
        pass


def live(session: PricingSession) -> Aws:
    return Aws(Account(Mode.LIVE, "studio", TOKYO), session=session)


def test_an_answer_stands_over_the_table_with_its_source_and_date(tmp_path: Path) -> None:
    session = PricingSession(product(("0", "Inf", "0.0000007125")))
    prices = PriceList(tmp_path, lambda: datetime(2026, 11, 21, tzinfo=UTC))

    rate = prices.refresh(live(session), TOKYO, [ROW]).rate("dynamodb.write")

    assert rate.usd == pytest.approx(0.7125)
    assert (rate.source, rate.as_of, rate.region) == ("AWS Price List API", "2026-11-21", TOKYO)
    wish = session.asked[0]
    assert {"Type": "TERM_MATCH", "Field": "regionCode", "Value": TOKYO} in wish["Filters"]


def test_it_is_kept_for_a_week_and_for_the_next_start(tmp_path: Path) -> None:
    asked_at = datetime(2026, 11, 21, tzinfo=UTC)
    PriceList(tmp_path, lambda: asked_at).refresh(
        live(PricingSession(product(("0", "Inf", "0.0000007")))), TOKYO, [ROW]
    )

    assert PriceList(tmp_path).rates(TOKYO).rate("dynamodb.write").usd == pytest.approx(0.7)
    assert not PriceList(tmp_path, lambda: asked_at + timedelta(days=6)).is_due(TOKYO)
    assert PriceList(tmp_path, lambda: asked_at + timedelta(days=8)).is_due(TOKYO)


def test_tiers_come_in_our_units_and_in_order(tmp_path: Path) -> None:
    session = PricingSession(product(("2000000", "Inf", "0.0000004"), ("0", "2000000", "0.000001")))

    rate = PriceList(tmp_path).refresh(live(session), TOKYO, [ROW]).rate("dynamodb.write")

    assert [end for end, _ in rate.tiers] == [2.0, None]
    assert [usd for _, usd in rate.tiers] == pytest.approx([1.0, 0.4])


@pytest.mark.parametrize(
    "products",
    [
        (),
        (product(("0", "Inf", "1")), product(("0", "Inf", "2"))),
        (json.dumps({"terms": {}}),),
        (product(("0", "Inf", "free")),),
    ],
)
def test_an_ambiguous_answer_changes_nothing(tmp_path: Path, products: tuple[str, ...]) -> None:
    table = PriceList(tmp_path).refresh(live(PricingSession(*products)), TOKYO, [ROW])

    assert table.rate("dynamodb.write") == fallback(TOKYO).rate("dynamodb.write")


def test_when_nobody_answers_the_table_stays_and_the_failure_is_told(tmp_path: Path) -> None:
    session = PricingSession(failure=CallThrottled("pricing:GetProducts"))
    prices = PriceList(tmp_path)

    with pytest.raises(CloudError):
        prices.refresh(live(session), TOKYO, [ROW])

    assert prices.is_due(TOKYO)
    assert prices.rates(TOKYO).rate("dynamodb.write").usd == 0.7125


def test_who_may_not_ask_is_refused_once(tmp_path: Path) -> None:
    session = PricingSession(failure=CallDenied("pricing:GetProducts"))

    with pytest.raises(CallDenied):
        PriceList(tmp_path).refresh(live(session), TOKYO, [ROW, ROW])

    assert len(session.asked) == 1


def test_practice_asks_nobody(tmp_path: Path) -> None:
    session = PricingSession()
    aws = Aws(Account(region=TOKYO), practice_url="http://127.0.0.1:1", session=session)

    PriceList(tmp_path).refresh(aws, TOKYO, [ROW])

    assert not session.asked


def test_an_answer_that_is_too_old_is_asked_for_anew_and_silence_harms_nothing(
    tmp_path: Path,
) -> None:
    prices = PriceList(tmp_path)
    prices.renew(live(PricingSession(failure=CallThrottled("pricing:GetProducts"))))
    answering = PricingSession(product(("0", "Inf", "0.0000007")))
    prices.renew(live(answering))
    asked = len(answering.asked)
    prices.renew(live(answering))

    assert asked == sum(row.lookup is not None for row in rows())
    assert len(answering.asked) == asked


def test_an_architecture_is_priced_by_what_is_known(tmp_path: Path) -> None:
    asked = [ROW]
    PriceList(tmp_path).refresh(
        live(PricingSession(product(("0", "Inf", "0.000001")))), TOKYO, asked
    )
    writes = pattern_with(costs=[{"Price": "dynamodb.write", "Per": "live-hour"}])

    price = PriceList(tmp_path).price(writes, {}, Usage(live_hours=3), TOKYO)

    assert price.usd == pytest.approx(3.0)


def test_a_damaged_file_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / f"{TOKYO}.json").write_text("{")

    assert PriceList(tmp_path).is_due(TOKYO)
    assert PriceList(tmp_path).rates(TOKYO).knows("dynamodb.write")
