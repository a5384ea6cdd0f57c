import json
from typing import Any

import pytest

from cloud.patterns.catalogue import catalogue, pattern
from cloud.policies import Role, deployer_actions, grouped, policy

ROLES: tuple[Role, ...] = ("deployer", "operator", "viewer")


def statements(role: Role, *ids: str) -> dict[str, dict[str, Any]]:
    found = policy(role, "123456789012", "us-east-1", "livedesk", [pattern(i) for i in ids] or None)
    return {each["Sid"]: each for each in found["Statement"]}


def actions(role: Role) -> set[str]:
    return {action for each in statements(role).values() for action in each["Action"]}


@pytest.mark.parametrize("role", ROLES)
def test_no_policy_allows_everything_of_a_service(role: Role) -> None:
    assert not [each for each in actions(role) if each.endswith(":*") or each == "*"]


@pytest.mark.parametrize("role", ROLES)
def test_a_policy_is_not_longer_than_a_role_takes(role: Role) -> None:
    written = json.dumps(statements(role), separators=(",", ":"))

    assert len(written) < 10_240


def test_resources_are_only_made_through_cloudformation() -> None:
    through = statements("deployer")["ThroughCloudFormation"]

    assert through["Condition"]["ForAnyValue:StringEquals"]["aws:CalledVia"] == [
        "cloudformation.amazonaws.com"
    ]
    alone = [e for name, e in statements("deployer").items() if "Condition" not in e]
    assert not [
        a for each in alone for a in each["Action"] if ":Create" in a and "ChangeSet" not in a
    ]


def test_only_stacks_with_the_prefix_are_changed() -> None:
    assert statements("deployer")["OwnStacks"]["Resource"] == [
        "arn:aws:cloudformation:us-east-1:123456789012:stack/livedesk*/*"
    ]


def test_no_role_is_made_without_the_boundary() -> None:
    found = statements("deployer", "live-hls-dash")

    assert "iam:CreateRole" in found["BoundRoles"]["Action"]
    assert found["BoundRoles"]["Condition"]["StringEquals"] == {
        "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/livedesk-boundary"
    }
    others = [e for name, e in found.items() if name != "BoundRoles"]
    assert "iam:CreateRole" not in {a for each in others for a in each["Action"]}


def test_a_deployer_of_one_architecture_needs_only_its_services() -> None:
    through = statements("deployer", "live-ivs")["ThroughCloudFormation"]

    assert {each.partition(":")[0] for each in through["Action"]} == {"ivs"}
    assert "Roles" not in statements("deployer", "live-ivs")


def test_only_who_operates_gets_keys_and_controls() -> None:
    assert "ivs:GetStreamKey" in actions("operator")
    assert "medialive:StartChannel" in actions("operator")
    assert not {"ivs:GetStreamKey", "ivs:StopStream", "dynamodb:DeleteItem"} & actions("viewer")
    assert "ivs:GetStreamKey" not in actions("deployer")
    assert not [each for each in actions("deployer") if each.startswith("ivs:Get") and "*" in each]


def test_an_operator_deletes_only_what_the_check_made_up() -> None:
    rows = statements("operator")["CheckedRows"]

    assert rows["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"] == [
        "check-*",
        "livedesk-check#*",
    ]


@pytest.mark.parametrize("pattern_id", [each.id for each in catalogue()])
def test_each_architecture_knows_what_it_needs(pattern_id: str) -> None:
    needed = deployer_actions(pattern(pattern_id))

    assert "cloudformation:ExecuteChangeSet" in needed
    assert any(":Create" in each and not each.startswith("cloudformation") for each in needed)


def test_several_actions_of_one_verb_are_written_as_one() -> None:
    names = ["ec2:CreateVpc", "ec2:CreateSubnet", "ec2:CreateRoute", "ec2:DeleteVpc"]

    assert grouped(names) == ["ec2:Create*", "ec2:DeleteVpc"]
    secrets = [f"secretsmanager:Get{name}" for name in ("A", "B", "C")]
    assert grouped(secrets) == secrets
