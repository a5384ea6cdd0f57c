"""Deletes items of DynamoDB tables whose time is over, by the account's clock."""

from typing import Any

from moto.dynamodb.models import dynamodb_backends

from cloud.practice.account.behaviour.regions import in_use

TICK_S = 30.0
"""AWS takes up to days; whoever reads must look at the time himself either way."""


def expire(now_s: float) -> int:
    """Delete what is over; returns how many. Hold the account's lock."""
    deleted = 0
    for _, backend in in_use(dynamodb_backends):
        for table in list(backend.tables.values()):
            if table.ttl.get("TimeToLiveStatus") == "ENABLED":
                deleted += _expire(table, table.ttl["AttributeName"], now_s)
    return deleted


def _expire(table: Any, attribute: str, now_s: float) -> int:
    over = [item for item in table.all_items() if _is_over(item, attribute, now_s)]
    for item in over:
        table.delete_item(item.hash_key, item.range_key)
    return len(over)


def _is_over(item: Any, attribute: str, now_s: float) -> bool:
    value = item.attrs.get(attribute)
    return value is not None and value.type == "N" and float(value.value) < now_s
