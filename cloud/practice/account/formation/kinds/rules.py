"""EventBridge: rules with their targets."""

import json
from collections.abc import Mapping
from typing import Any

from cloud.practice.account.formation.innercalls import CallFailed
from cloud.practice.account.formation.kinds.books import identified
from cloud.practice.account.formation.kinds.kind import Made, Wish
from cloud.practice.account.formation.shapes import fitted


class Rule:
    """`AWS::Events::Rule`. Ref gives its name, after the bus if that is not the default one."""

    def create(self, wish: Wish) -> Made:
        wish.properties.setdefault("Name", wish.name(64))
        answer = self._put(wish)
        made = identified(wish, {"Arn": answer["RuleArn"], "RuleName": wish.properties["Name"]})
        self._aim(wish, {})
        bus = wish.properties.get("EventBusName")
        name = str(wish.properties["Name"])
        return Made(f"{bus}|{name}" if bus else name, made.attributes)

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        self._put(wish)
        self._aim(wish, before)
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        try:
            self._forget(wish, [str(each["Id"]) for each in wish.properties.get("Targets") or ()])
            wish.call("events", "delete_rule", **_key(wish))
        except CallFailed as error:
            if not error.is_absent:
                raise

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        try:
            found = wish.call("events", "describe_rule", **_key(wish))
        except CallFailed as error:
            if error.is_absent:
                return None
            raise
        seen = {name: found[name] for name in wish.properties if name in found}
        if isinstance(seen.get("EventPattern"), str):
            seen["EventPattern"] = json.loads(seen["EventPattern"])
        return seen

    def _put(self, wish: Wish) -> dict[str, Any]:
        given = dict(wish.properties)
        tags = [{"Key": key, "Value": value} for key, value in wish.all_tags().items()]
        shape = wish.calls.shape("events", wish.region, "put_rule")
        return wish.call("events", "put_rule", **fitted(shape, {**given, "Tags": tags}))

    def _aim(self, wish: Wish, before: Mapping[str, Any]) -> None:
        targets = wish.properties.get("Targets") or []
        kept = {str(each["Id"]) for each in targets}
        gone = [str(each["Id"]) for each in before.get("Targets") or ()]
        self._forget(wish, [each for each in gone if each not in kept])
        if targets:
            shape = wish.calls.shape("events", wish.region, "put_targets")
            key = {"Rule": wish.properties["Name"], **_bus(wish)}
            wish.call("events", "put_targets", **fitted(shape, {**key, "Targets": targets}))

    def _forget(self, wish: Wish, ids: list[str]) -> None:
        if ids:
            wish.call(
                "events",
                "remove_targets",
                Rule=str(wish.properties["Name"]),
                Ids=ids,
                **_bus(wish),
            )


def _key(wish: Wish) -> dict[str, Any]:
    return {"Name": str(wish.properties["Name"]), **_bus(wish)}


def _bus(wish: Wish) -> dict[str, str]:
    bus = wish.properties.get("EventBusName")
    return {"EventBusName": str(bus)} if bus else {}
