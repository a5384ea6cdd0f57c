"""Puts the items of tables into the journal in place of all the calls that wrote them.

A show writes every few seconds; what counts at the next start is what stands in the tables.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from cloud.practice.account.journal import Entry, KeptBody

WRITES = frozenset(
    {
        "BatchExecuteStatement",
        "BatchWriteItem",
        "DeleteItem",
        "ExecuteStatement",
        "ExecuteTransaction",
        "PutItem",
        "TransactWriteItems",
        "UpdateItem",
    }
)
FEWEST_WRITES = 200
"""Fewer are not worth the trouble."""
MOST_ITEMS = 25
"""In one BatchWriteItem."""

Ask = Callable[[Entry], dict[str, Any]]
"""Carries a call out now and returns its answer."""


def with_snapshot(
    entries: Sequence[Entry], tables: Iterable[tuple[str, str]], ask: Ask, at_s: float
) -> list[Entry]:
    """Return the entries with the items of these tables (region, name) in place of writes."""
    if sum(map(_is_write, entries)) < FEWEST_WRITES:
        return list(entries)
    calls = [each for each in entries if each.method and not _is_write(each)]
    clock = [each for each in entries if not each.method]
    return [*calls, *_puts(tables, ask, at_s), *clock]


def _is_write(entry: Entry) -> bool:
    return entry.service == "dynamodb" and entry.operation in WRITES


def _puts(tables: Iterable[tuple[str, str]], ask: Ask, at_s: float) -> Iterator[Entry]:
    for region, table in tables:
        items = list(_items(region, table, ask, at_s))
        for begin in range(0, len(items), MOST_ITEMS):
            puts = [{"PutRequest": {"Item": item}} for item in items[begin : begin + MOST_ITEMS]]
            yield _call("BatchWriteItem", region, {"RequestItems": {table: puts}}, at_s)


def _items(region: str, table: str, ask: Ask, at_s: float) -> Iterator[dict[str, Any]]:
    wish: dict[str, Any] = {"TableName": table, "ConsistentRead": True}
    while True:
        answer = ask(_call("Scan", region, wish, at_s))
        yield from answer["Items"]
        if "LastEvaluatedKey" not in answer:
            return
        wish["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def _call(operation: str, region: str, members: dict[str, Any], at_s: float) -> Entry:
    return Entry(
        at_s=at_s,
        method="POST",
        path="/",
        headers={
            "content-type": "application/x-amz-json-1.0",
            "x-amz-target": f"DynamoDB_20120810.{operation}",
        },
        service="dynamodb",
        region=region,
        operation=operation,
        body=KeptBody(text=json.dumps(members)),
    )
