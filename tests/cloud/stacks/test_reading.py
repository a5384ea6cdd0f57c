from datetime import UTC, datetime, timedelta, timezone

import pytest

from cloud.models import StackPhase
from cloud.patterns.metadata import OutputRole
from cloud.stacks.reading import described, is_moving, open_parameters, phase_of, status_of, utc
from tests.cloud.stacks.toys import toy
from tests.fakes.aws import fake_aws
from tests.fakes.formation import FakeFormation

STACK = {
    "StackName": "show",
    "StackStatus": "UPDATE_COMPLETE",
    "Tags": [{"Key": "livedesk:pattern", "Value": "toy"}],
    "Parameters": [
        {"ParameterKey": "Size", "ParameterValue": "small"},
        {"ParameterKey": "Secret", "ParameterValue": "clear-text"},
        {"ParameterKey": "Other", "ParameterValue": "****"},
    ],
    "Outputs": [{"OutputKey": "Arn", "OutputValue": "arn:x", "Description": "The channel"}],
}


@pytest.mark.parametrize(
    ("status", "phase"),
    [
        ("", StackPhase.ABSENT),
        ("DELETE_COMPLETE", StackPhase.ABSENT),
        ("REVIEW_IN_PROGRESS", StackPhase.PLANNED),
        ("CREATE_IN_PROGRESS", StackPhase.CHANGING),
        ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", StackPhase.CHANGING),
        ("UPDATE_ROLLBACK_IN_PROGRESS", StackPhase.CHANGING),
        ("CREATE_COMPLETE", StackPhase.READY),
        ("IMPORT_COMPLETE", StackPhase.READY),
        ("ROLLBACK_COMPLETE", StackPhase.ROLLED_BACK),
        ("UPDATE_ROLLBACK_COMPLETE", StackPhase.ROLLED_BACK),
        ("ROLLBACK_FAILED", StackPhase.FAILED),
        ("DELETE_FAILED", StackPhase.FAILED),
        ("DELETE_IN_PROGRESS", StackPhase.DELETING),
    ],
)
def test_each_status_has_one_meaning(status: str, phase: StackPhase) -> None:
    assert phase_of(status) is phase
    assert is_moving(status) == (phase in (StackPhase.CHANGING, StackPhase.DELETING))


def test_outputs_get_the_roles_that_the_architecture_gives_them() -> None:
    status = status_of(STACK, toy())

    assert status.output(OutputRole.CHANNEL_ARN) == "arn:x"
    assert status.pattern_id == "toy"
    assert status_of(STACK, None).outputs[0].role is OutputRole.SHOWN


def test_no_secret_is_shown_whatever_the_answer_says() -> None:
    assert open_parameters(STACK, toy()) == {"Size": "small"}


def test_a_stack_that_is_not_there_is_none() -> None:
    assert described(fake_aws(cloudformation=FakeFormation()), "show") is None


def test_times_are_utc() -> None:
    tokyo = datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=9)))

    assert utc(tokyo) == datetime(2026, 11, 21, tzinfo=UTC)
    assert utc(None) is None
