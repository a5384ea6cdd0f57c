import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from cloud.awsclient import Aws
from cloud.costs.pricing import price_of
from cloud.costs.values import Price, Usage
from cloud.errors import CloudError, ErrorCode, PlanError, SignInError, StackError, TemplateError
from cloud.models import Plan, PlanStep
from cloud.patterns.pattern import Pattern
from cloud.stacks.gates import Gates
from cloud.stacks.stacks import Stacks
from tests.cloud.stacks.toys import OPEN, SECRET, at_once, find, stacks_on, toy
from tests.fakes.aws import LIVE, PRACTICE, Breaking, FakeClient, fake_aws, refusal
from tests.fakes.formation import FakeFormation

QUOTAS = {"Quotas": [{"QuotaName": "Channels", "Value": 5.0}]}


def live(**services: Any) -> Aws:
    services.setdefault("cloudformation", FakeFormation())
    services.setdefault("service_quotas", FakeClient(list_service_quotas=refusal("AccessDenied")))
    return fake_aws(LIVE, **services)


def planned(aws: Aws, gates: Gates = OPEN, **parameters: str) -> Plan:
    return stacks_on(aws, gates).plan(toy(), "show", {**SECRET, **parameters})


def refused_by(error: CloudError) -> Any:
    def gate(*_: object) -> Any:
        raise error

    return gate


@pytest.mark.parametrize(
    ("step", "gates"),
    [
        (PlanStep.LINT, replace(OPEN, lint=lambda pattern, region: "Resources/Bucket: wrong")),
        (
            PlanStep.LIFECYCLE,
            replace(
                OPEN,
                retired=refused_by(TemplateError(ErrorCode.UNKNOWN_PATTERN, pattern="MediaStore")),
            ),
        ),
        (PlanStep.REGION, replace(OPEN, regions=lambda pattern: ("eu-west-1",))),
        (
            PlanStep.PERMISSION,
            replace(OPEN, missing=lambda aws, pattern, stack: (("ivs:CreateChannel",), "")),
        ),
    ],
)
def test_a_step_that_fails_is_the_last_and_nothing_is_made(step: PlanStep, gates: Gates) -> None:
    formation = FakeFormation()

    plan = planned(live(cloudformation=formation), gates)

    assert plan.findings[-1].step is step
    assert [each.is_ok for each in plan.findings].count(False) == 1
    assert not plan.is_applicable
    assert not formation.stacks


def test_missing_permissions_are_named() -> None:
    gates = replace(OPEN, missing=lambda aws, pattern, stack: (("ivs:CreateChannel",), ""))

    problem = planned(live(), gates).findings[-1].problem

    assert problem is not None
    assert problem.params["actions"] == "ivs:CreateChannel"


def test_without_the_linter_the_plan_goes_on_and_says_so() -> None:
    missing = CloudError(ErrorCode.CLOUD_SUPPORT_MISSING, package="cfn-lint")
    gates = replace(OPEN, lint=refused_by(missing), regions=refused_by(missing))

    plan = planned(live(), gates)

    assert plan.is_applicable
    assert [each.step for each in plan.findings if each.problem] == [
        PlanStep.LINT,
        PlanStep.REGION,
    ]


def test_a_quota_that_is_used_up_ends_the_plan() -> None:
    full = FakeClient(list_channels={"Channels": [{}] * 5})
    quotas = FakeClient(list_service_quotas=QUOTAS)

    plan = planned(live(medialive=full, service_quotas=quotas))

    assert plan.findings[-1].step is PlanStep.QUOTA
    assert plan.findings[-1].problem is not None
    assert plan.findings[-1].problem.params["wanted"] == "6"


def test_practice_counts_no_quotas_and_refuses_nobody() -> None:
    plan = planned(fake_aws(PRACTICE, cloudformation=FakeFormation()))

    details = {each.step: each.detail for each in plan.findings}
    assert "practice" in details[PlanStep.QUOTA]
    assert "practice" in details[PlanStep.PERMISSION]


def test_the_price_is_of_the_values_that_would_be_built() -> None:
    asked: list[dict[str, str]] = []

    def price(pattern: Pattern, values: Mapping[str, str], usage: Usage, region: str) -> Price:
        asked.append(dict(values))
        return price_of(pattern, values, usage, region)

    stacks = Stacks(live(), wait=at_once, gates=OPEN, find=find, prices=price)

    stacks.plan(toy(), "show", {**SECRET, "Size": "large"}, usage=Usage(viewers=1))

    assert asked == [{"Size": "large", **SECRET}]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusal("ExpiredToken"), SignInError),
        (refusal("Throttling"), CloudError),
        (EndpointConnectionError(endpoint_url="https://x"), CloudError),
    ],
)
def test_an_account_that_does_not_answer_ends_it_at_once(
    answer: Exception, error: type[CloudError]
) -> None:
    client = FakeClient(describe_stacks=answer)

    with pytest.raises(error):
        planned(live(cloudformation=client))


def test_a_call_that_is_denied_while_planning_is_named_in_its_step() -> None:
    formation = Breaking(FakeFormation(), create_change_set=refusal("AccessDenied"))

    plan = planned(live(cloudformation=formation))

    assert plan.findings[-1].problem is not None
    assert plan.findings[-1].problem.params == {"action": "cloudformation:CreateChangeSet"}


def test_an_architecture_does_not_take_over_the_stack_of_another() -> None:
    formation = FakeFormation()
    stacks = stacks_on(fake_aws(PRACTICE, cloudformation=formation))
    plan = stacks.plan(toy(), "show", SECRET)
    stacks.apply(plan, confirmed="", told=lambda event: None, stop=threading.Event())
    other: Pattern = replace(toy(), id="other")

    with pytest.raises(PlanError) as refused:
        stacks.plan(other, "show", SECRET)

    assert refused.value.problem.code is ErrorCode.STACK_NAME_TAKEN


def test_a_stack_that_is_being_deleted_is_waited_for() -> None:
    formation = FakeFormation()
    stack = formation.put("show", "", "DELETE_IN_PROGRESS")
    stack.tags = [
        {"Key": "livedesk:stack", "Value": "show"},
        {"Key": "livedesk:pattern", "Value": "toy"},
    ]

    with pytest.raises(StackError) as busy:
        planned(live(cloudformation=formation))

    assert busy.value.problem.code is ErrorCode.STACK_BUSY
