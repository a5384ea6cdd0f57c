"""Puts messages into the account's queues, and tells CloudWatch how many wait there."""

import json
from collections.abc import Iterator
from typing import Any

from moto.sqs.exceptions import QueueDoesNotExist
from moto.sqs.models import sqs_backends

from cloud.practice.account.behaviour.regions import in_use
from cloud.practice.accountmessages import ACCOUNT_ID


def send(queue_arn: str, body: str, group: str = "") -> None:
    """Send to a queue; raises LookupError when there is none. Hold the account's lock."""
    parts = queue_arn.split(":")
    if len(parts) != 6 or parts[2] != "sqs":
        raise LookupError(queue_arn)
    try:
        sqs_backends[ACCOUNT_ID][parts[3]].send_message(parts[5], body, group_id=group or None)
    except QueueDoesNotExist:
        raise LookupError(queue_arn) from None


def send_event(queue_arn: str, event: object) -> None:
    """Send a value as JSON; see `send`."""
    send(queue_arn, json.dumps(event))


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
