"""Money as it is written: in the currency's own number of decimals, and how much it is roughly."""

_DECIMALS = {
    currency: decimals
    for decimals, currencies in {
        0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
        3: "BHD IQD JOD KWD LYD OMR TND",
    }.items()
    for currency in currencies.split()
}
"""ISO 4217, where it is not two."""
_SIGNS = {
    "JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "KRW": "₩", "INR": "₹", "VND": "₫",
    "TWD": "NT$", "HKD": "HK$", "AUD": "A$", "CAD": "CA$", "BRL": "R$", "THB": "฿", "PHP": "₱",
}  # fmt: skip
_IN_A_DOLLAR = {
    "JPY": 100, "KRW": 1000, "VND": 20_000, "INR": 50, "TWD": 30, "HKD": 8, "THB": 30,
    "PHP": 50, "CLP": 1000, "ISK": 100, "IDR": 10_000, "MXN": 20, "BRL": 5,
}  # fmt: skip
"""Rounded; where it is missing, one."""
_TIERS = (2, 5, 20, 100)
"""Dollars, roughly, from which a donation stands out more."""


def amount_text(amount: int, currency: str) -> str:
    """Return an amount in the smallest unit as it is written: ¥1,000, $5.00, 12.50 CHF."""
    decimals = _DECIMALS.get(currency, 2)
    number = f"{amount / 10**decimals:,.{decimals}f}" if decimals else f"{amount:,}"
    sign = _SIGNS.get(currency)
    return f"{number} {currency}".strip() if sign is None else sign + number


def amount_tier(amount: int, currency: str) -> int:
    """Return how much a donation stands out, from 0 to 4."""
    value = amount / 10 ** _DECIMALS.get(currency, 2) / _IN_A_DOLLAR.get(currency, 1)
    return sum(value >= tier for tier in _TIERS)
