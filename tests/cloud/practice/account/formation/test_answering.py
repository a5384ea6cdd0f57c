import pytest
from botocore.exceptions import ClientError

from tests.cloud.practice.account.formation.conftest import Stacks

TOPIC = "Resources: {Topic: {Type: AWS::SNS::Topic}}"


def test_a_stack_is_found_by_name_and_by_id(stacks: Stacks) -> None:
    status = stacks.create(TOPIC)

    assert stacks.status(status["StackId"]) == stacks.status("demo")


def test_a_stack_that_was_deleted_is_found_by_its_id_only(stacks: Stacks) -> None:
    stack_id = stacks.create(TOPIC)["StackId"]
    stacks.delete()

    assert stacks.status(stack_id)["StackStatus"] == "DELETE_COMPLETE"
    with pytest.raises(ClientError, match="Stack with id demo does not exist"):
        stacks.status("demo")


def test_a_stack_on_which_something_is_under_way_can_not_be_changed(stacks: Stacks) -> None:
    stacks.formation.step_s = 1.0
    stacks.client.create_stack(StackName="demo", TemplateBody=TOPIC)

    with pytest.raises(ClientError, match="CREATE_IN_PROGRESS state and can not be updated"):
        stacks.update(TOPIC.replace("}}", ", Properties: {DisplayName: x}}}"))
