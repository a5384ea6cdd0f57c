import contextlib
import threading
from dataclasses import replace as replaced

import msgspec
import pytest
from botocore.exceptions import ReadTimeoutError

from cloud.errors import CallDenied, CloudUnreachable, ErrorCode, PlanError, StackError
from cloud.models import Plan
from cloud.settings import Account
from cloud.stacks.applying import carry_out, check_confirmed, protect
from cloud.stacks.pace import Pace
from tests.cloud.stacks.toys import SECRET, at_once, stacks_on, toy
from tests.fakes.aws import LIVE, PRACTICE, Breaking, fake_aws, refusal
from tests.fakes.formation import FakeFormation

PACE = Pace(1.0, wait=at_once)
NEVER = threading.Event()


def planned(formation: FakeFormation) -> Plan:
    return stacks_on(fake_aws(PRACTICE, cloudformation=formation)).plan(toy(), "show", SECRET)


@pytest.mark.parametrize("typed", ["", "y", "yes", "SHOW", "show "])
def test_live_takes_nothing_but_the_name(typed: str) -> None:
    with pytest.raises(PlanError):
        check_confirmed(fake_aws(LIVE), "show", typed)

    check_confirmed(fake_aws(LIVE), "show", "show")
    check_confirmed(fake_aws(PRACTICE), "show", typed)


def test_a_plan_of_another_account_is_not_carried_out() -> None:
    formation = FakeFormation()
    plan = planned(formation)
    other = fake_aws(Account(region="eu-west-1"), cloudformation=formation)

    with pytest.raises(PlanError) as refused:
        carry_out(other, plan, PACE, lambda event: None, NEVER)

    assert refused.value.problem.code is ErrorCode.PLAN_OUTDATED


def test_a_plan_that_failed_is_not_carried_out() -> None:
    formation = FakeFormation()
    plan = msgspec.structs.replace(planned(formation), change_set="")

    with pytest.raises(PlanError):
        carry_out(
            fake_aws(PRACTICE, cloudformation=formation), plan, PACE, lambda event: None, NEVER
        )


def test_what_cannot_be_begun_is_said_and_changes_nothing() -> None:
    formation = FakeFormation()
    plan = planned(formation)

    denied = Breaking(formation, execute_change_set=refusal("AccessDenied"))

    with pytest.raises(CallDenied):
        carry_out(fake_aws(PRACTICE, cloudformation=denied), plan, PACE, lambda event: None, NEVER)
    assert formation.stack("show").status == "REVIEW_IN_PROGRESS"


def test_each_change_can_be_told_from_its_own_repetition() -> None:
    formation = FakeFormation()
    for _ in range(2):
        aws = fake_aws(PRACTICE, cloudformation=formation)
        plan = planned(formation)
        with contextlib.suppress(StackError):
            carry_out(aws, plan, PACE, lambda event: None, NEVER)
        formation.stacks.clear()

    assert len({*formation.tokens}) == 2
    assert all(formation.tokens)


def test_a_connection_that_is_lost_while_watching_is_said() -> None:
    formation = FakeFormation()
    plan = planned(formation)
    lost = ReadTimeoutError(endpoint_url="https://x")
    breaking = Breaking(formation, after=2, describe_stack_events=lost)

    with pytest.raises(CloudUnreachable):
        carry_out(
            fake_aws(PRACTICE, cloudformation=breaking), plan, PACE, lambda event: None, NEVER
        )


def test_only_what_keeps_data_is_protected() -> None:
    formation = FakeFormation()
    stack = formation.put("show", "")
    aws = fake_aws(PRACTICE, cloudformation=formation)
    bare = replaced(toy(), resources=toy().resources[:1])

    protect(aws, "show", bare)
    assert not stack.is_protected

    protect(aws, "show", toy())
    assert stack.is_protected
