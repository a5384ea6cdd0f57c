from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Rule:
    Type: AWS::Events::Rule
    Properties:
      Name: streams
      EventPattern: {source: [aws.ivs], detail-type: [IVS Stream State Change]}
      Targets: [{Id: one, Arn: !GetAtt Queue.Arn}]
Outputs: {Arn: {Value: !GetAtt Rule.Arn}, Name: {Value: !Ref Rule}}
"""


def targets(client: Any) -> list[str]:
    return [each["Id"] for each in client("events").list_targets_by_rule(Rule="streams")["Targets"]]


def test_a_rule_has_its_pattern_and_its_targets(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)

    found = client("events").describe_rule(Name="streams")
    assert "aws.ivs" in found["EventPattern"]
    assert targets(client) == ["one"]
    assert stacks.outputs() == {"Arn": found["Arn"], "Name": "streams"}
    assert stacks.drift()["Rule"] == "IN_SYNC"


def test_an_update_forgets_targets_that_are_not_wanted(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)
    stacks.update(TEMPLATE.replace("Id: one", "Id: two"))

    assert targets(client) == ["two"]


def test_a_rule_goes_with_its_targets(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)

    assert stacks.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert client("events").list_rules()["Rules"] == []
