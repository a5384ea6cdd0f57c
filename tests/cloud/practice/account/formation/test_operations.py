from typing import Any

import pytest

from tests.cloud.practice.account.formation.conftest import Stacks

TWO = """
Resources:
  First: {Type: AWS::SNS::Topic, Properties: {TopicName: first}}
  Second:
    Type: AWS::SNS::Topic
    Properties: {TopicName: second, DisplayName: !Ref First}
  Third:
    Type: AWS::SNS::Topic
    Properties: {TopicName: third, DisplayName: !Ref Second}
Outputs:
  Second: {Value: !Ref Second}
"""


def topics(client: Any) -> list[str]:
    found = client("sns").list_topics()["Topics"]
    return sorted(each["TopicArn"].rpartition(":")[2] for each in found)


def test_each_resource_tells_what_happens_to_it_in_order_of_need(stacks: Stacks) -> None:
    stacks.create(TWO)

    assert stacks.events() == [
        ("demo", "CREATE_IN_PROGRESS"),
        *[
            (name, status)
            for name in ("First", "Second", "Third")
            for status in ("CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE")
        ],
        ("demo", "CREATE_COMPLETE"),
    ]
    assert stacks.resource("Second")["PhysicalResourceId"].endswith(":second")


@pytest.mark.parametrize("failing", ["First", "Second", "Third"])
def test_a_failure_at_any_resource_leaves_nothing(
    stacks: Stacks, client: Any, failing: str
) -> None:
    stacks.formation.fail_resource(failing, "No more of them")

    status = stacks.create(TWO)

    assert status["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "Outputs" not in status
    assert stacks.reason(failing) == "No more of them"
    assert topics(client) == []
    reasons = [
        each.get("ResourceStatusReason", "")
        for each in stacks.client.describe_stack_events(StackName="demo")["StackEvents"]
    ]
    wanted = f"The following resource(s) failed to create: [{failing}]. Rollback requested by user."
    assert wanted in reasons
    assert stacks.delete()["StackStatus"] == "DELETE_COMPLETE"


def test_what_failed_stays_where_that_is_wanted(stacks: Stacks, client: Any) -> None:
    stacks.formation.fail_resource("Third", "No")

    assert stacks.create(TWO, OnFailure="DO_NOTHING")["StackStatus"] == "CREATE_FAILED"
    assert topics(client) == ["first", "second"]


def test_a_stack_that_is_to_go_with_its_failure_goes(stacks: Stacks, client: Any) -> None:
    stacks.formation.fail_resource("Third", "No")

    made = stacks.client.create_stack(StackName="demo", TemplateBody=TWO, OnFailure="DELETE")

    assert stacks.status(made["StackId"])["StackStatus"] == "DELETE_COMPLETE"
    assert topics(client) == []


def test_what_can_not_be_deleted_stays_with_what_it_needs(stacks: Stacks, client: Any) -> None:
    stacks.create(TWO)
    stacks.formation.fail_resource("Second", "It is in use", "delete")

    status = stacks.delete()

    assert status["StackStatus"] == "DELETE_FAILED"
    assert "[Second]" in status["StackStatusReason"]
    assert topics(client) == ["first", "second"]
    assert stacks.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert topics(client) == []


def test_what_is_retained_stays(stacks: Stacks, client: Any) -> None:
    stacks.create(TWO.replace("First: {", "First: {DeletionPolicy: Retain, "))

    stack_id = stacks.status()["StackId"]
    stacks.delete()

    assert topics(client) == ["first"]
    assert ("First", "DELETE_SKIPPED") in stacks.events(stack_id)


def test_what_is_retained_except_on_creation_goes_with_a_rollback(
    stacks: Stacks, client: Any
) -> None:
    stacks.formation.fail_resource("Third", "No")

    stacks.create(TWO.replace("First: {", "First: {DeletionPolicy: RetainExceptOnCreate, "))

    assert topics(client) == []


def test_a_resource_can_be_left_behind_once_deleting_it_has_failed(
    stacks: Stacks, client: Any
) -> None:
    stacks.create(TWO)
    stacks.formation.fail_resource("First", "It is in use", "delete")
    stacks.delete()

    stacks.client.delete_stack(StackName="demo", RetainResources=["First"])

    assert topics(client) == ["first"]
    assert stacks.client.describe_stacks()["Stacks"] == []


def test_properties_that_the_schema_forbids_make_the_stack_fail(stacks: Stacks) -> None:
    status = stacks.create("""
Resources:
  Channel: {Type: AWS::IVS::Channel, Properties: {Type: HUGE}}
""")

    assert status["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "HUGE is not a valid enum value" in stacks.reason("Channel")


def test_what_a_service_refuses_makes_the_stack_fail(stacks: Stacks, client: Any) -> None:
    client("dynamodb").create_table(
        TableName="Taken",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    stacks.create("""
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: Taken
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
""")

    assert "Table already exists: Taken" in stacks.reason("Table")
    assert client("dynamodb").list_tables()["TableNames"] == ["Taken"]
