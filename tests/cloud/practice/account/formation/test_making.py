from typing import Any

import pytest

from cloud.practice.account.formation.making import stored_parameter
from cloud.practice.account.formation.refusals import Refused
from tests.cloud.practice.account.formation.conftest import Stacks


def test_tags_of_the_stack_are_tags_of_its_resources(stacks: Stacks, client: Any) -> None:
    stacks.create(
        """
Resources:
  Topic: {Type: AWS::SNS::Topic, Properties: {Tags: [{Key: own, Value: o}, {Key: both, Value: o}]}}
  Room: {Type: AWS::IVSChat::Room}
""",
        Tags=[{"Key": "stack", "Value": "s"}, {"Key": "both", "Value": "s"}],
    )

    arn = stacks.resource("Topic")["PhysicalResourceId"]
    found = client("sns").list_tags_for_resource(ResourceArn=arn)["Tags"]
    assert {each["Key"]: each["Value"] for each in found} == {
        "own": "o",
        "stack": "s",
        "both": "o",
    }


def test_an_update_that_is_refused_leaves_the_old_properties(stacks: Stacks) -> None:
    template = "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 1}}}"
    stacks.create(template)

    stacks.update(template.replace("DelaySeconds: 1", "DelaySeconds: many"))

    (stack,) = stacks.formation.stacks()
    assert stack.resources["Q"].properties == {"DelaySeconds": 1}
    assert "expected type: integer" in stacks.reason("Q")


def test_what_goes_wrong_inside_is_a_reason_too(stacks: Stacks) -> None:
    class Broken:
        def kind_of(self, type_name: str) -> Any:
            raise ZeroDivisionError("somewhere deep")

    maker: Any = stacks.formation.maker
    maker.registry = Broken()
    stacks.create("Resources: {Q: {Type: AWS::SQS::Queue}}")

    assert "Internal Failure" in stacks.reason("Q")


def test_what_the_store_lacks_is_refused(stacks: Stacks) -> None:
    with pytest.raises(Refused, match="/none"):
        stored_parameter(stacks.formation.calls, "us-east-1")("/none")
