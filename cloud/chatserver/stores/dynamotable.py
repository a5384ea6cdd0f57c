"""One DynamoDB table with a text key of two parts: reads, batches and transactions, named failures.

Throttling and writes that DynamoDB puts back are tried again for some seconds, then fail.
"""

import threading
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    HTTPClientError,
    NoCredentialsError,
    NoRegionError,
)
from botocore.exceptions import ConnectionError as NoConnection

from cloud.chatserver.store import StoreFailed

BATCH = 25  # the service's limit
TRIES = 8
FIRST_WAIT_S, LONGEST_WAIT_S = 0.05, 2.0

Item = dict[str, dict[str, Any]]
"""Attributes as the service writes them: `{"seq": {"N": "1"}}`."""

_REASONS = {
    "ResourceNotFoundException": "does not exist",
    "AccessDeniedException": "may not be used with these credentials",
    "UnrecognizedClientException": "may not be used with these credentials",
    "ExpiredTokenException": "can't be used: the credentials have expired",
    "ProvisionedThroughputExceededException": "is throttled",
    "ThrottlingException": "is throttled",
    "RequestLimitExceeded": "is throttled",
    "TransactionInProgressException": "is throttled",
}


class Conflict(Exception):
    """Somebody else was quicker: a condition of the transaction does not hold."""


class DynamoClient(Protocol):
    """What is used of boto3's client."""

    def get_item(self, **call: Any) -> dict[str, Any]:
        """See boto3."""
        ...

    def query(self, **call: Any) -> dict[str, Any]:
        """See boto3."""
        ...

    def batch_write_item(self, **call: Any) -> dict[str, Any]:
        """See boto3."""
        ...

    def transact_write_items(self, **call: Any) -> dict[str, Any]:
        """See boto3."""
        ...

    def close(self) -> None:
        """See boto3."""
        ...


def table_definition(name: str) -> dict[str, Any]:
    """Return the arguments of `create_table`; the attribute `expires` may be its TTL."""
    return {
        "TableName": name,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [
            {"AttributeName": "pk", "AttributeType": "S"},
            {"AttributeName": "sk", "AttributeType": "S"},
        ],
        "KeySchema": [
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
    }


def default_client() -> DynamoClient:
    """Return a client with boto3's own credentials, that gives up before a store has to."""
    patience = Config(
        connect_timeout=2, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 2}
    )
    client: DynamoClient = boto3.client("dynamodb", config=patience)
    return client


class DynamoTable:
    """Every method raises StoreFailed with the reason."""

    def __init__(self, name: str, client: DynamoClient | None = None) -> None:
        self.name = name
        self._closed = threading.Event()
        with self._named():
            self._client = client or default_client()
        self._is_own = client is None

    def get(self, pk: str, sk: str) -> Item | None:
        """Return an item as it is now."""
        with self._named():
            found = self._client.get_item(TableName=self.name, Key=key(pk, sk), ConsistentRead=True)
        item: Item | None = found.get("Item")
        return item

    def query(self, pk: str, low: str, high: str) -> Iterator[Item]:
        """Yield the items of a partition from `low` to `high`, both included, in order."""
        call: dict[str, Any] = {
            "TableName": self.name,
            "KeyConditionExpression": "pk = :pk AND sk BETWEEN :low AND :high",
            "ExpressionAttributeValues": {
                ":pk": {"S": pk},
                ":low": {"S": low},
                ":high": {"S": high},
            },
            "ConsistentRead": True,
        }
        while True:
            with self._named():
                page = self._client.query(**call)
            yield from page["Items"]
            if not page.get("LastEvaluatedKey"):
                return
            call["ExclusiveStartKey"] = page["LastEvaluatedKey"]

    def put(self, items: Sequence[Item]) -> None:
        """Write items, in place of those with the same keys."""
        self._batches([{"PutRequest": {"Item": item}} for item in items])

    def delete(self, keys: Sequence[Item]) -> None:
        """Delete items."""
        self._batches([{"DeleteRequest": {"Key": item}} for item in keys])

    def transact(self, operations: Sequence[dict[str, Any]]) -> None:
        """Do all of it or nothing; raises Conflict when a condition does not hold."""
        try:
            with self._named():
                self._client.transact_write_items(TransactItems=list(operations))
        except StoreFailed as error:
            if _code(error.__cause__) == "TransactionCanceledException":
                raise Conflict from error
            raise

    def close(self) -> None:
        """End a wait for the service, and its connections if nobody else has them."""
        self._closed.set()
        if self._is_own:
            self._client.close()

    def _batches(self, requests: Sequence[dict[str, Any]]) -> None:
        for start in range(0, len(requests), BATCH):
            self._batch(list(requests[start : start + BATCH]))

    def _batch(self, waiting: list[dict[str, Any]]) -> None:
        for attempt in range(TRIES):
            with self._named():
                done = self._client.batch_write_item(RequestItems={self.name: waiting})
            waiting = done.get("UnprocessedItems", {}).get(self.name, [])
            if not waiting:
                return
            if self._closed.wait(min(FIRST_WAIT_S * 2**attempt, LONGEST_WAIT_S)):
                break
        raise StoreFailed(f"the table {self.name} is throttled")

    def _named(self) -> "_NamedFailures":
        return _NamedFailures(self.name)


class _NamedFailures:
    """Turns what boto3 raises into StoreFailed with a reason; its own texts may hold addresses."""

    def __init__(self, table: str) -> None:
        self._table = table

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        match error:
            case ClientError():
                code = _code(error)
                reason = _REASONS.get(code, f"refuses: {code}")
            case NoCredentialsError():
                reason = "can't be used: there are no AWS credentials"
            case NoRegionError():
                reason = "can't be found: no AWS region is set"
            case HTTPClientError() | NoConnection():
                reason = "can't be reached"
            case BotoCoreError():
                reason = f"can't be used: {type(error).__name__}"
            case _:
                return
        raise StoreFailed(f"the table {self._table} {reason}") from error


def key(pk: str, sk: str) -> Item:
    """Return an item's key."""
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def _code(error: BaseException | None) -> str:
    return str(error.response["Error"]["Code"]) if isinstance(error, ClientError) else ""
