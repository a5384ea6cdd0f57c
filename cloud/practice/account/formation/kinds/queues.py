"""SQS: queues, and their policies."""

import json
from collections.abc import Mapping
from typing import Any

from cloud.practice.account.formation.innercalls import CallFailed, NotSimulated
from cloud.practice.account.formation.kinds.books import identified
from cloud.practice.account.formation.kinds.kind import Made, Wish

_NO_ATTRIBUTES = ("QueueName", "Tags")


class Queue:
    """`AWS::SQS::Queue`."""

    def create(self, wish: Wish) -> Made:
        name = str(wish.properties.setdefault("QueueName", wish.name(80)))
        answer = wish.call(
            "sqs",
            "create_queue",
            QueueName=name,
            Attributes=_attributes(wish.properties),
            tags=wish.all_tags(),
        )
        return identified(wish, {"QueueUrl": answer["QueueUrl"], "Arn": wish.arn("sqs", name)})

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        wish.call(
            "sqs",
            "set_queue_attributes",
            QueueUrl=made.physical_id,
            Attributes=_attributes(wish.properties),
        )
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        wish.take_away("sqs", "delete_queue", QueueUrl=made.physical_id)

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        try:
            answer = wish.call(
                "sqs", "get_queue_attributes", QueueUrl=made.physical_id, AttributeNames=["All"]
            )
        except CallFailed as error:
            if error.is_absent:
                return None
            raise
        found = answer.get("Attributes", {})
        return {name: found[name] for name in wish.properties if name in found}


class QueuePolicy:
    """`AWS::SQS::QueuePolicy`."""

    def create(self, wish: Wish) -> Made:
        self._put(wish, json.dumps(wish.properties["PolicyDocument"]))
        return identified(wish, {})

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        self._put(wish, json.dumps(wish.properties["PolicyDocument"]))
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        try:
            self._put(wish, "")
        except CallFailed as error:
            if not error.is_absent:
                raise

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        raise NotSimulated(wish.type)

    def _put(self, wish: Wish, policy: str) -> None:
        for url in wish.properties["Queues"]:
            wish.call(
                "sqs", "set_queue_attributes", QueueUrl=str(url), Attributes={"Policy": policy}
            )


def _attributes(properties: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for name, value in properties.items():
        if name in _NO_ATTRIBUTES:
            continue
        if isinstance(value, bool):
            found[name] = "true" if value else "false"
        else:
            found[name] = json.dumps(value) if isinstance(value, dict | list) else str(value)
    return found
