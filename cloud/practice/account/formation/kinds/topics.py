"""SNS: topics with their inline subscriptions, subscriptions, and the policies of topics."""

import json
from collections.abc import Mapping
from typing import Any

from cloud.practice.account.formation.innercalls import CallFailed, NotSimulated
from cloud.practice.account.formation.kinds.books import identified
from cloud.practice.account.formation.kinds.kind import Made, Wish

_TOPIC_ATTRIBUTES = (
    "ContentBasedDeduplication",
    "DisplayName",
    "FifoTopic",
    "KmsMasterKeyId",
    "SignatureVersion",
    "TracingConfig",
)
_SUBSCRIPTION_ATTRIBUTES = (
    "DeliveryPolicy",
    "FilterPolicy",
    "FilterPolicyScope",
    "RawMessageDelivery",
    "RedrivePolicy",
    "SubscriptionRoleArn",
)


class Topic:
    """`AWS::SNS::Topic`."""

    def create(self, wish: Wish) -> Made:
        wish.properties.setdefault("TopicName", wish.name(256))
        attributes = _texts(wish.properties, _TOPIC_ATTRIBUTES)
        tags = [{"Key": key, "Value": value} for key, value in wish.all_tags().items()]
        name = str(wish.properties["TopicName"])
        answer = wish.call("sns", "create_topic", Name=name, Attributes=attributes, Tags=tags)
        arn = str(answer["TopicArn"])
        for each in wish.properties.get("Subscription") or ():
            self._subscribe(wish, arn, each)
        return identified(wish, {"TopicArn": arn})

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        arn = made.physical_id
        for name, value in _texts(wish.properties, _TOPIC_ATTRIBUTES).items():
            if wish.properties[name] != before.get(name):
                _set(wish, arn, name, value)
        old, new = before.get("Subscription") or [], wish.properties.get("Subscription") or []
        for each in new:
            if each not in old:
                self._subscribe(wish, arn, each)
        gone = [str(each["Endpoint"]) for each in old if each not in new]
        for each in wish.call("sns", "list_subscriptions_by_topic", TopicArn=arn)["Subscriptions"]:
            if each["Endpoint"] in gone:
                wish.call("sns", "unsubscribe", SubscriptionArn=each["SubscriptionArn"])
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        wish.call("sns", "delete_topic", TopicArn=made.physical_id)

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        found = _attributes(wish, "get_topic_attributes", TopicArn=made.physical_id)
        if found is None:
            return None
        return {name: found.get(name, "") for name in wish.properties if name in _TOPIC_ATTRIBUTES}

    def _subscribe(self, wish: Wish, arn: str, subscription: Mapping[str, Any]) -> None:
        wish.call(
            "sns",
            "subscribe",
            TopicArn=arn,
            Protocol=str(subscription["Protocol"]),
            Endpoint=str(subscription["Endpoint"]),
        )


class Subscription:
    """`AWS::SNS::Subscription`."""

    def create(self, wish: Wish) -> Made:
        answer = wish.call(
            "sns",
            "subscribe",
            TopicArn=str(wish.properties["TopicArn"]),
            Protocol=str(wish.properties["Protocol"]),
            Endpoint=str(wish.properties.get("Endpoint", "")),
            Attributes=_texts(wish.properties, _SUBSCRIPTION_ATTRIBUTES),
            ReturnSubscriptionArn=True,
        )
        return identified(wish, {"Arn": answer["SubscriptionArn"]})

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        for name, value in _texts(wish.properties, _SUBSCRIPTION_ATTRIBUTES).items():
            wish.call(
                "sns",
                "set_subscription_attributes",
                SubscriptionArn=made.physical_id,
                AttributeName=name,
                AttributeValue=value,
            )
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        wish.take_away("sns", "unsubscribe", SubscriptionArn=made.physical_id)

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        return _attributes(wish, "get_subscription_attributes", SubscriptionArn=made.physical_id)


class TopicPolicy:
    """`AWS::SNS::TopicPolicy`; without it a topic has the policy it was born with."""

    def create(self, wish: Wish) -> Made:
        made = identified(wish, {})
        self._put(wish)
        return made

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        self._put(wish)
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        for arn in wish.properties["Topics"]:
            owner = {"StringEquals": {"AWS:SourceOwner": str(arn).split(":")[4]}}
            policy = {
                "Version": "2008-10-17",
                "Id": "__default_policy_ID",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Sid": "__default_statement_ID",
                        "Principal": {"AWS": "*"},
                        "Action": ["SNS:Publish", "SNS:Subscribe", "SNS:GetTopicAttributes"],
                        "Resource": arn,
                        "Condition": owner,
                    }
                ],
            }
            try:
                _set(wish, str(arn), "Policy", json.dumps(policy))
            except CallFailed as error:
                if not error.is_absent:
                    raise

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        raise NotSimulated(wish.type)

    def _put(self, wish: Wish) -> None:
        for arn in wish.properties["Topics"]:
            _set(wish, str(arn), "Policy", json.dumps(wish.properties["PolicyDocument"]))


def _set(wish: Wish, arn: str, name: str, value: str) -> None:
    wish.call("sns", "set_topic_attributes", TopicArn=arn, AttributeName=name, AttributeValue=value)


def _attributes(wish: Wish, operation: str, **key: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = wish.call("sns", operation, **key)["Attributes"]
    except CallFailed as error:
        if error.is_absent:
            return None
        raise
    return found


def _texts(properties: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for name in names:
        value = properties.get(name)
        if isinstance(value, bool):
            found[name] = "true" if value else "false"
        elif isinstance(value, dict | list):
            found[name] = json.dumps(value)
        elif value is not None:
            found[name] = str(value)
    return found
