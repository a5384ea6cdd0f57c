from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources:
  Room: {Type: AWS::IVSChat::Room, Properties: {Name: one}}
  Budget:
    Type: AWS::Budgets::Budget
    Properties: {Budget: {BudgetType: COST, TimeUnit: MONTHLY}}
  Slack:
    Type: AWS::Chatbot::SlackChannelConfiguration
    Properties:
      {ConfigurationName: a, SlackWorkspaceId: W, SlackChannelId: C, IamRoleArn: "arn:aws:iam::1:x"}
Outputs:
  Arn: {Value: !GetAtt Room.Arn}
"""


def test_any_type_of_aws_can_be_made_changed_and_deleted(stacks: Stacks) -> None:
    stacks.create(TEMPLATE)
    arn = stacks.outputs()["Arn"]

    status = stacks.update(TEMPLATE.replace("Name: one", "Name: two"))

    assert status["StackStatus"] == "UPDATE_COMPLETE"
    assert arn.startswith("arn:aws:ivschat:us-east-1:123456789012:room/")
    assert stacks.outputs() == {"Arn": arn}
    assert stacks.resource("Room")["PhysicalResourceId"] == arn
    assert set(stacks.drift().values()) == {"IN_SYNC"}
    assert stacks.delete()["StackStatus"] == "DELETE_COMPLETE"


def test_a_name_is_made_up_where_none_is_given(stacks: Stacks, client: Any) -> None:
    stacks.create("""
Resources:
  Subnets:
    Type: AWS::ElastiCache::SubnetGroup
    Properties: {Description: a, SubnetIds: [subnet-1]}
""")

    assert stacks.resource("Subnets")["PhysicalResourceId"].startswith("demo-Subnets-")
