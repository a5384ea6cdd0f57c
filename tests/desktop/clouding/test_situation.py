from msgspec.structs import replace

from cloud.errors import ErrorCode, Problem
from cloud.models import PlanStep, StackPhase, StepFinding
from desktop.clouding.situation import (
    MOST_EVENTS,
    CloudSituation,
    Deed,
    Work,
    begun,
    ended,
    found,
    happened,
)
from tests.fakes import cloudstory

PROBLEM = Problem(ErrorCode.STACK_BUSY, {"stack": "a", "status": "UPDATE_IN_PROGRESS"})


def test_what_failed_is_no_longer_said_once_something_new_begins() -> None:
    failed = ended(begun(Work(), Deed.APPLY), PROBLEM)
    assert failed.has_failed

    again = begun(failed, Deed.PLAN)

    assert (again.problem, again.deed, again.has_failed) == (None, Deed.PLAN, False)


def test_a_plan_forgets_the_plan_before_and_a_change_the_events_before() -> None:
    work = Work(plan=cloudstory.plan(), findings=cloudstory.FINDINGS, events=cloudstory.events())

    assert begun(work, Deed.PLAN).plan is None
    assert begun(work, Deed.PLAN).events
    assert begun(work, Deed.APPLY).events == ()
    assert begun(work, Deed.APPLY).plan is not None


def test_each_step_is_known_once() -> None:
    running = StepFinding(PlanStep.LINT, False)
    fine = StepFinding(PlanStep.LINT, True)

    assert found(found(Work(), running), fine).findings == (fine,)


def test_an_event_told_twice_happened_once() -> None:
    first, *_ = cloudstory.events()

    assert happened(happened(Work(), first), first).events == (first,)


def test_the_first_failure_stays_whatever_comes_after_it() -> None:
    work = Work()
    for number in range(3):
        for event in cloudstory.events(fails=True):
            work = happened(work, replace(event, id=f"{number}-{event.id}"))

    assert work.first_failure is not None
    assert work.first_failure.id == "0-e3"
    assert "cancelled" not in work.first_failure.reason


def test_events_have_an_end() -> None:
    work = Work()
    event = cloudstory.events()[0]
    for number in range(MOST_EVENTS + 5):
        work = happened(work, replace(event, id=str(number)))

    assert len(work.events) == MOST_EVENTS
    assert work.events[-1].id == str(MOST_EVENTS + 4)


def test_something_changes_while_a_stack_or_a_deed_does() -> None:
    still = CloudSituation(stacks={"a": cloudstory.ready("a")})
    assert not still.is_changing
    assert CloudSituation(stacks={"a": cloudstory.changing("a")}).is_changing
    assert CloudSituation(works={"a": Work(Deed.CHECK)}).is_changing


def test_an_architecture_has_the_stacks_that_were_made_of_it() -> None:
    gone = type(cloudstory.ready())("c", StackPhase.ABSENT, "", "live-ivs")
    situation = CloudSituation(
        stacks={"a": cloudstory.ready("a"), "b": cloudstory.ready("b", "artefacts"), "c": gone}
    )

    assert [each.stack for each in situation.stacks_of("live-ivs")] == ["a"]
