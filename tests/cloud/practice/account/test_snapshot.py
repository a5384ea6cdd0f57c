import json
from typing import Any

from cloud.practice.account.journal import Entry
from cloud.practice.account.snapshot import FEWEST_WRITES, MOST_ITEMS, with_snapshot

TABLES = [("eu-west-1", "sessions")]


def write(operation: str = "PutItem") -> Entry:
    return Entry(at_s=1.0, method="POST", service="dynamodb", operation=operation)


class Table:
    """Answers scans in pages of twenty."""

    def __init__(self, count: int) -> None:
        self._items = [{"id": {"S": str(number)}} for number in range(count)]

    def ask(self, entry: Entry) -> dict[str, Any]:
        assert entry.headers["x-amz-target"] == "DynamoDB_20120810.Scan"
        wish = json.loads(entry.body.text)
        begin = wish.get("ExclusiveStartKey", 0)
        rest = {"LastEvaluatedKey": begin + 20} if begin + 20 < len(self._items) else {}
        return {"Items": self._items[begin : begin + 20], **rest}


def test_items_stand_in_place_of_the_calls_that_wrote_them() -> None:
    made = Entry(at_s=0.5, method="POST", service="dynamodb", operation="CreateTable")
    clock = Entry(at_s=9.0, advance_s=60.0)
    entries = [made, *[write()] * FEWEST_WRITES, write("UpdateItem"), clock]
    first, *puts, last = with_snapshot(entries, TABLES, Table(60).ask, 10.0)
    bodies = [json.loads(each.body.text)["RequestItems"]["sessions"] for each in puts]
    items = [put["PutRequest"]["Item"]["id"]["S"] for body in bodies for put in body]

    assert (first, last) == (made, clock)
    assert [len(body) for body in bodies] == [MOST_ITEMS, MOST_ITEMS, 10]
    assert items == [str(number) for number in range(60)]
    assert {(each.service, each.region, each.operation) for each in puts} == {
        ("dynamodb", "eu-west-1", "BatchWriteItem")
    }


def test_a_few_writes_are_left_as_they_are() -> None:
    entries = [write()] * (FEWEST_WRITES - 1)

    assert with_snapshot(entries, TABLES, Table(1).ask, 1.0) == entries


def test_a_table_that_is_gone_leaves_nothing() -> None:
    assert with_snapshot([write()] * FEWEST_WRITES, [], Table(1).ask, 1.0) == []
