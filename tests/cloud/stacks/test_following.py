import threading
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from cloud.errors import CloudUnreachable, SignInError
from cloud.models import StackEvent
from cloud.stacks.following import MOST_LOST, SETTLING_LOOKS, Follower
from cloud.stacks.pace import Pace
from tests.cloud.stacks.toys import SECRET, at_once, stacks_on, toy
from tests.fakes.aws import PRACTICE, Breaking, Paginator, fake_aws, refusal
from tests.fakes.formation import FakeFormation

FAST = Pace(1.0, wait=at_once)
TIMED_OUT = ReadTimeoutError(endpoint_url="https://x")


class Away:
    """A CloudFormation whose events can't be had for so many calls."""

    def __init__(self, formation: FakeFormation, calls: int, error: Exception) -> None:
        self._formation = formation
        self._calls = calls
        self._error = error

    def __getattr__(self, operation: str) -> Any:
        return getattr(self._formation, operation)

    def describe_stack_events(self, **asked: str) -> Any:
        self._calls -= 1
        if self._calls >= 0:
            raise self._error
        return self._formation.describe_stack_events(**asked)

    def get_paginator(self, operation: str) -> Paginator:
        return Paginator(getattr(self, operation))


def follower(formation: FakeFormation, told: list[StackEvent], after: str = "") -> Follower:
    aws = fake_aws(PRACTICE, cloudformation=formation)
    return Follower(aws, formation.stacks[-1].id, Pace(1.0, wait=at_once), told.append, after=after)


def test_a_status_without_its_event_counts_after_a_while() -> None:
    formation = FakeFormation()
    formation.put("show", "")
    looks: list[int] = []
    aws = fake_aws(PRACTICE, cloudformation=formation)

    def wait(stop: threading.Event, seconds: float) -> bool:
        looks.append(1)
        return False

    watching = Follower(aws, formation.stacks[0].id, Pace(1.0, wait=wait), print)

    assert watching.follow(threading.Event())
    assert len(looks) == SETTLING_LOOKS


@pytest.mark.parametrize("error", [refusal("Throttling"), TIMED_OUT])
def test_looks_that_fail_for_a_while_do_not_end_the_watching(error: Exception) -> None:
    formation = FakeFormation()
    stacks = stacks_on(fake_aws(PRACTICE, cloudformation=formation))
    plan = stacks.plan(toy(), "show", SECRET)
    formation.execute_change_set(plan.change_set)
    away = Away(formation, MOST_LOST, error)
    told: list[StackEvent] = []
    aws = fake_aws(PRACTICE, cloudformation=away)

    assert Follower(aws, formation.stacks[0].id, FAST, told.append).follow(threading.Event())
    assert told[-1].status == "CREATE_COMPLETE"
    assert len({each.id for each in told}) == len(told)


def test_who_is_away_for_long_is_told_so() -> None:
    formation = FakeFormation()
    formation.put("show", "")
    aws = fake_aws(PRACTICE, cloudformation=Away(formation, MOST_LOST + 1, TIMED_OUT))

    with pytest.raises(CloudUnreachable):
        Follower(aws, formation.stacks[0].id, FAST, print).follow(threading.Event())


def test_a_sign_in_that_expires_is_told_at_once() -> None:
    formation = FakeFormation()
    formation.put("show", "")
    aws = fake_aws(PRACTICE, cloudformation=Away(formation, 1, refusal("ExpiredToken")))

    with pytest.raises(SignInError):
        Follower(aws, formation.stacks[0].id, FAST, print).follow(threading.Event())


def test_stopping_ends_only_the_watching() -> None:
    formation = FakeFormation()
    stack = formation.put("show", "", "UPDATE_IN_PROGRESS")
    stop = threading.Event()
    stop.set()

    assert not follower(formation, []).follow(stop)
    assert stack.status == "UPDATE_IN_PROGRESS"


def test_a_stack_that_is_forgotten_has_ended() -> None:
    formation = FakeFormation()
    formation.put("show", "")
    forgotten = refusal("ValidationError", "Stack with id show does not exist")
    aws = fake_aws(PRACTICE, cloudformation=Breaking(formation, describe_stacks=forgotten))
    watching = Follower(aws, formation.stacks[0].id, Pace(1.0, wait=at_once), print)

    assert watching.follow(threading.Event())
