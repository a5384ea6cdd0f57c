"""An AWS account in this process, with the recorder's three tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
from moto import mock_aws

from cloud.functions.recorder.tables import Retention, TableNames, Tables

REGION = "us-east-1"
NAMES = TableNames("StreamingSessions", "StreamingMetrics", "StreamingRollups")
KEYS = {
    NAMES.sessions: (("sessionId", "S"), ("timestamp", "N")),
    NAMES.metrics: (("sessionId", "S"), ("metricTimestamp", "N")),
    NAMES.rollups: (("channelDay", "S"), ("minute", "N")),
}


@contextmanager
def account() -> Iterator[Any]:
    """An account with the tables; yields the DynamoDB resource."""
    with mock_aws():
        dynamodb = boto3.resource("dynamodb", region_name=REGION)
        create_tables(dynamodb)
        yield dynamodb


def create_tables(dynamodb: Any) -> None:
    """Create the three, empty."""
    for name, keys in KEYS.items():
        dynamodb.create_table(**_table(name, keys))


def delete_tables(dynamodb: Any) -> None:
    """Delete them with all that is in them."""
    for name in KEYS:
        dynamodb.Table(name).delete()


def tables(dynamodb: Any) -> Tables:
    """The recorder's way to them."""
    return Tables(dynamodb, NAMES, Retention())


def _table(name: str, keys: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    (hashed, _), (ranged, _) = keys
    attributes = dict(keys)
    table: dict[str, Any] = {
        "TableName": name,
        "KeySchema": _schema(hashed, ranged),
        "BillingMode": "PAY_PER_REQUEST",
    }
    if name != NAMES.rollups:
        attributes["channelId"] = "S"
        table["GlobalSecondaryIndexes"] = [
            {
                "IndexName": "ChannelIdIndex",
                "KeySchema": _schema("channelId", ranged),
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["status"]},
            }
        ]
    table["AttributeDefinitions"] = [
        {"AttributeName": each, "AttributeType": kind} for each, kind in attributes.items()
    ]
    return table


def _schema(hashed: str, ranged: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": hashed, "KeyType": "HASH"},
        {"AttributeName": ranged, "KeyType": "RANGE"},
    ]
