import datetime
import re

from cloud.costs.ratetable import DATE, RateTable, fallback, rows
from cloud.costs.values import Rate


def test_every_figure_has_a_source_a_date_and_a_page() -> None:
    for row in rows():
        assert row.url.startswith("https://"), row.key
        if row.usd is None:
            assert not row.tiers, row.key
            continue
        assert row.source, row.key
        assert re.match(DATE, row.as_of), row.key
        datetime.date.fromisoformat(row.as_of)


def test_a_key_stands_once_for_a_region() -> None:
    keys = [(row.key, row.region) for row in rows()]

    assert len(keys) == len(set(keys))


def test_tiers_rise_begin_with_the_rate_and_have_no_end() -> None:
    for row in rows():
        if row.tiers:
            *ends, last = [end for end, _ in row.tiers]
            assert last is None, row.key
            assert ends == sorted(end for end in ends if end is not None), row.key
            assert row.tiers[0][1] == row.usd, row.key


def test_a_region_of_its_own_price_has_that_and_the_rest_says_where_it_holds() -> None:
    tokyo = fallback("ap-northeast-1")

    assert tokyo.rate("dynamodb.write").usd == 0.7125
    assert tokyo.rate("dynamodb.write").region == "ap-northeast-1"
    assert tokyo.rate("dynamodb.read").region == "us-east-1"


def test_what_nobody_knows_has_no_price() -> None:
    assert fallback("us-east-1").rate("teapot.hour").usd is None


def test_what_a_price_list_said_lies_over_the_table() -> None:
    newer = Rate(key="alb.hour", unit="h", usd=0.03, source="Price List API", as_of="2026-11-21")

    table = fallback("us-east-1").over([newer])

    assert table.rate("alb.hour") == newer
    assert table.knows("alb.hour")
    assert isinstance(table, RateTable)
