"""Carries a plan out, and says what became of it."""

import secrets
import threading
from typing import Any

from cloud.awsclient import Aws
from cloud.errors import ErrorCode, PlanError, StackError
from cloud.models import Plan, StackPhase
from cloud.patterns.pattern import Pattern
from cloud.stacks.changesets import check_change_set
from cloud.stacks.events import first_failure, newest_event
from cloud.stacks.following import Follower, Told
from cloud.stacks.pace import Pace
from cloud.stacks.reading import described, phase_of


def check_confirmed(aws: Aws, stack: str, confirmed: str) -> None:
    """Raise PlanError (NOT_CONFIRMED) unless the name was typed, or nothing can cost anything."""
    if not aws.is_practice and confirmed != stack:
        raise PlanError(ErrorCode.NOT_CONFIRMED, stack=stack)


def carry_out(aws: Aws, plan: Plan, pace: Pace, told: Told, stop: threading.Event) -> None:
    """Execute the plan's change set and watch until it has ended or `stop` is set.

    Raises PlanError (PLAN_OUTDATED) and StackError (STACK_FAILED, after what was done has been
    taken back).
    """
    if not plan.is_applicable or plan.account != aws.account:
        raise PlanError(ErrorCode.PLAN_OUTDATED, stack=plan.stack)
    stack_id = check_change_set(aws, plan.stack, plan.change_set)
    follower = Follower(aws, stack_id, pace, told, after=newest_event(aws, stack_id))
    # What the failed making of a stack made first must go again, data stores too.
    more: dict[str, Any] = {"RetainExceptOnCreate": True} if plan.is_new else {}
    # Of an answer that got lost the call is repeated: by its token it is known as the same one.
    more["ClientRequestToken"] = f"livedesk-{secrets.token_hex(8)}"
    aws.call("cloudformation", "execute_change_set", ChangeSetName=plan.change_set, **more)
    watch(follower, aws, plan.stack, stack_id, stop)


def watch(follower: Follower, aws: Aws, stack: str, stack_id: str, stop: threading.Event) -> None:
    """Watch a change to its end; raises StackError when the change did not succeed."""
    if not follower.follow(stop):
        return
    found = described(aws, stack_id)
    phase = phase_of(found["StackStatus"]) if found else StackPhase.ABSENT
    if found is None or phase in (StackPhase.READY, StackPhase.ABSENT):
        return
    failure = first_failure(follower.events, stack_id)
    is_deletion = found["StackStatus"] == "DELETE_FAILED"
    code = ErrorCode.STACK_NOT_DELETED if is_deletion else ErrorCode.STACK_FAILED
    raise StackError(
        code,
        stack=stack,
        resource=failure.logical_id if failure else stack,
        reason=(failure.reason if failure else found.get("StackStatusReason")) or "?",
    )


def protect(aws: Aws, stack: str, pattern: Pattern) -> None:
    """Turn termination protection on where the stack keeps data."""
    if any(each.is_retained for each in pattern.resources):
        set_protection(aws, stack, is_on=True)


def set_protection(aws: Aws, stack: str, *, is_on: bool) -> None:
    """Turn termination protection on or off."""
    aws.call(
        "cloudformation",
        "update_termination_protection",
        StackName=stack,
        EnableTerminationProtection=is_on,
    )
