"""Brings one notification to one subscriber, tries again, and gives it to the dead letters."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cloud.practice.account.behaviour.errands import Errands
from cloud.practice.account.behaviour.topics.posting import NotDelivered, is_here, post
from cloud.practice.account.context import AccountContext

RETRIES = 3
RETRY_S = 20.0
"""By the account's clock; both are what a topic does unless told otherwise."""
_AGENT = "Amazon Simple Notification Service Agent"

SendToQueue = Callable[[str, str], None]
"""Gets a queue's ARN and a body; raises LookupError when there is no such queue."""


@dataclass(frozen=True, slots=True)
class Notification:
    """What was published, for one subscriber."""

    id: str
    message: str
    subject: str
    attributes: Mapping[str, Any] | None


class HttpDelivery:
    """Deliveries to servers on this machine."""

    def __init__(self, context: AccountContext, errands: Errands, to_queue: SendToQueue) -> None:
        self._context = context
        self._errands = errands
        self._to_queue = to_queue

    def confirmation(self, subscription: Any, message: Mapping[str, str]) -> None:
        """Ask a server whether it wants to be subscribed."""
        if is_here(subscription.endpoint):
            self._errands.do(lambda: self._ask(subscription, message))

    def notify(self, subscription: Any, notification: Notification) -> None:
        """Bring a notification; returns at once."""
        if is_here(subscription.endpoint):
            self._errands.do(lambda: self._try(subscription, notification, RETRIES))

    def _ask(self, subscription: Any, message: Mapping[str, str], retries: int = RETRIES) -> None:
        headers = _headers("SubscriptionConfirmation", message["MessageId"], subscription)
        try:
            post(subscription.endpoint, json.dumps(message).encode(), headers)
        except NotDelivered:
            if retries:
                self._errands.do(
                    lambda: self._ask(subscription, message, retries - 1), in_s=RETRY_S
                )

    def _try(self, subscription: Any, notification: Notification, retries: int) -> None:
        headers = _headers("Notification", notification.id, subscription)
        if _is_raw(subscription):
            headers["x-amz-sns-rawdelivery"] = "true"
            body = notification.message
        else:
            body = self._signed(subscription, notification)
        try:
            post(subscription.endpoint, body.encode(), headers)
        except NotDelivered:
            if retries:
                again = retries - 1
                self._errands.do(lambda: self._try(subscription, notification, again), in_s=RETRY_S)
            else:
                self._bury(subscription, body)

    def _signed(self, subscription: Any, notification: Notification) -> str:
        subscription.private_key()  # takes its time at first, so not under the lock
        with self._context.call_lock:  # it takes random ids, which must not mix with a call's
            content = subscription.get_post_data(
                notification.message,
                notification.id,
                notification.subject,
                message_attributes=notification.attributes,
            )
        return json.dumps(content)

    def _bury(self, subscription: Any, body: str) -> None:
        policy = subscription.attributes.get("RedrivePolicy")
        if policy:
            with self._context.call_lock:
                self._to_queue(json.loads(policy)["deadLetterTargetArn"], body)


def _headers(kind: str, message_id: str, subscription: Any) -> dict[str, str]:
    headers = {
        "Content-Type": "text/plain; charset=UTF-8",
        "User-Agent": _AGENT,
        "x-amz-sns-message-type": kind,
        "x-amz-sns-message-id": message_id,
        "x-amz-sns-topic-arn": subscription.topic.arn,
    }
    if kind == "Notification":
        headers["x-amz-sns-subscription-arn"] = subscription.arn
    return headers


def _is_raw(subscription: Any) -> bool:
    return str(subscription.attributes.get("RawMessageDelivery")).lower() == "true"
