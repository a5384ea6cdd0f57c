"""Keeps rooms in a DynamoDB table, for many nodes; `dynamokeys` says where what lies.

Each write can be repeated, by whomever: items have keys of their own, and the head of a room and
its counts move together in one transaction, from a known head only.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec

from chatclient.wire.envelopes import SPOKEN, Envelope, Kind
from chatclient.wire.pages import Segment
from cloud.chatserver.store import StoreFailed, Tally
from cloud.chatserver.stores import dynamokeys as keys
from cloud.chatserver.stores.dynamohead import RoomHead, head_of, moved, stretches
from cloud.chatserver.stores.dynamotable import Conflict, DynamoClient, DynamoTable, Item, key

REMOVALS = frozenset({Kind.DELETE, Kind.PURGE, Kind.CLEAR})
COUNTED = 20
"""Segments whose counts one transaction moves; the service takes 100 items in all."""
TRIES = 5
PART_BYTES = 350_000
"""An item may have 400 KB."""
MAX_KNOWN = 10_000


class DynamoStore:
    """A `Store` in one table; its methods may be called from any thread."""

    is_shared = True

    def __init__(
        self, table: str, client: DynamoClient | None = None, ttl_days: int | None = None
    ) -> None:
        """Use a table that exists; nothing is asked before the first call."""
        self._table = DynamoTable(table, client)
        self._ttl_days = ttl_days
        self._known: set[tuple[str, str]] = set()
        """What of the directories was written by this process."""

    def write(self, room: str, epoch: str, envelopes: Sequence[Envelope]) -> None:
        head = self._head(room)
        # Other nodes write the same: what they were quicker with costs one read.
        envelopes = [envelope for envelope in envelopes if not head.has(epoch, envelope.seq)]
        if not envelopes:
            return
        self._name_partitions(room, epoch, envelopes)
        items = [keys.row(room, epoch, envelope) for envelope in envelopes]
        items += [
            keys.removal_row(room, epoch, envelope)
            for envelope in envelopes
            if envelope.kind in REMOVALS
        ]
        self._put(items)
        for few in _by_segments(envelopes):
            self._move_head(room, epoch, few)

    def head(self, room: str) -> tuple[str, int]:
        head = self._head(room)
        return head.epoch, head.seq

    def after(self, room: str, seq: int, limit: int) -> list[Envelope]:
        found: list[Envelope] = []
        for epoch, first, last in self._stretches(room):
            low = max(first, seq + 1)
            if last < low:
                continue
            directory = self._table.query(keys.by_block(room, epoch), keys.block_of(low), keys.LAST)
            named = (item["sk"]["S"].split("#") for item in directory)
            for block, entries in groupby(named, lambda entry: entry[0]):
                part = self._block(room, epoch, block, [minute for _, minute in entries])
                found += [envelope for envelope in part if low <= envelope.seq <= last]
                if len(found) >= limit or int(block) > last // keys.BLOCK:
                    break
            if len(found) >= limit:
                break
        return found[:limit]

    def between(
        self, room: str, from_ms: int, to_ms: int, after: int, limit: int
    ) -> list[Envelope]:
        found: list[Envelope] = []
        first_minute, last_minute = keys.minute_at(from_ms), keys.minute_at(to_ms - 1)
        span = keys.position_key(from_ms), keys.position_key(to_ms)
        for epoch, first, last in self._stretches(room):
            low = max(first, after + 1)
            if last < low:
                continue
            directory = self._table.query(
                keys.by_minute(room, epoch), first_minute, last_minute + keys.LAST
            )
            named = sorted(item["sk"]["S"].split("#")[::-1] for item in directory)
            for block, entries in groupby(named, lambda entry: entry[0]):
                if block < keys.block_of(low):
                    continue
                part = self._block(room, epoch, block, [minute for _, minute in entries], span)
                found += [envelope for envelope in part if low <= envelope.seq <= last]
                if len(found) >= limit:
                    return found[:limit]
        return found

    def removals(self, room: str, after: int) -> list[Envelope]:
        return [
            keys.envelope_of(item)
            for epoch, first, last in self._stretches(room)
            for item in self._table.query(
                keys.removals(room, epoch),
                keys.number_key(max(first, after + 1)),
                keys.number_key(max(last, after + 1)),
            )
            if int(item["sk"]["S"]) <= last
        ]

    def tallies(self, room: str) -> dict[int, Tally]:
        return {
            int(item["sk"]["S"]): Tally(
                *(int(item.get(kind, {"N": "0"})["N"]) for kind in ("msg", "stamp", "donation"))
            )
            for item in self._table.query(f"{room}#tallies", keys.FIRST, keys.LAST)
        }

    def write_segments(self, room: str, segments: Sequence[Segment]) -> None:
        if not segments:
            return
        first = min(segment.media_sequence for segment in segments)
        kept = {segment.media_sequence for segment in self.segments(room, first - 1)}
        self._put(
            [
                keys.holding(
                    f"{room}#segments",
                    keys.number_key(segment.media_sequence),
                    msgspec.json.encode(segment),
                )
                for segment in segments
                if segment.media_sequence not in kept
            ]
        )

    def segments(self, room: str, after: int = -1) -> list[Segment]:
        found = self._table.query(f"{room}#segments", keys.number_key(after + 1), keys.LAST)
        return [msgspec.json.decode(item["v"]["B"], type=Segment) for item in found]

    def write_state(self, room: str, seq: int, state: bytes) -> None:
        raw = zlib.compress(state)
        before = self._table.get(room, "state")
        # Parts first, then what names them: a reader finds one state or the other, whole.
        count = -(-len(raw) // PART_BYTES)
        version = 1 - int(before["version"]["N"]) if before else 0
        self._put(
            [
                keys.holding(room, f"state{version}#{part}", raw[part * PART_BYTES :][:PART_BYTES])
                for part in range(count)
            ]
        )
        names = {"seq": seq, "parts": count, "version": version}
        self._put([key(room, "state") | {name: {"N": str(n)} for name, n in names.items()}])

    def state(self, room: str) -> tuple[int, bytes] | None:
        names = self._table.get(room, "state")
        if names is None:
            return None
        version, count = names["version"]["N"], int(names["parts"]["N"])
        parts = [self._table.get(room, f"state{version}#{part}") for part in range(count)]
        try:
            raw = zlib.decompress(b"".join(part["v"]["B"] for part in parts if part))
        except zlib.error as error:
            raise StoreFailed(f"the table {self._table.name} holds a torn state") from error
        return int(names["seq"]["N"]), raw

    def close(self) -> None:
        self._table.close()

    def _put(self, items: Sequence[Item]) -> None:
        self._table.put([keys.expiring(item, self._ttl_days) for item in items])

    def _name_partitions(self, room: str, epoch: str, envelopes: Sequence[Envelope]) -> None:
        """Write the directories before what they lead to, so that nothing lies unfound."""
        entries = set()
        for envelope in envelopes:
            minute, block = keys.minute_of(envelope), keys.block_of(envelope.seq)
            entries.add((keys.by_minute(room, epoch), f"{minute}#{block}"))
            entries.add((keys.by_block(room, epoch), f"{block}#{minute}"))
        new = sorted(entries - self._known)
        self._put([key(*entry) for entry in new])
        if len(self._known) > MAX_KNOWN:
            self._known.clear()
        self._known.update(new)

    def _move_head(self, room: str, epoch: str, envelopes: Sequence[Envelope]) -> None:
        for _ in range(TRIES):
            head = self._head(room)
            first = min(envelope.seq for envelope in envelopes)
            new = envelopes
            if head.epoch == epoch:
                if first < head.first:
                    self._try(moved(self._table.name, room, head, head.beginning_at(first)))
                    continue
                new = [envelope for envelope in envelopes if envelope.seq > head.seq]
            elif epoch in head.before:
                return  # late, of an epoch that is over
            if not new:
                return
            last = max(envelope.seq for envelope in new)
            after = head.advanced(epoch, first, last)
            move = moved(self._table.name, room, head, after)
            if self._try([*move, *self._counts(room, new)]):
                return
        raise StoreFailed(f"the table {self._table.name} is written by too many at once")

    def _try(self, operations: list[dict[str, Any]]) -> bool:
        try:
            self._table.transact(operations)
        except Conflict:
            return False
        return True

    def _counts(self, room: str, envelopes: Sequence[Envelope]) -> Iterator[dict[str, Any]]:
        counts: dict[int, Counter[str]] = {}
        for envelope in envelopes:
            if envelope.media_sequence is not None and envelope.kind in SPOKEN:
                counts.setdefault(envelope.media_sequence, Counter())[envelope.kind] += 1
        for number, kinds in counts.items():
            yield {
                "Update": {
                    "TableName": self._table.name,
                    "Key": key(f"{room}#tallies", keys.number_key(number)),
                    "UpdateExpression": "ADD " + ", ".join(f"{kind} :{kind}" for kind in kinds),
                    "ExpressionAttributeValues": {
                        f":{kind}": {"N": str(count)} for kind, count in kinds.items()
                    },
                }
            }

    def _head(self, room: str) -> RoomHead:
        return head_of(self._table.get(room, "head"))

    def _stretches(self, room: str) -> list[tuple[str, int, int]]:
        return stretches(self._head(room))

    def _block(
        self,
        room: str,
        epoch: str,
        block: str,
        minutes: Iterable[str],
        span: tuple[str, str] = (keys.FIRST, keys.LAST),
    ) -> list[Envelope]:
        """Return what a block holds within a span of positions, by number."""
        found = [
            keys.envelope_of(item)
            for minute in minutes
            for item in self._table.query(keys.partition(room, epoch, minute, block), *span)
        ]
        return sorted(found, key=lambda envelope: envelope.seq)


def _by_segments(envelopes: Sequence[Envelope]) -> Iterator[list[Envelope]]:
    """Cut a batch so that each part speaks of COUNTED segments at most."""
    part: list[Envelope] = []
    seen: set[int | None] = set()
    for envelope in envelopes:
        if len(seen | {envelope.media_sequence}) > COUNTED:
            yield part
            part, seen = [], set()
        part.append(envelope)
        seen.add(envelope.media_sequence)
    yield part
