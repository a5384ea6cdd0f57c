import pytest
from botocore.exceptions import ClientError

from tests.cloud.practice.account.formation.conftest import Stacks

TEMPLATE = """
Parameters: {A: {Type: String, Default: ""}, B: {Type: String, Default: ""}}
Rules:
  One:
    RuleCondition: !Not [!Equals [!Ref A, any]]
    Assertions:
      - {Assert: !Not [!Equals [!Ref B, ""]], AssertDescription: Say what B is.}
Resources: {Topic: {Type: AWS::SNS::Topic}}
"""


def test_an_assertion_that_does_not_hold_refuses_the_call(stacks: Stacks) -> None:
    with pytest.raises(ClientError, match="Say what B is"):
        stacks.create(TEMPLATE)
    assert stacks.client.list_stacks()["StackSummaries"] == []


@pytest.mark.parametrize("parameters", [{"B": "b"}, {"A": "any"}])
def test_an_assertion_that_holds_or_does_not_count_lets_it_pass(
    stacks: Stacks, parameters: dict[str, str]
) -> None:
    assert stacks.create(TEMPLATE, parameters=parameters)["StackStatus"] == "CREATE_COMPLETE"
