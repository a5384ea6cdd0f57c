"""Reads the events of a stack: in order, none twice, and where the trouble began."""

from collections.abc import Iterable, Mapping
from typing import Any

from cloud.awsclient import Aws
from cloud.errors import ErrorCode, Problem
from cloud.models import StackEvent
from cloud.stacks.reading import utc

STACK_TYPE = "AWS::CloudFormation::Stack"
# With these an operation begins; a rollback belongs to the operation that is taken back.
BEGINNINGS = frozenset(
    {"CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS", "IMPORT_IN_PROGRESS"}
)


class EventFeed:
    """The events of one stack, told once each. For one thread."""

    def __init__(self, aws: Aws, stack_id: str, *, after: str = "") -> None:
        """`after`: id of the newest event that is known; without it, the last operation is told."""
        self._aws = aws
        self._stack_id = stack_id
        self._seen = {after} if after else set[str]()
        self.last_status = ""
        """Of the stack itself, in the newest of its own events that was told."""

    def fresh(self) -> list[StackEvent]:
        """Return what came since the last time, oldest first."""
        found: list[StackEvent] = []
        is_first = not self._seen
        for answer in self._pages():
            if answer["EventId"] in self._seen:
                break
            found.append(event_of(answer))
            if is_first and self._is_beginning(found[-1]):
                break
        found.reverse()
        self._seen.update(each.id for each in found)
        for each in found:
            if is_of_stack(each, self._stack_id):
                self.last_status = each.status
        return found

    def _is_beginning(self, event: StackEvent) -> bool:
        return is_of_stack(event, self._stack_id) and event.status in BEGINNINGS

    def _pages(self) -> Iterable[Mapping[str, Any]]:
        return self._aws.pages(
            "cloudformation", "describe_stack_events", "StackEvents", StackName=self._stack_id
        )


def newest_event(aws: Aws, stack_id: str) -> str:
    """Return the id of the newest event; empty where there is none."""
    pages = aws.pages("cloudformation", "describe_stack_events", "StackEvents", StackName=stack_id)
    return next((str(each["EventId"]) for each in pages), "")


def event_of(answer: Mapping[str, Any]) -> StackEvent:
    """Return an event as a value. Properties are left out: they may hold what nobody should see."""
    at = utc(answer["Timestamp"])
    assert at is not None  # a required member of the answer
    return StackEvent(
        id=answer["EventId"],
        at=at,
        logical_id=answer.get("LogicalResourceId", ""),
        type=answer.get("ResourceType", ""),
        status=answer.get("ResourceStatus", ""),
        reason=answer.get("ResourceStatusReason", ""),
        physical_id=answer.get("PhysicalResourceId", ""),
    )


def is_of_stack(event: StackEvent, stack_id: str) -> bool:
    """Tell whether an event is of the stack as a whole."""
    return event.type == STACK_TYPE and event.physical_id == stack_id


def first_failure(events: Iterable[StackEvent], stack_id: str) -> StackEvent | None:
    """Return the failure from which the others follow: the first of a resource, if there is one."""
    failures = [each for each in events if each.is_failure]
    of_resources = [each for each in failures if not is_of_stack(each, stack_id)]
    return next(iter(of_resources or failures), None)


def problem_of(
    code: ErrorCode, stack: str, failure: StackEvent | None, otherwise: str = ""
) -> Problem:
    """Return why an operation on a stack failed, with the name of the resource that began it."""
    resource = failure.logical_id if failure else stack
    reason = failure.reason if failure else otherwise
    return Problem(code, {"stack": stack, "resource": resource, "reason": reason or "?"})
