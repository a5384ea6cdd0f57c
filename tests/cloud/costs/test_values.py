from cloud.costs.values import Price, PriceLine, Rate, Usage
from cloud.patterns.metadata import Basis, Text


def line(usd: float | None, region: str) -> PriceLine:
    rate = Rate(key="a", unit="h", usd=usd, region=region)
    return PriceLine(Text("A", "あ"), Basis.HOUR, 1, rate, usd)


def price(*lines: PriceLine) -> Price:
    return Price(lines, 1.0, 1.0, 1.0, 1.0, "ap-northeast-1", Usage())


def test_a_price_with_rates_of_another_region_is_one_for_comparison() -> None:
    assert not price(line(1.0, "us-east-1")).is_of_region


def test_rates_of_the_region_and_of_everywhere_hold_there() -> None:
    assert price(line(1.0, "ap-northeast-1"), line(1.0, "global")).is_of_region


def test_what_is_not_known_says_nothing_of_the_region() -> None:
    assert price(line(None, "us-east-1")).is_of_region
