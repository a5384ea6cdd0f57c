import threading

import pytest

from cloud.errors import ErrorCode, PlanError, StackError
from cloud.models import Action, PlanStep, StackEvent, StackPhase, StepFinding
from cloud.stacks.stacks import Stacks
from cloud.stacks.tags import PATTERN, STACK
from tests.cloud.stacks.toys import CODED_PATTERN, PATTERNS, SECRET, built, stacks_on, toy
from tests.fakes.aws import LIVE, PRACTICE, FakeClient, fake_aws, refusal
from tests.fakes.formation import FakeFormation

NEVER = threading.Event()
IDLE = FakeClient(describe_channel={"State": "IDLE"})
GONE = FakeClient(describe_channel=refusal("NotFoundException"))


@pytest.fixture
def formation() -> FakeFormation:
    return FakeFormation()


def engine(formation: FakeFormation, **services: object) -> Stacks:
    quotas = FakeClient(list_service_quotas=refusal("AccessDenied"))
    services.setdefault("medialive", GONE)
    services.setdefault("dynamodb", FakeClient(describe_table=refusal("ResourceNotFoundException")))
    services.setdefault(
        "s3", FakeClient(list_object_versions=refusal("NoSuchBucket"), head_bucket=refusal("404"))
    )
    services.setdefault(
        "resourcegroupstaggingapi", FakeClient(get_resources={"ResourceTagMappingList": []})
    )
    return stacks_on(fake_aws(LIVE, cloudformation=formation, service_quotas=quotas, **services))


def test_a_plan_tells_each_step_and_what_would_be_made(formation: FakeFormation) -> None:
    told: list[StepFinding] = []

    plan = engine(formation).plan(toy(), "show", SECRET, told=told.append)

    assert [each.step for each in told] == list(PlanStep)
    assert plan.is_applicable
    assert plan.is_new
    assert [(each.action, each.logical_id) for each in plan.changes] == [
        (Action.ADD, "Bucket"),
        (Action.ADD, "Table"),
        (Action.ADD, "Channel"),
    ]
    assert plan.changes[0].properties == ("Name",)
    assert plan.parameters == {"Size": "small"}
    assert "correct-horse" not in repr(plan)


def test_applying_tells_each_event_once_and_in_order(formation: FakeFormation) -> None:
    formation.lag = 3

    told = built(formation, engine(formation))

    assert [each.status for each in told if each.logical_id == "show"] == [
        "CREATE_IN_PROGRESS",
        "CREATE_COMPLETE",
    ]
    assert len({each.id for each in told}) == len(told) == 8
    assert told == sorted(told, key=lambda each: each.at)
    assert {each["Key"]: each["Value"] for each in formation.stack("show").tags} == {
        PATTERN: "toy",
        STACK: "show",
    }


def test_a_stack_that_keeps_data_is_protected(formation: FakeFormation) -> None:
    built(formation, engine(formation))

    assert formation.stack("show").is_protected


def test_live_is_changed_only_when_the_name_was_typed(formation: FakeFormation) -> None:
    stacks = engine(formation)
    plan = stacks.plan(toy(), "show", SECRET)

    with pytest.raises(PlanError) as refused:
        stacks.apply(plan, confirmed="yes", told=print, stop=NEVER)
    assert refused.value.problem.code is ErrorCode.NOT_CONFIRMED
    with pytest.raises(PlanError):
        stacks.destroy("show", confirmed="", told=print, stop=NEVER)
    assert formation.stack("show").status == "REVIEW_IN_PROGRESS"


def test_practice_needs_no_name(formation: FakeFormation) -> None:
    stacks = stacks_on(fake_aws(PRACTICE, cloudformation=formation))
    plan = stacks.plan(toy(), "show", SECRET)

    status = stacks.apply(plan, confirmed="", told=lambda event: None, stop=NEVER)

    assert status.phase is StackPhase.READY


def test_a_failure_is_told_with_the_resource_that_began_it(formation: FakeFormation) -> None:
    formation.fails = {"Table": "limit reached"}
    stacks = engine(formation)
    told: list[StackEvent] = []
    plan = stacks.plan(toy(), "show", SECRET)

    with pytest.raises(StackError) as failed:
        stacks.apply(plan, confirmed="show", told=told.append, stop=NEVER)

    assert failed.value.problem.code is ErrorCode.STACK_FAILED
    assert failed.value.problem.params == {
        "stack": "show",
        "resource": "Table",
        "reason": "limit reached",
    }
    assert told[-1].status == "ROLLBACK_COMPLETE"
    status = stacks.status("show")
    assert status.phase is StackPhase.ROLLED_BACK
    assert status.problem == failed.value.problem


def test_after_a_failed_building_the_next_plan_starts_anew(formation: FakeFormation) -> None:
    formation.fails = {"Table": "limit reached"}
    stacks = engine(formation)
    with pytest.raises(StackError):
        stacks.apply(
            stacks.plan(toy(), "show", SECRET),
            confirmed="show",
            told=lambda event: None,
            stop=NEVER,
        )
    formation.fails = {}

    plan = stacks.plan(toy(), "show", SECRET)

    assert plan.is_new
    status = stacks.apply(plan, confirmed="show", told=lambda event: None, stop=NEVER)
    assert status.phase is StackPhase.READY


def test_a_plan_is_carried_out_only_once(formation: FakeFormation) -> None:
    stacks = engine(formation)
    plan = stacks.plan(toy(), "show", SECRET)
    stacks.apply(plan, confirmed="show", told=lambda event: None, stop=NEVER)

    with pytest.raises(PlanError) as refused:
        stacks.apply(plan, confirmed="show", told=lambda event: None, stop=NEVER)

    assert refused.value.problem.code is ErrorCode.PLAN_OUTDATED


def test_a_change_keeps_what_was_not_said_again(formation: FakeFormation) -> None:
    stacks = engine(formation)
    built(formation, stacks)

    plan = stacks.plan(toy(), "show", {"Size": "large"})
    stacks.apply(plan, confirmed="show", told=lambda event: None, stop=NEVER)

    assert not plan.is_new
    assert formation.stack("show").parameters == {"Size": "large", "Secret": "correct-horse"}
    assert {each.action for each in plan.changes} == {Action.MODIFY}


def test_nothing_to_do_is_no_failure_and_leaves_no_change_set(formation: FakeFormation) -> None:
    stacks = engine(formation)
    built(formation, stacks)

    plan = stacks.plan(toy(), "show", {})

    assert plan.findings[-1].is_ok
    assert plan.findings[-1].problem is not None
    assert plan.findings[-1].problem.code is ErrorCode.NO_CHANGES
    assert not plan.is_applicable
    assert not formation.change_sets


def test_a_discarded_plan_leaves_nothing(formation: FakeFormation) -> None:
    stacks = engine(formation)
    plan = stacks.plan(toy(), "show", SECRET)

    stacks.discard(plan)

    assert formation.find("show") is None
    assert not formation.change_sets


def test_a_stack_of_somebody_else_is_left_alone(formation: FakeFormation) -> None:
    formation.put("show", PATTERNS["artefacts"].body)
    stacks = engine(formation)

    with pytest.raises(PlanError) as refused:
        stacks.plan(toy(), "show", SECRET)
    assert refused.value.problem.code is ErrorCode.STACK_NAME_TAKEN
    with pytest.raises(StackError):
        stacks.destroy("show", confirmed="show", told=lambda event: None, stop=NEVER)
    assert stacks.list() == ()


def test_our_stacks_are_listed_with_what_they_offer(formation: FakeFormation) -> None:
    stacks = engine(formation)
    built(formation, stacks)
    formation.put("theirs", "")

    (found,) = stacks.list()

    assert (found.stack, found.pattern_id, found.phase) == ("show", "toy", StackPhase.READY)
    assert found.outputs[0].value == "value-of-Arn"


def test_a_stack_that_is_not_there_is_absent(formation: FakeFormation) -> None:
    assert engine(formation).status("show").phase is StackPhase.ABSENT


def test_another_process_goes_on_watching_from_the_beginning(formation: FakeFormation) -> None:
    stacks = engine(formation)
    plan = stacks.plan(toy(), "show", SECRET)
    killed = threading.Event()
    before: list[StackEvent] = []

    def watch(event: StackEvent) -> None:
        before.append(event)
        if len(before) == 3:
            killed.set()

    status = stacks.apply(plan, confirmed="show", told=watch, stop=killed)
    assert status.phase is StackPhase.CHANGING

    told: list[StackEvent] = []
    status = engine(formation).follow("show", told=told.append, stop=NEVER)

    assert status.phase is StackPhase.READY
    assert formation.stack("show").is_protected
    assert told[:3] == before
    assert told[-1].status == "CREATE_COMPLETE"


def test_code_needs_its_bucket_first(formation: FakeFormation) -> None:
    plan = engine(formation).plan(CODED_PATTERN, "fn", {})

    assert plan.findings[-1].step is PlanStep.ARTEFACTS
    assert plan.findings[-1].problem is not None
    assert plan.findings[-1].problem.code is ErrorCode.NEEDED_FIRST
    assert plan.findings[-1].problem.params["needed"] == "artefacts"
    assert not formation.change_sets


def test_code_is_uploaded_and_its_key_filled_in(formation: FakeFormation) -> None:
    stacks = engine(formation)
    store = stacks.plan(PATTERNS["artefacts"], "store", {})
    stacks.apply(store, confirmed="store", told=lambda event: None, stop=NEVER)

    plan = stacks.plan(CODED_PATTERN, "fn", {"CodeKey": ""})

    assert plan.is_applicable
    assert plan.parameters == {
        "CodeBucket": "value-of-Bucket",
        "CodeKey": "functions/recorder-1234.zip",
    }


def test_a_value_that_cannot_be_ends_the_plan_at_once(formation: FakeFormation) -> None:
    plan = engine(formation).plan(toy(), "show", {"Size": "huge", **SECRET})

    assert [each.step for each in plan.findings] == [PlanStep.LINT]
    assert plan.findings[0].problem is not None
    assert plan.findings[0].problem.code is ErrorCode.PARAMETER_INVALID
    assert formation.find("show") is None


def test_only_one_change_at_a_time(formation: FakeFormation) -> None:
    stacks = engine(formation)
    built(formation, stacks)
    formation.stack("show").status = "UPDATE_IN_PROGRESS"

    with pytest.raises(StackError) as busy:
        stacks.plan(toy(), "show", {"Size": "large"})

    assert busy.value.problem.code is ErrorCode.STACK_BUSY


def test_what_is_paid_by_the_hour_is_started_and_stopped(formation: FakeFormation) -> None:
    states = iter(["IDLE", "STARTING", "RUNNING", "RUNNING", "STOPPING", "IDLE"])
    medialive = FakeClient(
        describe_channel=lambda **_: {"State": next(states)}, start_channel={}, stop_channel={}
    )
    stacks = engine(formation, medialive=medialive)
    built(formation, stacks)
    told: list[StackEvent] = []

    stacks.start("show", told=told.append)
    stacks.stop_running("show", told=told.append)

    assert [each.status for each in told] == [
        "START_IN_PROGRESS",
        "START_COMPLETE",
        "STOP_IN_PROGRESS",
        "STOP_COMPLETE",
    ]
