"""Queues that get messages and are measured."""

import pytest

from cloud.practice.account.behaviour import queues
from cloud.practice.account.behaviour.policies import Caller
from tests.cloud.practice.account.behaviour.living import REGION, Living, letters, make_queue


def test_a_message_waits_and_is_counted(account: Living) -> None:
    url, arn = make_queue(account, "q")
    queues.send(arn, '{"a": 1}')

    ((region, name, measured),) = queues.waiting()
    assert (region, name) == (REGION, "q")
    assert measured["ApproximateNumberOfMessagesVisible"] == 1.0
    assert letters(account, url) == [{"a": 1}]


def test_a_queue_takes_only_from_whom_its_policy_lets_in(account: Living) -> None:
    account.client("sqs").create_queue(QueueName="closed")
    arn = f"arn:aws:sqs:{REGION}:123456789012:closed"

    with pytest.raises(LookupError, match="permission"):
        queues.send(arn, "x", Caller("events.amazonaws.com", "arn:aws:events:r:1:rule/x"))
    queues.send(arn, "x")


@pytest.mark.parametrize("arn", ["arn:aws:sqs:ap-northeast-1:123456789012:gone", "nothing"])
def test_a_queue_that_is_not_there_is_told(account: Living, arn: str) -> None:
    with pytest.raises(LookupError):
        queues.send(arn, "x")
