"""Numbers of ours to numbers of DynamoDB and back; nothing else touches a Decimal. Pure."""

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

Item = dict[str, Any]
"""A row: texts, whole numbers, floats, lists and mappings."""

_DIGITS = 15
"""What a float holds for certain; DynamoDB takes 38."""


def to_item(values: Mapping[str, Any]) -> Item:
    """Return a row as DynamoDB takes it, without what is None; raises ValueError on NaN."""
    return {name: _inward(value) for name, value in values.items() if value is not None}


def from_item(item: Mapping[str, Any]) -> Item:
    """Return a row with whole numbers as int and others as float."""
    return {name: _outward(value) for name, value in item.items()}


def _inward(value: Any) -> Any:
    match value:
        case bool() | str():
            return value
        case int():
            return Decimal(value)
        case float():
            if not math.isfinite(value):
                raise ValueError(f"{value} can't be kept")
            return Decimal(f"{value:.{_DIGITS}g}")
        case Mapping():
            return to_item(value)
        case list() | tuple():
            return [_inward(each) for each in value]
    raise TypeError(f"{type(value).__name__} can't be kept in a table")


def _outward(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Mapping():
            return from_item(value)
        case list():
            return [_outward(each) for each in value]
    return value
