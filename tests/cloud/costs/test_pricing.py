"""The price of things; the golden examples are the documents' own, with the prices they name."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cloud.costs.pricing import amount_usd, priced, total
from cloud.costs.ratetable import RateTable, fallback
from cloud.costs.values import Price, Rate, Usage
from cloud.patterns.metadata import Livedesk
from tests.fakes.cloudmetadata import about_costs

EAST = "us-east-1"


def the_price(costs: list[dict[str, Any]], usage: Usage, rates: RateTable, gb: float = 0) -> Price:
    about: Livedesk = about_costs(list(costs), gb)
    return priced(about, {}, usage, EAST, rates)


def rates_of(**usd: float | None) -> RateTable:
    return RateTable(
        {
            name.replace("_", "."): Rate(key=name.replace("_", "."), unit="h", usd=price)
            for name, price in usd.items()
        }
    )


def test_the_documents_reserved_medialive_channel_costs_572_a_month() -> None:
    rates = rates_of(input=105, full=126, small=63, audio=26)
    costs: list[dict[str, Any]] = [
        {"Price": "input", "Per": "month"},
        {"Price": "full", "Per": "month", "Amount": 2},
        {"Price": "small", "Per": "month", "Amount": 3},
        {"Price": "audio", "Per": "month"},
    ]

    assert the_price(costs, Usage(hours=730), rates).usd == pytest.approx(572)


def test_the_documents_appsync_chat_costs_15_51() -> None:
    people, sent_each, received_each, minutes_each = 2500, 1000, 1000, 1500
    hours = minutes_each / 60
    usage = Usage(
        live_hours=hours,
        viewers=people,
        messages_per_s=people * sent_each / (hours * 3600),
    )
    a_received = received_each / (people * sent_each)
    kilobyte_gb = 1024 * 1e6 / 2**30
    rates = rates_of(operation=4.00, update=2.00, minute=0.08, gb=0.09)
    costs: list[dict[str, Any]] = [
        {"Price": "operation", "Per": "message-sent"},
        {"Price": "gb", "Per": "message-delivered", "Amount": a_received * kilobyte_gb},
        {"Price": "update", "Per": "message-delivered", "Amount": a_received},
        {"Price": "minute", "Per": "connection-minute"},
    ]

    price = the_price(costs, usage, rates)

    assert [round(line.usd or 0, 2) for line in price.lines] == [10.00, 0.21, 5.00, 0.30]
    assert price.usd == pytest.approx(15.51, abs=0.005)


def test_a_show_of_two_hours_and_500_viewers_costs_166_and_delivery_is_the_bill() -> None:
    costs: list[dict[str, Any]] = [
        {"Price": "medialive.input.avc.hd", "Per": "live-hour"},
        {"Price": "medialive.output.avc.hd.30", "Per": "live-hour", "Amount": 2},
        {"Price": "medialive.output.avc.sd.30", "Per": "live-hour", "Amount": 4},
        {"Price": "cloudfront.gb", "Per": "delivered-gb"},
        {"Price": "appsync.events", "Per": "message-delivered"},
    ]
    usage = Usage(live_hours=2, viewers=500, messages_per_s=2, hours=2)

    price = the_price(costs, usage, fallback(EAST), gb=1.802)
    encoding = sum(line.usd or 0 for line in price.lines[:3])
    delivery, chat = (line.usd for line in price.lines[3:])

    assert encoding == pytest.approx(6.22, abs=0.01)
    assert delivery == pytest.approx(153.17, abs=0.01)
    assert chat == pytest.approx(7.20)
    assert price.usd == pytest.approx(166.6, abs=0.05)


def test_a_sum_with_an_unknown_line_is_not_known_and_never_guessed() -> None:
    costs = [{"Price": "known", "Per": "hour"}, {"Price": "unknown", "Per": "hour"}]

    price = the_price(costs, Usage(hours=3), rates_of(known=2.0, unknown=None))

    assert price.usd is None
    assert price.usd_known == 6.0
    assert not price.is_complete
    assert price.lines[1].usd is None


def test_an_unknown_rate_of_what_is_not_used_spoils_no_sum() -> None:
    costs = [{"Price": "unknown", "Per": "viewer-hour"}, {"Price": "known", "Per": "hour"}]

    price = the_price(costs, Usage(viewers=0), rates_of(known=2.0, unknown=None))

    assert price.usd == 4.0


def test_an_hour_live_and_a_month_idle_are_told_apart() -> None:
    costs = [{"Price": "live", "Per": "live-hour"}, {"Price": "stands", "Per": "hour"}]

    price = the_price(costs, Usage(live_hours=5, hours=5), rates_of(live=3.0, stands=0.01))

    assert price.usd_per_live_hour == pytest.approx(3.01)
    assert price.usd_per_month_idle == pytest.approx(7.30)


def test_tiers_are_paid_one_after_the_other() -> None:
    rate = fallback(EAST).rate("cloudfront.gb")

    assert amount_usd(rate, 10_240) == pytest.approx(870.40)
    # The guide that names these tiers comes to 1,492 for so much.
    assert amount_usd(rate, 18_017) == pytest.approx(1492, abs=1)


@given(some.floats(0, 1e8), some.floats(0, 1e8))
def test_more_never_costs_less(one: float, other: float) -> None:
    rate = fallback(EAST).rate("cloudfront.gb")
    few, many = sorted((one, other))

    assert (amount_usd(rate, few) or 0) <= (amount_usd(rate, many) or 0) + 1e-6


def test_nothing_costs_nothing() -> None:
    assert total(()) == 0
