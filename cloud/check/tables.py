"""Verifies the tables: keys, index, capacity by request, expiry and recovery."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cloud.awsclient import Aws
from cloud.check.findings import Subject, answered, picked
from cloud.models import CheckItem, StackStatus
from cloud.patterns.metadata import OutputRole, Text

INDEX = "ChannelIdIndex"
Keys = tuple[tuple[str, str], ...]
"""(name, type) of partition key and sort key; an empty name stands for any."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the document asks of one table."""

    subject: Subject
    role: OutputRole
    keys: Keys
    index: Keys = ()


TABLES = (
    Wanted(
        Subject("tables.sessions", Text("Table of sessions", "セッションのテーブル")),
        OutputRole.SESSIONS_TABLE,
        (("sessionId", "S"), ("timestamp", "N")),
        (("channelId", "S"), ("timestamp", "N")),
    ),
    Wanted(
        Subject("tables.metrics", Text("Table of metrics", "メトリクスのテーブル")),
        OutputRole.METRICS_TABLE,
        (("sessionId", "S"), ("metricTimestamp", "N")),
        (("channelId", "S"), ("metricTimestamp", "N")),
    ),
    Wanted(
        Subject("tables.rollups", Text("Table of one-minute rows", "1 分集計のテーブル")),
        OutputRole.ROLLUPS_TABLE,
        (("", "S"), ("minute", "N")),
    ),
)


def check_tables(aws: Aws, status: StackStatus) -> Iterator[CheckItem]:
    """Give one item for each table."""
    for wanted in TABLES:
        yield answered(wanted.subject, lambda wanted=wanted: _checked(aws, status, wanted))  # type: ignore[misc]


def _checked(aws: Aws, status: StackStatus, wanted: Wanted) -> CheckItem:
    if not (name := status.output(wanted.role)):
        return wanted.subject.absent()
    table = aws.call("dynamodb", "describe_table", TableName=name)["Table"]
    ttl = aws.call("dynamodb", "describe_time_to_live", TableName=name)["TimeToLiveDescription"]
    backups = aws.call("dynamodb", "describe_continuous_backups", TableName=name)
    recovery = backups["ContinuousBackupsDescription"].get("PointInTimeRecoveryDescription", {})
    types = {each["AttributeName"]: each["AttributeType"] for each in table["AttributeDefinitions"]}
    indexes = {each["IndexName"]: each for each in table.get("GlobalSecondaryIndexes", ())}
    lacking = []
    if not _has_keys(table, types, wanted.keys):
        lacking.append(Text("Its keys are others.", "キーが異なります。"))
    if wanted.index and not _has_keys(indexes.get(INDEX, {}), types, wanted.index):
        lacking.append(Text(f"It has no index {INDEX}.", f"{INDEX} がありません。"))
    if table.get("BillingModeSummary", {}).get("BillingMode") != "PAY_PER_REQUEST":
        lacking.append(
            Text("It is not paid by request.", "オンデマンドキャパシティーではありません。")
        )
    if ttl.get("TimeToLiveStatus") not in ("ENABLED", "ENABLING"):
        lacking.append(Text("Its rows never expire.", "行の有効期限がありません。"))
    if recovery.get("PointInTimeRecoveryStatus") != "ENABLED":
        lacking.append(Text("It can't be recovered.", "ポイントインタイムリカバリが無効です。"))
    evidence = picked(
        table, "TableName", "TableStatus", "KeySchema", "AttributeDefinitions", "BillingModeSummary"
    ) | {
        "indexes": [
            picked(each, "IndexName", "KeySchema", "Projection") for each in indexes.values()
        ],
        "timeToLive": dict(ttl),
        "pointInTimeRecovery": recovery.get("PointInTimeRecoveryStatus", ""),
    }
    return wanted.subject.judged(lacking, _found(table, wanted), evidence)


def _found(table: Mapping[str, Any], wanted: Wanted) -> Text:
    index = f", {INDEX}" if wanted.index else ""
    name, keys = table["TableName"], " + ".join(e["AttributeName"] for e in table["KeySchema"])
    return Text(f"{name}: {keys}{index}", f"{name}: {keys}{index}")


def _has_keys(table: Mapping[str, Any], types: Mapping[str, str], wanted: Keys) -> bool:
    found = [
        (each["AttributeName"], types[each["AttributeName"]]) for each in table.get("KeySchema", ())
    ]
    return len(found) == len(wanted) and all(
        type_ == wanted_type and wanted_name in ("", name)
        for (name, type_), (wanted_name, wanted_type) in zip(found, wanted, strict=True)
    )
