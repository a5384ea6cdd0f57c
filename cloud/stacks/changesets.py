"""Change sets: what CloudFormation says it would do, before it does it."""

import contextlib
import secrets
import threading
from collections.abc import Mapping
from typing import Any

from cloud.awsclient import Aws
from cloud.errors import ErrorCode, NotThere, PlanError
from cloud.models import Action, Change, Replacement
from cloud.patterns.pattern import Pattern
from cloud.stacks.pace import CHANGE_SET_TIMEOUT_S, Pace
from cloud.stacks.tags import tags_for

UNCHANGED = ("didn't contain changes", "No updates are to be performed")
"""What CloudFormation says when there is nothing to do; it has no code for it."""


class NothingToDo(Exception):
    """The stack already is what is asked for."""


def create_change_set(
    aws: Aws,
    pattern: Pattern,
    stack: str,
    arguments: Mapping[str, Any],
    *,
    is_new: bool,
) -> str:
    """Begin to make a change set and return its ARN. `arguments`: template and Parameters."""
    # A table that a stack of the same name left on purpose is taken in again, with its rows.
    keeps = is_new and any(each.is_retained for each in pattern.resources)
    more: dict[str, Any] = {"ImportExistingResources": True} if keeps else {}
    answer = aws.call(
        "cloudformation",
        "create_change_set",
        StackName=stack,
        # Random, so that two windows that plan at once do not meet in one name.
        ChangeSetName=f"livedesk-{secrets.token_hex(6)}",
        ChangeSetType="CREATE" if is_new else "UPDATE",
        Capabilities=_capabilities(pattern),
        Tags=tags_for(stack, pattern.id),
        **more,
        **arguments,
    )
    return str(answer["Id"])


def wait_for_change_set(aws: Aws, stack: str, change_set: str, pace: Pace) -> tuple[Change, ...]:
    """Wait until it is made and return what it would do; raises NothingToDo and PlanError."""
    answers: list[dict[str, Any]] = []

    def is_made() -> bool:
        answers.append(_describe(aws, change_set))
        return answers[-1]["Status"] not in ("CREATE_PENDING", "CREATE_IN_PROGRESS")

    if not pace.until(is_made, threading.Event(), CHANGE_SET_TIMEOUT_S):
        raise PlanError(
            ErrorCode.PLAN_REFUSED, stack=stack, reason="it takes longer than three minutes"
        )
    answer = answers[-1]
    if answer["Status"] == "FAILED":
        reason = answer.get("StatusReason", "")
        if any(each in reason for each in UNCHANGED):
            raise NothingToDo
        raise PlanError(ErrorCode.PLAN_REFUSED, stack=stack, reason=reason or "?")
    found = [*answer.get("Changes", ())]
    while token := answer.get("NextToken"):
        answer = _describe(aws, change_set, NextToken=token)
        found += answer.get("Changes", ())
    return tuple(_change(each["ResourceChange"]) for each in found if "ResourceChange" in each)


def check_change_set(aws: Aws, stack: str, change_set: str) -> str:
    """Return the stack's ARN if it can still be carried out; raises PlanError (PLAN_OUTDATED)."""
    try:
        answer = _describe(aws, change_set)
    except NotThere:
        raise PlanError(ErrorCode.PLAN_OUTDATED, stack=stack) from None
    if answer.get("StackName") != stack or answer.get("ExecutionStatus") != "AVAILABLE":
        raise PlanError(ErrorCode.PLAN_OUTDATED, stack=stack)
    return str(answer["StackId"])


def delete_change_set(aws: Aws, change_set: str) -> None:
    """Take it back; does nothing when it has gone already."""
    with contextlib.suppress(NotThere):
        aws.call("cloudformation", "delete_change_set", ChangeSetName=change_set)


def _describe(aws: Aws, change_set: str, **more: str) -> dict[str, Any]:
    return aws.call("cloudformation", "describe_change_set", ChangeSetName=change_set, **more)


def _capabilities(pattern: Pattern) -> list[str]:
    has_roles = any(each.type.startswith("AWS::IAM::") for each in pattern.resources)
    return ["CAPABILITY_NAMED_IAM"] if has_roles else []


def _change(answer: Mapping[str, Any]) -> Change:
    targets = (each.get("Target", {}) for each in answer.get("Details", ()))
    # Tags and metadata have no name of a property, only the attribute.
    names = (each.get("Name") or each.get("Attribute") for each in targets)
    return Change(
        action=Action(answer["Action"]),
        logical_id=answer["LogicalResourceId"],
        type=answer["ResourceType"],
        replacement=Replacement(answer.get("Replacement", "False")),
        physical_id=answer.get("PhysicalResourceId", ""),
        properties=tuple(dict.fromkeys(name for name in names if name)),
    )
