"""Stacks that are only a name: planned and never built, or taken back while they were built."""

import threading

from cloud.awsclient import Aws
from cloud.errors import ErrorCode, StackError
from cloud.models import StackPhase
from cloud.stacks.pace import HOOK_TIMEOUT_S, Pace
from cloud.stacks.reading import described, phase_of


def remove_empty(aws: Aws, stack: str) -> None:
    """Delete a stack that was planned and never built; does nothing to any other."""
    found = described(aws, stack)
    if found is None or found["StackStatus"] != "REVIEW_IN_PROGRESS":
        return
    others = aws.pages("cloudformation", "list_change_sets", "Summaries", StackName=stack)
    if next(iter(others), None) is None:
        aws.call("cloudformation", "delete_stack", StackName=found["StackId"])


def clear_husk(aws: Aws, stack: str, pace: Pace) -> None:
    """Delete what is left of a stack whose making was taken back: nothing else can become of it.

    Blocks; raises StackError when it does not go.
    """
    found = described(aws, stack)
    if found is None or found["StackStatus"] != "ROLLBACK_COMPLETE":
        return
    stack_id = found["StackId"]
    aws.call("cloudformation", "delete_stack", StackName=stack_id)

    def is_gone() -> bool:
        now = described(aws, stack_id)
        return now is None or phase_of(now["StackStatus"]) is not StackPhase.DELETING

    pace.until(is_gone, threading.Event(), HOOK_TIMEOUT_S)
    now = described(aws, stack_id)
    if now is not None and phase_of(now["StackStatus"]) is not StackPhase.ABSENT:
        raise StackError(
            ErrorCode.STACK_NOT_DELETED,
            stack=stack,
            resource=stack,
            reason=now.get("StackStatusReason") or now["StackStatus"],
        )
