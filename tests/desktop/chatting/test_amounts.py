import pytest

from desktop.chatting.amounts import amount_text, amount_tier


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (1000, "JPY", "¥1,000"),
        (500, "USD", "$5.00"),
        (123456, "EUR", "€1,234.56"),
        (5000, "KRW", "₩5,000"),
        (1250, "CHF", "12.50 CHF"),
        (1500, "KWD", "1.500 KWD"),
        (100, "", "1.00"),
    ],
)
def test_an_amount_has_its_currencys_own_decimals(amount: int, currency: str, text: str) -> None:
    assert amount_text(amount, currency) == text


def test_the_same_value_stands_out_the_same_in_every_currency() -> None:
    assert [amount_tier(amount, "JPY") for amount in (100, 200, 500, 2000, 10_000)] == [*range(5)]
    assert [amount_tier(amount, "USD") for amount in (100, 200, 500, 2000, 10_000)] == [*range(5)]
