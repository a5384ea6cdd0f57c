from typing import Any

import pytest

from cloud.errors import SignInError
from cloud.identity import CONDITIONAL, Preflight, missing_actions, missing_for, preflight
from cloud.patterns.catalogue import pattern
from tests.fakes.aws import LIVE, FakeClient, fake_aws, refusal


class Simulator(FakeClient):
    """Decides by what a test says about an action."""

    def __init__(self, **decisions: dict[str, Any]) -> None:
        super().__init__(
            get_role={"Role": {"Arn": "arn:aws:iam::123456789012:role/aws-reserved/sso/Deployer"}}
        )
        self.decisions = decisions
        self.asked: list[dict[str, Any]] = []

    def simulate_principal_policy(self, ActionNames: list[str], **asked: Any) -> Any:
        self.asked.append(asked)
        return {
            "EvaluationResults": [
                {"EvalActionName": name, "EvalDecision": "allowed"}
                | self.decisions.get(name.partition(":")[2], {})
                for name in ActionNames
            ]
        }


DENIED = {"EvalDecision": "implicitDeny"}


def test_the_missing_action_is_named() -> None:
    iam = Simulator(CreateChannel=DENIED, DeleteChannel={"EvalDecision": "explicitDeny"})
    wanted = ["ivs:CreateChannel", "ivs:GetChannel", "ivs:DeleteChannel"]

    assert missing_actions(fake_aws(LIVE, iam=iam), wanted) == (
        "ivs:CreateChannel",
        "ivs:DeleteChannel",
    )


def test_what_depends_on_the_call_itself_is_not_called_missing() -> None:
    iam = Simulator(CreateRole=DENIED | {"MissingContextValues": ["iam:PermissionsBoundary"]})

    found = preflight(fake_aws(LIVE, iam=iam), ["iam:CreateRole"], "show")

    assert found == Preflight((), ("iam:CreateRole",))


def test_policies_that_are_tied_to_names_are_asked_about_the_stack() -> None:
    iam = Simulator()

    missing_actions(fake_aws(LIVE, iam=iam), ["cloudformation:CreateChangeSet"], "show")

    ((asked),) = iam.asked
    assert asked["ResourceArns"] == ["arn:aws:cloudformation:us-east-1:123456789012:stack/show/*"]
    assert asked["ContextEntries"][0]["ContextKeyName"] == "aws:CalledVia"


def test_a_session_is_asked_about_as_its_role_with_its_path() -> None:
    iam = Simulator()
    arn = "arn:aws:sts::123456789012:assumed-role/Deployer/kai"
    sts = FakeClient(get_caller_identity={"Account": "123456789012", "Arn": arn})

    missing_actions(fake_aws(LIVE, iam=iam, sts=sts), ["ivs:CreateChannel"])

    assert iam.asked[0]["PolicySourceArn"].endswith("role/aws-reserved/sso/Deployer")


def test_who_may_not_ask_is_not_held_up() -> None:
    iam = FakeClient(simulate_principal_policy=refusal("AccessDenied"))

    missing, detail = missing_for(fake_aws(LIVE, iam=iam), pattern("live-ivs"), "show")

    assert missing == ()
    assert "iam:SimulatePrincipalPolicy" in detail


def test_a_sign_in_that_has_expired_is_no_missing_permission() -> None:
    sts = FakeClient(get_caller_identity=refusal("ExpiredToken"))

    with pytest.raises(SignInError):
        missing_actions(fake_aws(LIVE, sts=sts), ["ivs:CreateChannel"])


def test_an_architecture_lacks_what_its_types_need() -> None:
    iam = Simulator(CreateChannel=DENIED)

    missing, detail = missing_for(fake_aws(LIVE, iam=iam), pattern("live-ivs"), "show")

    assert missing == ("ivs:CreateChannel",)
    assert detail == ""


def test_conditions_that_nobody_can_know_before_are_said() -> None:
    iam = Simulator(CreateChannel=DENIED | {"MissingContextValues": ["aws:ResourceTag/team"]})

    assert missing_for(fake_aws(LIVE, iam=iam), pattern("live-ivs"), "show") == ((), CONDITIONAL)
