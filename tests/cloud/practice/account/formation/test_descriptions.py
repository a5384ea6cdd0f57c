from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Description: a table of words
Parameters:
  Word: {Type: String, NoEcho: true, Description: the word}
  Size: {Type: Number, Default: 3, AllowedValues: [3, 4]}
Resources:
  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Word}}
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}
Outputs: {Word: {Value: !Ref Word}, Size: {Value: !Ref Size, Description: how large}}
"""


def created(stacks: Stacks) -> dict[str, Any]:
    return stacks.create(TEMPLATE, parameters={"Word": "hunter2000"})


def test_a_stack_tells_all_but_its_secrets(stacks: Stacks) -> None:
    status = created(stacks)

    assert status["Description"] == "a table of words"
    assert status["Parameters"] == [
        {"ParameterKey": "Word", "ParameterValue": "****"},
        {"ParameterKey": "Size", "ParameterValue": "3"},
    ]
    assert status["Capabilities"] == ["CAPABILITY_NAMED_IAM"]
    answers = [
        stacks.client.describe_stacks(),
        stacks.client.describe_stack_events(StackName="demo"),
        stacks.client.describe_stack_resources(StackName="demo"),
        stacks.client.list_stack_resources(StackName="demo"),
        stacks.client.get_template(StackName="demo"),
        stacks.client.get_template_summary(StackName="demo"),
    ]
    assert "hunter2000" not in repr(answers)


def test_resources_are_told_with_their_state(stacks: Stacks) -> None:
    created(stacks)

    found = stacks.client.describe_stack_resources(StackName="demo")["StackResources"]
    listed = stacks.client.list_stack_resources(StackName="demo")["StackResourceSummaries"]

    assert [(each["LogicalResourceId"], each["ResourceStatus"]) for each in found] == [
        ("Topic", "CREATE_COMPLETE"),
        ("Role", "CREATE_COMPLETE"),
    ]
    assert [each["PhysicalResourceId"] for each in listed] == [
        each["PhysicalResourceId"] for each in found
    ]
    by_id = stacks.client.describe_stack_resources(
        PhysicalResourceId=found[0]["PhysicalResourceId"]
    )
    assert by_id["StackResources"][0]["StackName"] == "demo"
    with pytest.raises(ClientError, match="does not exist for stack"):
        stacks.resource("Nothing")


def test_a_template_is_given_back_as_it_was(stacks: Stacks) -> None:
    created(stacks)

    assert stacks.client.get_template(StackName="demo")["TemplateBody"] == TEMPLATE


def test_a_template_says_what_it_wants(stacks: Stacks) -> None:
    found = stacks.client.validate_template(TemplateBody=TEMPLATE)

    assert found["Capabilities"] == ["CAPABILITY_IAM"]
    assert {each["ParameterKey"]: each["NoEcho"] for each in found["Parameters"]} == {
        "Word": True,
        "Size": False,
    }
    summary = stacks.client.get_template_summary(TemplateBody=TEMPLATE)
    assert summary["ResourceTypes"] == ["AWS::IAM::Role", "AWS::SNS::Topic"]


def test_deleted_stacks_are_listed_among_all(stacks: Stacks) -> None:
    created(stacks)
    stacks.delete()

    listed = stacks.client.list_stacks()["StackSummaries"]
    filtered = stacks.client.list_stacks(StackStatusFilter=["CREATE_COMPLETE"])

    assert [each["StackStatus"] for each in listed] == ["DELETE_COMPLETE"]
    assert filtered["StackSummaries"] == []


def test_events_come_in_pages_the_latest_first(stacks: Stacks) -> None:
    many = "Resources:\n" + "".join(f"  T{n}: {{Type: AWS::SNS::Topic}}\n" for n in range(40))
    stacks.create(many)

    first = stacks.client.describe_stack_events(StackName="demo")
    pages = stacks.client.get_paginator("describe_stack_events").paginate(StackName="demo")

    assert len(first["StackEvents"]) == 100
    assert first["StackEvents"][0]["ResourceStatus"] == "CREATE_COMPLETE"
    assert sum(len(page["StackEvents"]) for page in pages) == 2 + 3 * 40


def test_events_of_failures_can_be_asked_for_alone(stacks: Stacks) -> None:
    stacks.formation.fail_resource("Role", "No")
    created(stacks)

    found = stacks.client.describe_events(StackName="demo", Filters={"FailedEvents": True})

    (event,) = found["OperationEvents"]
    assert (event["LogicalResourceId"], event["EventType"]) == ("Role", "PROVISIONING_ERROR")


def test_exports_are_told_with_their_stack(stacks: Stacks) -> None:
    status = stacks.create("""
Resources: {Topic: {Type: AWS::SNS::Topic}}
Outputs: {T: {Value: !GetAtt Topic.TopicName, Export: {Name: !Sub "${AWS::StackName}-t"}}}
""")

    (found,) = stacks.client.list_exports()["Exports"]
    assert (found["Name"], found["ExportingStackId"]) == ("demo-t", status["StackId"])
