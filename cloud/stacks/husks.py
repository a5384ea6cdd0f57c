"""Stacks that are only a name: planned and never built, or taken back while they were built."""

import threading

from cloud.awsclient import Aws
from cloud.errors import ErrorCode, StackError
from cloud.models import StackPhase
from cloud.stacks.pace import HOOK_TIMEOUT_S, Pace
from cloud.stacks.reading import Described, described, phase_of

_ENDED = (StackPhase.ABSENT, StackPhase.FAILED)


def remove_empty(aws: Aws, stack: str, pace: Pace) -> None:
    """Delete a stack that was planned and never built; does nothing to any other.

    Blocks until it is gone, so that its name can be planned with again.
    """
    found = described(aws, stack)
    if found is None or found["StackStatus"] != "REVIEW_IN_PROGRESS":
        return
    others = aws.pages("cloudformation", "list_change_sets", "Summaries", StackName=stack)
    if next(iter(others), None) is None:
        _deleted(aws, str(found["StackId"]), pace)


def clear_husk(aws: Aws, stack: str, pace: Pace) -> None:
    """Delete what is left of a stack whose making was taken back: nothing else can become of it.

    Blocks; raises StackError when it does not go.
    """
    found = described(aws, stack)
    if found is None or found["StackStatus"] != "ROLLBACK_COMPLETE":
        return
    now = _deleted(aws, str(found["StackId"]), pace)
    if now is not None and phase_of(now["StackStatus"]) is not StackPhase.ABSENT:
        raise StackError(
            ErrorCode.STACK_NOT_DELETED,
            stack=stack,
            resource=stack,
            reason=now.get("StackStatusReason") or now["StackStatus"],
        )


def _deleted(aws: Aws, stack_id: str, pace: Pace) -> Described | None:
    """Delete a stack, wait for the end of that and return what is still said of it."""
    aws.call("cloudformation", "delete_stack", StackName=stack_id)
    seen: list[Described | None] = []

    def has_ended() -> bool:
        found = described(aws, stack_id)
        seen.append(found)
        # Right after the call the old status may still stand.
        return found is None or phase_of(found["StackStatus"]) in _ENDED

    pace.until(has_ended, threading.Event(), HOOK_TIMEOUT_S)
    return seen[-1]
