"""DynamoDB tables, with what CloudFormation does by further calls: expiry, recovery, tags."""

from collections.abc import Mapping
from typing import Any

from cloud.practice.account.formation.innercalls import CallFailed
from cloud.practice.account.formation.kinds.books import identified
from cloud.practice.account.formation.kinds.kind import Made, Wish
from cloud.practice.account.formation.shapes import fitted, found_in

_TTL = "TimeToLiveSpecification"
_PITR = "PointInTimeRecoverySpecification"
_CHANGED_BY_UPDATE = (
    "AttributeDefinitions",
    "BillingMode",
    "DeletionProtectionEnabled",
    "OnDemandThroughput",
    "ProvisionedThroughput",
)


class Table:
    """`AWS::DynamoDB::Table`."""

    def create(self, wish: Wish) -> Made:
        wish.properties.setdefault("TableName", wish.name(255))
        shape = wish.calls.shape("dynamodb", wish.region, "create_table")
        answer = wish.call("dynamodb", "create_table", **fitted(shape, _adapted(wish.properties)))
        name = str(wish.properties["TableName"])
        self._complete(wish, name)
        table = answer["TableDescription"]
        told = {"Arn": table["TableArn"], "StreamArn": table.get("LatestStreamArn", "")}
        return identified(wish, told)

    def adopted(self, wish: Wish) -> Made | None:
        try:
            answer = wish.call("dynamodb", "describe_table", TableName=wish.properties["TableName"])
        except CallFailed as error:
            if error.is_absent:
                return None
            raise
        table = answer["Table"]
        told = {"Arn": table["TableArn"], "StreamArn": table.get("LatestStreamArn", "")}
        return identified(wish, told)

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        name = made.physical_id
        changed = {
            each: wish.properties[each]
            for each in _CHANGED_BY_UPDATE
            if each in wish.properties and wish.properties[each] != before.get(each)
        }
        indexes = _index_updates(before, wish.properties)
        for parameters in [changed] if changed and not indexes else []:
            self._send(wish, name, parameters)
        for each in indexes:  # AWS takes one at a time, too
            self._send(wish, name, {**changed, "GlobalSecondaryIndexUpdates": [each]})
        self._complete(wish, name)
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        wish.take_away("dynamodb", "delete_table", TableName=made.physical_id)

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        name = made.physical_id
        try:
            table = wish.call("dynamodb", "describe_table", TableName=name)["Table"]
        except CallFailed as error:
            if error.is_absent:
                return None
            raise
        ttl = wish.call("dynamodb", "describe_time_to_live", TableName=name)
        backups = wish.call("dynamodb", "describe_continuous_backups", TableName=name)
        found = found_in(ttl, "TimeToLiveDescription") or {}
        recovery = "ContinuousBackupsDescription.PointInTimeRecoveryDescription"
        state = found_in(backups, f"{recovery}.PointInTimeRecoveryStatus")
        seen = {each: table[each] for each in wish.properties if each in table}
        seen["BillingMode"] = found_in(table, "BillingModeSummary.BillingMode") or "PROVISIONED"
        seen[_TTL] = {
            "Enabled": found.get("TimeToLiveStatus") == "ENABLED",
            "AttributeName": found.get("AttributeName", ""),
        }
        seen[_PITR] = {"PointInTimeRecoveryEnabled": state == "ENABLED"}
        return seen

    def _send(self, wish: Wish, name: str, parameters: Mapping[str, Any]) -> None:
        shape = wish.calls.shape("dynamodb", wish.region, "update_table")
        wish.call("dynamodb", "update_table", **fitted(shape, {**parameters, "TableName": name}))

    def _complete(self, wish: Wish, name: str) -> None:
        for prop, operation in (
            (_TTL, "update_time_to_live"),
            (_PITR, "update_continuous_backups"),
        ):
            if prop in wish.properties:
                shape = wish.calls.shape("dynamodb", wish.region, operation)
                given = {"TableName": name, prop: wish.properties[prop]}
                wish.call("dynamodb", operation, **fitted(shape, given))


def _adapted(properties: Mapping[str, Any]) -> dict[str, Any]:
    adapted = dict(properties)
    if isinstance(sse := adapted.get("SSESpecification"), dict):
        adapted["SSESpecification"] = {**sse, "Enabled": sse.get("SSEEnabled", True)}
    if isinstance(stream := adapted.get("StreamSpecification"), dict):
        adapted["StreamSpecification"] = {**stream, "StreamEnabled": True}
    return adapted


def _index_updates(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    old = {each["IndexName"]: each for each in before.get("GlobalSecondaryIndexes") or ()}
    new = {each["IndexName"]: each for each in after.get("GlobalSecondaryIndexes") or ()}
    gone = [{"Delete": {"IndexName": name}} for name in old if name not in new]
    return gone + [{"Create": each} for name, each in new.items() if name not in old]
