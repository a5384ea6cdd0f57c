"""The three tables: sessions, samples and minutes, read and written as values of ours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from cloud.functions.recorder.events import MetricsUpdate
from cloud.functions.recorder.items import Item, from_item, to_item
from cloud.functions.recorder.rollups import day_key
from cloud.functions.recorder.rows import (
    sample_from,
    sample_row,
    session_from,
    session_row,
)
from cloud.functions.recorder.sessions import Session

CHANNEL_INDEX = "ChannelIdIndex"
DAY_MS = 86_400_000


class Conflict(Exception):
    """Somebody else changed the row meanwhile: read it and decide again."""


class Store(Protocol):
    """What the recorder keeps and reads; everything blocks."""

    def session(self, session_id: str) -> Session | None:
        """Return the session of that id."""
        ...

    def latest(self, channel_id: str, until_ms: int, limit: int) -> Sequence[Session]:
        """Return a channel's last sessions that began before, newest first.

        What was written in the last second may be missing.
        """
        ...

    def save(self, session: Session, before: Session | None, parts: Sequence[Session] = ()) -> None:
        """Write a session in place of what it was, and of its parts; raises Conflict."""
        ...

    def samples(self, session_id: str, from_ms: int, to_ms: int) -> Sequence[MetricsUpdate]:
        """Return a session's samples from `from_ms` up to, not including, `to_ms`."""
        ...

    def last_sample_ms(self, session_id: str) -> int | None:
        """Return when the session was last measured."""
        ...

    def rollups(self, channel_id: str, from_ms: int, to_ms: int) -> dict[int, Item]:
        """Return a channel's minutes, both ends included, by their beginning."""
        ...

    def write(self, samples: Iterable[MetricsUpdate], rollups: Iterable[Item]) -> None:
        """Put rows, in place of those with the same key."""
        ...


@dataclass(frozen=True, slots=True)
class TableNames:
    """How the tables are called."""

    sessions: str
    metrics: str
    rollups: str


@dataclass(frozen=True, slots=True)
class Retention:
    """After how many days DynamoDB deletes a row."""

    sessions_days: int = 400
    metrics_days: int = 7
    rollups_days: int = 400


class Tables:
    """A Store in DynamoDB."""

    def __init__(self, dynamodb: Any, names: TableNames, retention: Retention) -> None:
        """`dynamodb`: the boto3 resource."""
        self._dynamodb = dynamodb
        self._client = dynamodb.meta.client
        self._names = names
        self._retention = retention
        self._sessions = dynamodb.Table(names.sessions)
        self._metrics = dynamodb.Table(names.metrics)
        self._rollups = dynamodb.Table(names.rollups)

    def session(self, session_id: str) -> Session | None:
        found = self._sessions.query(
            KeyConditionExpression="sessionId = :id",
            ExpressionAttributeValues={":id": session_id},
            ConsistentRead=True,
            Limit=1,
        )["Items"]
        return session_from(from_item(found[0])) if found else None

    def latest(self, channel_id: str, until_ms: int, limit: int) -> Sequence[Session]:
        # The index holds what a list shows; the whole rows are read by their keys.
        listed = self._sessions.query(
            IndexName=CHANNEL_INDEX,
            KeyConditionExpression="channelId = :id AND #t <= :until",
            ExpressionAttributeNames={"#t": "timestamp"},
            ExpressionAttributeValues=to_item({":id": channel_id, ":until": until_ms}),
            ScanIndexForward=False,
            Limit=limit,
        )["Items"]
        found = (self.session(row["sessionId"]) for row in listed)
        return [session for session in found if session is not None]

    def save(self, session: Session, before: Session | None, parts: Sequence[Session] = ()) -> None:
        row = session_row(session) | {"version": session.version + 1}
        row["expiresAt"] = _expiry(session.started_ms, self._retention.sessions_days)
        put: dict[str, Any] = {"TableName": self._names.sessions, "Item": to_item(row)}
        is_moved = before is None or _key(before) != _key(session)
        gone = [before, *parts] if before is not None and is_moved else list(parts)
        if before is None or is_moved:
            put["ConditionExpression"] = "attribute_not_exists(sessionId)"
        else:
            put |= _unchanged(before)
        errors = self._client.exceptions
        try:
            if not gone:
                self._client.put_item(**put)
            else:
                deletes = [{"Delete": self._delete(each)} for each in gone]
                self._client.transact_write_items(TransactItems=[{"Put": put}, *deletes])
        except (errors.ConditionalCheckFailedException, errors.TransactionCanceledException) as e:
            raise Conflict from e

    def samples(self, session_id: str, from_ms: int, to_ms: int) -> Sequence[MetricsUpdate]:
        values = {":id": session_id, ":from": from_ms, ":to": to_ms - 1}
        rows = self._all(
            self._metrics,
            KeyConditionExpression="sessionId = :id AND metricTimestamp BETWEEN :from AND :to",
            ExpressionAttributeValues=to_item(values),
            ConsistentRead=True,
        )
        return [sample_from(row) for row in rows]

    def last_sample_ms(self, session_id: str) -> int | None:
        found = self._metrics.query(
            KeyConditionExpression="sessionId = :id",
            ExpressionAttributeValues={":id": session_id},
            ScanIndexForward=False,
            Limit=1,
        )["Items"]
        return int(found[0]["metricTimestamp"]) if found else None

    def rollups(self, channel_id: str, from_ms: int, to_ms: int) -> dict[int, Item]:
        days = {day_key(channel_id, at) for at in (*range(from_ms, to_ms, DAY_MS), to_ms)}
        rows: list[Item] = []
        for day in sorted(days):
            values = {":day": day, ":from": from_ms, ":to": to_ms}
            rows += self._all(
                self._rollups,
                KeyConditionExpression="channelDay = :day AND #m BETWEEN :from AND :to",
                ExpressionAttributeNames={"#m": "minute"},
                ExpressionAttributeValues=to_item(values),
                ConsistentRead=True,
            )
        return {row["minute"]: row for row in rows}

    def write(self, samples: Iterable[MetricsUpdate], rollups: Iterable[Item]) -> None:
        with self._metrics.batch_writer() as batch:
            for sample in samples:
                row = sample_row(sample)
                row["expiresAt"] = _expiry(sample.at_ms, self._retention.metrics_days)
                batch.put_item(Item=to_item(row))
        with self._rollups.batch_writer() as batch:
            for rollup in rollups:
                expiry = _expiry(rollup["minute"], self._retention.rollups_days)
                batch.put_item(Item=to_item(rollup | {"expiresAt": expiry}))

    def _delete(self, session: Session) -> dict[str, Any]:
        key = {"sessionId": session.session_id, "timestamp": session.started_ms}
        return {"TableName": self._names.sessions, "Key": to_item(key)} | _unchanged(session)

    def _all(self, table: Any, **query: Any) -> list[Item]:
        """Return every page of a query: DynamoDB ends one after a megabyte."""
        rows: list[Item] = []
        while True:
            page = table.query(**query)
            rows += [from_item(row) for row in page["Items"]]
            if (last := page.get("LastEvaluatedKey")) is None:
                return rows
            query["ExclusiveStartKey"] = last


def _key(session: Session) -> tuple[str, int]:
    return session.session_id, session.started_ms


def _unchanged(before: Session) -> dict[str, Any]:
    return {
        "ConditionExpression": "version = :version",
        "ExpressionAttributeValues": to_item({":version": before.version}),
    }


def _expiry(at_ms: int, days: int) -> int:
    """Return the time to live: seconds since 1970."""
    return at_ms // 1000 + days * 86_400
