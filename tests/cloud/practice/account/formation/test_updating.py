from typing import Any

import pytest

from cloud.practice.account.formation.updating import changed_names
from tests.cloud.practice.account.formation.conftest import Stacks

BEFORE = """
Resources:
  Kept: {Type: AWS::SQS::Queue, Properties: {QueueName: kept, DelaySeconds: 1}}
  Moved: {Type: AWS::SQS::Queue, Properties: {QueueName: old}}
  Gone: {Type: AWS::SQS::Queue, Properties: {QueueName: gone}}
Outputs: {Url: {Value: !Ref Moved}}
"""
AFTER = """
Resources:
  Kept: {Type: AWS::SQS::Queue, Properties: {QueueName: kept, DelaySeconds: 2}}
  Moved: {Type: AWS::SQS::Queue, Properties: {QueueName: new}}
  Added: {Type: AWS::SQS::Queue, Properties: {QueueName: added}}
Outputs: {Url: {Value: !Ref Moved}}
"""


def queues(client: Any) -> dict[str, str]:
    sqs = client("sqs")
    return {
        url.rpartition("/")[2]: sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])[
            "Attributes"
        ]["DelaySeconds"]
        for url in sqs.list_queues().get("QueueUrls", [])
    }


def test_an_update_changes_replaces_adds_and_removes(stacks: Stacks, client: Any) -> None:
    stacks.create(BEFORE)

    status = stacks.update(AFTER)

    assert status["StackStatus"] == "UPDATE_COMPLETE"
    assert queues(client) == {"kept": "2", "new": "0", "added": "0"}
    assert stacks.outputs()["Url"].endswith("/new")
    told = stacks.events()
    assert told.index(("Moved", "UPDATE_COMPLETE")) < told.index(("Moved", "DELETE_IN_PROGRESS"))
    assert ("Gone", "DELETE_COMPLETE") in told


@pytest.mark.parametrize(
    ("failing", "deed"), [("Kept", "update"), ("Moved", "create"), ("Added", "create")]
)
def test_an_update_that_fails_leaves_everything_as_it_was(
    stacks: Stacks, client: Any, failing: str, deed: Any
) -> None:
    before = stacks.create(BEFORE)
    stacks.formation.fail_resource(failing, "Not now", deed)

    status = stacks.update(AFTER)

    assert status["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert status["Outputs"] == before["Outputs"]
    assert queues(client) == {"kept": "1", "old": "0", "gone": "0"}
    assert stacks.reason(failing) == "Not now"
    assert stacks.update(AFTER)["StackStatus"] == "UPDATE_COMPLETE"
    assert stacks.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert queues(client) == {}


def test_an_update_that_fails_leaves_also_what_becomes_of_a_resource_with_its_stack(
    stacks: Stacks, client: Any
) -> None:
    kept = BEFORE.replace("Kept: {", "Kept: {DeletionPolicy: Retain, ")
    stacks.create(kept)
    stacks.formation.fail_resource("Moved", "Not now")

    stacks.update(kept.replace("Retain", "Delete").replace("QueueName: old", "QueueName: new"))
    stacks.delete()

    assert queues(client) == {"kept": "1"}


def test_what_is_replaced_may_be_kept(stacks: Stacks, client: Any) -> None:
    stacks.create(BEFORE)

    stacks.update(AFTER.replace("Moved: {", "Moved: {UpdateReplacePolicy: Retain, "))

    assert set(queues(client)) == {"kept", "new", "added", "old"}


def test_what_depends_on_something_replaced_follows(stacks: Stacks, client: Any) -> None:
    template = """
Resources:
  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: NAME}}
  Named: {Type: AWS::SNS::Topic, Properties: {TopicName: named, DisplayName: !Ref Topic}}
"""
    stacks.create(template.replace("NAME", "one"))
    stacks.update(template.replace("NAME", "two"))

    arn = stacks.resource("Named")["PhysicalResourceId"]
    found = client("sns").get_topic_attributes(TopicArn=arn)["Attributes"]
    assert found["DisplayName"].endswith(":two")


def test_a_stack_that_rolled_back_its_creation_can_not_be_updated(stacks: Stacks) -> None:
    stacks.formation.fail_resource("Kept", "No")
    stacks.create(BEFORE)

    with pytest.raises(Exception, match="ROLLBACK_COMPLETE state and can not be updated"):
        stacks.update(AFTER)


def test_only_names_of_what_differs_are_changed_names() -> None:
    assert changed_names({"a": 1, "b": 2}, {"b": 2, "c": 3}) == ["a", "c"]
