"""Puts messages into the account's queues, and tells CloudWatch how many wait there."""

import json
from collections.abc import Iterator
from typing import Any

from moto.sqs.exceptions import QueueDoesNotExist
from moto.sqs.models import sqs_backends

from cloud.practice.account.behaviour.policies import Caller, allows
from cloud.practice.account.behaviour.regions import in_use
from cloud.practice.accountmessages import ACCOUNT_ID


def send(queue_arn: str, body: str, caller: Caller | None = None) -> None:
    """Send to a queue. Hold the account's lock.

    Raises LookupError when there is none, or its policy does not let the caller in.
    """
    parts = queue_arn.split(":")
    if len(parts) != 6 or parts[2] != "sqs":
        raise LookupError(queue_arn)
    if caller is not None and not may_send(queue_arn, caller):
        raise LookupError(f"permission for {caller.service} to send to {queue_arn}")
    try:
        sqs_backends[ACCOUNT_ID][parts[3]].send_message(parts[5], body)
    except QueueDoesNotExist:
        raise LookupError(queue_arn) from None


def may_send(queue_arn: str, caller: Caller) -> bool:
    """Tell whether a queue's policy lets a service send; also True where there is no queue."""
    *_, region, _, name = queue_arn.split(":")
    queue = sqs_backends[ACCOUNT_ID][region].queues.get(name)
    if queue is None:
        return True
    statements = json.loads(queue.policy or "{}").get("Statement", [])
    return allows(statements, "sqs:SendMessage", caller)


def waiting() -> Iterator[tuple[str, str, dict[str, float]]]:
    """Yield region, queue and its metrics of AWS/SQS. Hold the account's lock."""
    for region, backend in in_use(sqs_backends):
        queue: Any
        for name, queue in list(backend.queues.items()):
            visible = float(queue.approximate_number_of_messages)
            hidden = float(queue.approximate_number_of_messages_not_visible)
            yield (
                region,
                name,
                {
                    "ApproximateNumberOfMessagesVisible": visible,
                    "ApproximateNumberOfMessagesNotVisible": hidden,
                },
            )
