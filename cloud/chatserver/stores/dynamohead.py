"""How far a room in a DynamoDB table has come: its epochs and its newest number. Pure.

It is one item, and moves only from the head that its writer has seen.
"""

from typing import Any

from msgspec import Struct

from cloud.chatserver.stores.dynamotable import Item, key

_MAX_EPOCHS = 100
"""An order is lost rarely; what more epochs ago was numbered is not read any more."""


class RoomHead(Struct, frozen=True):
    """The newest epoch, its stretch of numbers, and those before it, the oldest first."""

    epoch: str = ""
    first: int = 0
    seq: int = 0
    before: dict[str, int] = {}
    """Their first numbers."""

    def has(self, epoch: str, seq: int) -> bool:
        """Tell whether a number is kept: numbers come without holes."""
        return epoch == self.epoch and self.first <= seq <= self.seq

    def advanced(self, epoch: str, first: int, seq: int) -> "RoomHead":
        """Return the head after a batch of numbers above it, or of a new epoch."""
        if epoch == self.epoch:
            return RoomHead(epoch, self.first, seq, self.before)
        before = self.before | ({self.epoch: self.first} if self.epoch else {})
        kept = dict(list(before.items())[-_MAX_EPOCHS:])
        return RoomHead(epoch, first, seq, kept)

    def beginning_at(self, first: int) -> "RoomHead":
        """Return the head with an earlier beginning of its epoch."""
        return RoomHead(self.epoch, first, self.seq, self.before)


def head_of(item: Item | None) -> RoomHead:
    """Return what an item says."""
    if item is None:
        return RoomHead()
    before = {
        entry["M"]["epoch"]["S"]: int(entry["M"]["first"]["N"]) for entry in item["before"]["L"]
    }
    return RoomHead(item["epoch"]["S"], int(item["first"]["N"]), int(item["seq"]["N"]), before)


def moved(table: str, room: str, seen: RoomHead, head: RoomHead) -> list[dict[str, Any]]:
    """Return the part of a transaction that moves the head from the one that was seen."""
    item = key(room, "head") | {
        "epoch": {"S": head.epoch},
        "first": {"N": str(head.first)},
        "seq": {"N": str(head.seq)},
        "before": {
            "L": [
                {"M": {"epoch": {"S": epoch}, "first": {"N": str(first)}}}
                for epoch, first in head.before.items()
            ]
        },
    }
    put: dict[str, Any] = {"TableName": table, "Item": item}
    if seen.epoch:
        # `first` is a reserved word of the service.
        put["ConditionExpression"] = "epoch = :epoch AND seq = :seq AND #first = :first"
        put["ExpressionAttributeNames"] = {"#first": "first"}
        put["ExpressionAttributeValues"] = {
            ":epoch": {"S": seen.epoch},
            ":seq": {"N": str(seen.seq)},
            ":first": {"N": str(seen.first)},
        }
    else:
        put["ConditionExpression"] = "attribute_not_exists(pk)"
    return [{"Put": put}]


def stretches(head: RoomHead) -> list[tuple[str, int, int]]:
    """Return each epoch with its first and last number, the oldest first; none overlap."""
    found = []
    below = 2**53
    for epoch, first in [*head.before.items(), (head.epoch, head.first)][::-1]:
        if epoch and first < below:
            found.append((epoch, first, below - 1))
            below = first
    return found[::-1]
