"""CloudWatch Logs: groups, with how long they keep what is written."""

from collections.abc import Mapping
from typing import Any

from cloud.practice.account.formation.kinds.books import identified
from cloud.practice.account.formation.kinds.kind import Made, Wish


class LogGroup:
    """`AWS::Logs::LogGroup`."""

    def create(self, wish: Wish) -> Made:
        name = str(wish.properties.setdefault("LogGroupName", wish.name(512)))
        wish.call("logs", "create_log_group", logGroupName=name, tags=wish.all_tags())
        self._keep(wish, name)
        return identified(wish, {"Arn": wish.arn("logs", f"log-group:{name}:*")})

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        self._keep(wish, made.physical_id)
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        wish.take_away("logs", "delete_log_group", logGroupName=made.physical_id)

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        answer = wish.call("logs", "describe_log_groups", logGroupNamePrefix=made.physical_id)
        for each in answer["logGroups"]:
            if each["logGroupName"] == made.physical_id:
                days = each.get("retentionInDays", "")
                return {"LogGroupName": made.physical_id, "RetentionInDays": days}
        return None

    def _keep(self, wish: Wish, name: str) -> None:
        days = wish.properties.get("RetentionInDays")
        if days is None:
            wish.call("logs", "delete_retention_policy", logGroupName=name)
        else:
            wish.call("logs", "put_retention_policy", logGroupName=name, retentionInDays=int(days))
