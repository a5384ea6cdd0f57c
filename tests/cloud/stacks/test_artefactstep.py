import threading

import pytest

from cloud.errors import ErrorCode, PlanError
from cloud.patterns.metadata import OutputRole
from cloud.stacks.artefactstep import artefact_bucket, provide, stack_outputs
from tests.cloud.stacks.toys import CODED_PATTERN, OPEN, PATTERNS, find, stacks_on
from tests.fakes.aws import PRACTICE, fake_aws
from tests.fakes.formation import FakeFormation


def test_the_bucket_is_an_output_of_a_stack_of_ours() -> None:
    formation = FakeFormation()
    aws = fake_aws(PRACTICE, cloudformation=formation)
    assert artefact_bucket(aws, find) == ""

    stacks = stacks_on(aws)
    plan = stacks.plan(PATTERNS["artefacts"], "store", {})
    stacks.apply(plan, confirmed="", told=lambda event: None, stop=threading.Event())

    assert artefact_bucket(aws, find) == "value-of-Bucket"
    assert stack_outputs(aws, find, OutputRole.CHANNEL_ARN) == {}


def test_each_parameter_gets_what_it_stands_for() -> None:
    provided = provide(fake_aws(PRACTICE), CODED_PATTERN.parameters, "code", OPEN.workshop, "coded")

    assert provided == {"CodeBucket": "code", "CodeKey": "functions/recorder-1234.zip"}


def test_without_a_bucket_it_is_said_what_comes_first() -> None:
    with pytest.raises(PlanError) as refused:
        provide(fake_aws(PRACTICE), CODED_PATTERN.parameters, "", OPEN.workshop, "coded")

    assert refused.value.problem.code is ErrorCode.NEEDED_FIRST


def test_what_needs_no_code_needs_no_bucket() -> None:
    assert provide(fake_aws(PRACTICE), (), "", OPEN.workshop, "toy") == {}
