import pytest

from cloud.errors import ErrorCode, PlanError
from cloud.models import Action, Change, Replacement
from cloud.stacks.changesets import (
    NothingToDo,
    check_change_set,
    create_change_set,
    delete_change_set,
    wait_for_change_set,
)
from cloud.stacks.pace import Pace
from tests.cloud.stacks.toys import at_once, toy
from tests.fakes.aws import FakeClient, fake_aws, refusal

PACE = Pace(1.0, wait=at_once)
REPLACED = {
    "ResourceChange": {
        "Action": "Modify",
        "LogicalResourceId": "Table",
        "ResourceType": "AWS::DynamoDB::Table",
        "PhysicalResourceId": "table-1",
        "Replacement": "True",
        "Details": [
            {"Target": {"Attribute": "Properties", "Name": "KeySchema"}},
            {"Target": {"Attribute": "Tags"}},
            {"Target": {"Attribute": "Properties", "Name": "KeySchema"}},
        ],
    }
}


def test_replacements_are_marked_with_the_properties_that_cause_them() -> None:
    pages = iter(
        [
            {"Status": "CREATE_IN_PROGRESS"},
            {"Status": "CREATE_COMPLETE", "Changes": [], "NextToken": "1"},
            {"Status": "CREATE_COMPLETE", "Changes": [REPLACED, {"HookInvocationCount": 1}]},
        ]
    )
    aws = fake_aws(cloudformation=FakeClient(describe_change_set=lambda **_: next(pages)))

    assert wait_for_change_set(aws, "show", "arn", PACE) == (
        Change(
            Action.MODIFY,
            "Table",
            "AWS::DynamoDB::Table",
            Replacement.YES,
            "table-1",
            ("KeySchema", "Tags"),
        ),
    )


@pytest.mark.parametrize(
    "reason",
    ["The submitted information didn't contain changes.", "No updates are to be performed"],
)
def test_nothing_to_do_is_recognised_by_its_words(reason: str) -> None:
    answer = {"Status": "FAILED", "StatusReason": reason}
    aws = fake_aws(cloudformation=FakeClient(describe_change_set=answer))

    with pytest.raises(NothingToDo):
        wait_for_change_set(aws, "show", "arn", PACE)


def test_a_plan_that_is_refused_says_why() -> None:
    answer = {"Status": "FAILED", "StatusReason": "Unresolved resource dependencies [X]"}
    aws = fake_aws(cloudformation=FakeClient(describe_change_set=answer))

    with pytest.raises(PlanError) as refused:
        wait_for_change_set(aws, "show", "arn", PACE)

    assert "Unresolved" in refused.value.problem.message


def test_a_plan_that_is_never_made_ends() -> None:
    times = iter(range(0, 1000, 60))
    aws = fake_aws(cloudformation=FakeClient(describe_change_set={"Status": "CREATE_IN_PROGRESS"}))
    pace = Pace(1.0, wait=at_once, monotonic=lambda: float(next(times)))

    with pytest.raises(PlanError):
        wait_for_change_set(aws, "show", "arn", pace)


@pytest.mark.parametrize(
    "answer",
    [
        {"StackName": "show", "ExecutionStatus": "OBSOLETE", "StackId": "id"},
        {"StackName": "other", "ExecutionStatus": "AVAILABLE", "StackId": "id"},
        refusal("ChangeSetNotFound"),
    ],
)
def test_only_what_was_planned_may_be_carried_out(answer: object) -> None:
    aws = fake_aws(cloudformation=FakeClient(describe_change_set=answer))

    with pytest.raises(PlanError) as refused:
        check_change_set(aws, "show", "arn")

    assert refused.value.problem.code is ErrorCode.PLAN_OUTDATED


def test_no_permission_for_roles_is_given_and_kept_data_is_taken_in_again() -> None:
    client = FakeClient(create_change_set={"Id": "arn"})

    create_change_set(fake_aws(cloudformation=client), toy(), "show", {}, is_new=True)

    ((_, asked),) = client.calls
    assert asked["Capabilities"] == []
    assert asked["ChangeSetType"] == "CREATE"
    assert asked["ImportExistingResources"] is True
    assert asked["ChangeSetName"].startswith("livedesk-")


def test_taking_back_what_is_gone_is_no_failure() -> None:
    aws = fake_aws(cloudformation=FakeClient(delete_change_set=refusal("ChangeSetNotFound")))

    delete_change_set(aws, "arn")
