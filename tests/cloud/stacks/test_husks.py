import pytest

from cloud.errors import StackError
from cloud.stacks.husks import clear_husk, remove_empty
from cloud.stacks.pace import Pace
from tests.cloud.stacks.toys import TOY, at_once
from tests.fakes.aws import PRACTICE, fake_aws
from tests.fakes.formation import FakeFormation

PACE = Pace(1.0, wait=at_once)


@pytest.mark.parametrize("status", ["CREATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"])
def test_a_stack_with_something_in_it_is_never_touched(status: str) -> None:
    formation = FakeFormation()
    stack = formation.put("show", "", status)
    aws = fake_aws(PRACTICE, cloudformation=formation)

    remove_empty(aws, "show", PACE)
    clear_husk(aws, "show", PACE)

    assert stack.status == status


def test_what_was_only_planned_goes_unless_there_is_another_plan() -> None:
    formation = FakeFormation()
    stack = formation.put("show", "", "REVIEW_IN_PROGRESS")
    aws = fake_aws(PRACTICE, cloudformation=formation)
    formation.change_sets["other"] = {"StackName": "show"}

    remove_empty(aws, "show", PACE)
    assert stack.status == "REVIEW_IN_PROGRESS"

    formation.change_sets.clear()
    formation.lag = 2  # its name is free only when the deletion has ended
    remove_empty(aws, "show", PACE)
    assert stack.status == "DELETE_COMPLETE"


def test_the_rest_of_a_failed_building_goes() -> None:
    formation = FakeFormation()
    stack = formation.put("show", "", "ROLLBACK_COMPLETE")

    clear_husk(fake_aws(PRACTICE, cloudformation=formation), "show", PACE)

    assert stack.status == "DELETE_COMPLETE"


def test_a_rest_that_does_not_go_is_said() -> None:
    formation = FakeFormation()
    stack = formation.put("show", "", "ROLLBACK_COMPLETE")
    stack.resources = {"A": {"LogicalResourceId": "A", "ResourceType": "AWS::S3::Bucket"}}
    stack.body = TOY
    formation.stays = {"A": "in use"}

    with pytest.raises(StackError):
        clear_husk(fake_aws(PRACTICE, cloudformation=formation), "show", PACE)


def test_nothing_there_is_nothing_to_do() -> None:
    aws = fake_aws(PRACTICE, cloudformation=FakeFormation())

    remove_empty(aws, "show", PACE)
    clear_husk(aws, "show", PACE)
