from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cloud.practice.account.formation.conftest import Stacks

TOPIC = "Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: one}}}"


def new(stacks: Stacks, name: str, template: str = TOPIC, **how: Any) -> str:
    answer = stacks.client.create_change_set(
        StackName="demo", ChangeSetName=name, TemplateBody=template, **how
    )
    return str(answer["Id"])


def test_a_stack_waits_for_its_first_change_set_to_be_executed(stacks: Stacks) -> None:
    change_set = new(stacks, "first", ChangeSetType="CREATE", Description="what for")

    assert stacks.status()["StackStatus"] == "REVIEW_IN_PROGRESS"
    listed = stacks.client.list_change_sets(StackName="demo")["Summaries"]
    assert [(each["ChangeSetName"], each["Description"]) for each in listed] == [
        ("first", "what for")
    ]

    stacks.client.execute_change_set(ChangeSetName=change_set)

    assert stacks.status()["StackStatus"] == "CREATE_COMPLETE"
    described = stacks.client.describe_change_set(ChangeSetName=change_set)
    assert described["ExecutionStatus"] == "EXECUTE_COMPLETE"


def test_a_plan_that_is_discarded_leaves_nothing(stacks: Stacks) -> None:
    new(stacks, "first", ChangeSetType="CREATE")

    stacks.client.delete_change_set(ChangeSetName="first", StackName="demo")
    stacks.client.delete_stack(StackName="demo")

    assert stacks.client.describe_stacks()["Stacks"] == []


def test_a_change_set_that_another_has_overtaken_is_not_executed(stacks: Stacks) -> None:
    stacks.create(TOPIC)
    one = new(stacks, "one", TOPIC.replace("one", "two"))
    other = new(stacks, "other", TOPIC.replace("one", "three"))

    stacks.client.execute_change_set(ChangeSetName=one)

    with pytest.raises(ClientError, match=r"execution status of \[OBSOLETE\]") as told:
        stacks.client.execute_change_set(ChangeSetName=other)
    assert told.value.response["Error"]["Code"] == "InvalidChangeSetStatus"


def test_many_changes_come_in_pages(stacks: Stacks) -> None:
    many = "Resources:\n" + "".join(f"  T{n}: {{Type: AWS::SNS::Topic}}\n" for n in range(150))
    change_set = new(stacks, "many", many, ChangeSetType="CREATE")

    first = stacks.client.describe_change_set(ChangeSetName=change_set)
    pages = stacks.client.get_paginator("describe_change_set").paginate(ChangeSetName=change_set)

    assert len(first["Changes"]) == 100
    assert sum(len(page["Changes"]) for page in pages) == 150


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"ChangeSetType": "UPDATE"}, "does not exist"),
        ({"ChangeSetType": "IMPORT"}, "not available in practice"),
    ],
)
def test_a_change_set_without_a_stack_to_change_is_refused(
    stacks: Stacks, how: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ClientError, match=sentence):
        new(stacks, "first", **how)
    assert stacks.client.list_stacks()["StackSummaries"] == []


def test_a_name_is_used_once_at_a_time(stacks: Stacks) -> None:
    stacks.create(TOPIC)
    new(stacks, "one", TOPIC.replace("one", "two"))

    with pytest.raises(ClientError, match="already exists"):
        new(stacks, "one", TOPIC.replace("one", "two"))
    with pytest.raises(ClientError, match="already exists and cannot be created again"):
        new(stacks, "two", ChangeSetType="CREATE")


def test_a_change_set_that_is_not_there_is_not_found(stacks: Stacks) -> None:
    stacks.create(TOPIC)

    with pytest.raises(ClientError) as told:
        stacks.client.describe_change_set(ChangeSetName="none", StackName="demo")
    assert told.value.response["Error"]["Code"] == "ChangeSetNotFound"


KEPT = """
Resources:
  Rows:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: RetainExceptOnCreate
    Properties:
      TableName: kept
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
Outputs: {Arn: {Value: !GetAtt Rows.Arn}}
"""


def test_what_an_earlier_stack_left_is_taken_over_with_its_content(
    stacks: Stacks, client: Any
) -> None:
    stacks.create(KEPT)
    client("dynamodb").put_item(TableName="kept", Item={"id": {"S": "one"}})
    stacks.client.delete_stack(StackName="demo")

    change_set = new(stacks, "again", KEPT, ChangeSetType="CREATE", ImportExistingResources=True)

    (change,) = stacks.client.describe_change_set(ChangeSetName=change_set)["Changes"]
    assert change["ResourceChange"]["Action"] == "Import"
    stacks.client.execute_change_set(ChangeSetName=change_set)
    assert stacks.status()["StackStatus"] == "CREATE_COMPLETE"
    assert stacks.status()["Outputs"][0]["OutputValue"].endswith("table/kept")
    assert client("dynamodb").scan(TableName="kept")["Count"] == 1


@pytest.mark.parametrize("is_owned", [True, False])
def test_without_a_wish_or_from_another_stack_nothing_is_taken_over(
    is_owned: bool, stacks: Stacks
) -> None:
    stacks.client.create_stack(StackName="other", TemplateBody=KEPT)
    if not is_owned:
        stacks.client.delete_stack(StackName="other")

    change_set = new(stacks, "mine", KEPT, ChangeSetType="CREATE", ImportExistingResources=is_owned)

    (change,) = stacks.client.describe_change_set(ChangeSetName=change_set)["Changes"]
    assert change["ResourceChange"]["Action"] == "Add"
    stacks.client.execute_change_set(ChangeSetName=change_set)
    assert stacks.status()["StackStatus"] == "ROLLBACK_COMPLETE"
