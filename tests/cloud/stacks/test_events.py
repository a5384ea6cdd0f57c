import threading
from datetime import UTC, datetime

from cloud.errors import ErrorCode
from cloud.models import StackEvent
from cloud.stacks.events import EventFeed, first_failure, newest_event, problem_of
from tests.cloud.stacks.toys import SECRET, built, stacks_on, toy
from tests.fakes.aws import PRACTICE, fake_aws
from tests.fakes.formation import FakeFormation


def test_without_a_beginning_the_last_operation_is_told() -> None:
    formation = FakeFormation()
    stacks = stacks_on(fake_aws(PRACTICE, cloudformation=formation))
    built(formation, stacks)
    plan = stacks.plan(toy(), "show", {"Size": "large"})
    stacks.apply(plan, confirmed="", told=lambda event: None, stop=threading.Event())

    feed = EventFeed(fake_aws(PRACTICE, cloudformation=formation), formation.stack("show").id)
    told = feed.fresh()

    assert told[0].status == "UPDATE_IN_PROGRESS"
    assert feed.last_status == told[-1].status == "UPDATE_COMPLETE"
    assert feed.fresh() == []


def test_properties_are_never_told() -> None:
    formation = FakeFormation()
    aws = fake_aws(PRACTICE, cloudformation=formation)
    told = built(formation, stacks_on(aws))

    assert "never shown" not in repr(told)
    assert SECRET["Secret"] not in repr(told)


def test_the_newest_event_is_where_a_change_begins() -> None:
    formation = FakeFormation()
    aws = fake_aws(PRACTICE, cloudformation=formation)
    stack_id = formation.put("show", "").id
    assert newest_event(aws, stack_id) == ""

    told = built(formation, stacks_on(aws), "other")

    assert newest_event(aws, formation.stack("other").id) == told[-1].id


def event(logical_id: str, status: str, reason: str = "", physical_id: str = "x") -> StackEvent:
    type_ = "AWS::CloudFormation::Stack" if physical_id == "id" else "AWS::S3::Bucket"
    at = datetime(2026, 11, 21, tzinfo=UTC)
    return StackEvent(f"{logical_id}{status}", at, logical_id, type_, status, reason, physical_id)


def test_the_first_failure_is_the_cause_and_no_consequence() -> None:
    events = [
        event("A", "CREATE_IN_PROGRESS"),
        event("C", "CREATE_FAILED", "Resource creation cancelled"),
        event("show", "ROLLBACK_FAILED", "it failed", "id"),
        event("B", "CREATE_FAILED", "limit reached"),
        event("D", "CREATE_FAILED", "too late"),
    ]

    found = first_failure(events, "id")

    assert found is not None
    assert found.logical_id == "B"


def test_a_stack_that_fails_as_a_whole_says_so_itself() -> None:
    found = first_failure([event("show", "CREATE_FAILED", "no role", "id")], "id")

    assert found is not None
    problem = problem_of(ErrorCode.STACK_FAILED, "show", found)
    assert problem.params["reason"] == "no role"
    assert problem_of(ErrorCode.STACK_FAILED, "show", None, "why").params["reason"] == "why"
