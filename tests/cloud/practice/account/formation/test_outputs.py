import pytest

from tests.cloud.practice.account.formation.conftest import Stacks


def test_an_output_whose_condition_fails_is_not_there(stacks: Stacks) -> None:
    stacks.create("""
Conditions: {Never: !Equals [a, b]}
Resources: {Topic: {Type: AWS::SNS::Topic}}
Outputs: {A: {Value: true}, B: {Value: x, Condition: Never}}
""")

    assert stacks.outputs() == {"A": "true"}


def test_a_secret_is_hidden_in_an_output_too(stacks: Stacks) -> None:
    template = """
Parameters: {Word: {Type: String, NoEcho: true}}
Resources: {Topic: {Type: AWS::SNS::Topic}}
Outputs: {A: {Value: !Sub "x ${Word}"}}
"""
    stacks.create(template, parameters={"Word": "hunter2000"})

    assert stacks.outputs() == {"A": "x ****"}


@pytest.mark.parametrize("value", ["!Split [a, bab]", "!Ref AWS::NoValue"])
def test_an_output_that_is_no_text_undoes_the_stack(stacks: Stacks, value: str) -> None:
    status = stacks.create(f"""
Resources: {{Topic: {{Type: AWS::SNS::Topic}}}}
Outputs: {{A: {{Value: {value}}}}}
""")

    assert status["StackStatus"] == "ROLLBACK_COMPLETE"
