from typing import Any

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      PermissionsBoundary: arn:aws:iam::aws:policy/PowerUserAccess
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}
      ManagedPolicyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]
      Policies:
        - PolicyName: write
          PolicyDocument:
            Version: 2012-10-17
            Statement: [{Effect: Allow, Action: "dynamodb:PutItem", Resource: "*"}]
"""


def test_a_role_has_its_policies_and_its_boundary(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)

    iam, name = client("iam"), stacks.resource("Role")["PhysicalResourceId"]
    role = iam.get_role(RoleName=name)["Role"]
    boundary = role["PermissionsBoundary"]["PermissionsBoundaryArn"]
    assert boundary.endswith("/PowerUserAccess")
    assert iam.list_role_policies(RoleName=name)["PolicyNames"] == ["write"]
    assert len(iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]) == 1
    assert stacks.drift() == {"Role": "IN_SYNC"}


def test_an_update_takes_away_what_is_not_wanted_any_more(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE)
    text = TEMPLATE.replace("PolicyName: write", "PolicyName: put")
    for line in text.splitlines():
        if "ManagedPolicyArns" in line or "PermissionsBoundary" in line:
            text = text.replace(line + "\n", "")
    stacks.update(text)

    iam, name = client("iam"), stacks.resource("Role")["PhysicalResourceId"]
    assert iam.list_role_policies(RoleName=name)["PolicyNames"] == ["put"]
    assert iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"] == []
    assert "PermissionsBoundary" not in iam.get_role(RoleName=name)["Role"]
    assert stacks.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert iam.list_roles()["Roles"] == []


def test_a_role_that_can_not_be_completed_leaves_nothing(stacks: Stacks, client: Any) -> None:
    stacks.create(TEMPLATE.replace("aws:policy/ReadOnlyAccess", "123456789012:policy/None"))

    assert stacks.status()["StackStatus"] == "ROLLBACK_COMPLETE"
    assert client("iam").list_roles()["Roles"] == []
