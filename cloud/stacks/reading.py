"""Reads what CloudFormation says of stacks: status, parameters, outputs, resources."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from cloud.awsclient import Aws
from cloud.errors import NotThere, TemplateError
from cloud.models import OutputValue, ResourceState, StackPhase, StackStatus
from cloud.patterns.metadata import OutputRole
from cloud.patterns.pattern import Pattern
from cloud.stacks.tags import mark_of

FindPattern = Callable[[str], Pattern]
"""Gives the architecture of an id; raises TemplateError."""

Described = Mapping[str, Any]
"""A stack as `DescribeStacks` gives it."""


def described(aws: Aws, stack: str) -> Described | None:
    """Return what CloudFormation says of a stack (name or ARN); None where there is none."""
    try:
        answer = aws.call("cloudformation", "describe_stacks", StackName=stack)
    except NotThere:
        return None
    found: Described | None = next(iter(answer["Stacks"]), None)
    return found


def all_described(aws: Aws) -> Iterator[Described]:
    """Give all stacks that Livedesk made in this account and region."""
    for each in aws.pages("cloudformation", "describe_stacks", "Stacks"):
        if mark_of(each.get("Tags", ())).pattern_id:
            yield each


def phase_of(status: str) -> StackPhase:
    """Return what one of CloudFormation's words means; empty: there is no stack."""
    match status:
        case "" | "DELETE_COMPLETE":
            return StackPhase.ABSENT
        case "REVIEW_IN_PROGRESS":
            return StackPhase.PLANNED
        case "DELETE_IN_PROGRESS":
            return StackPhase.DELETING
    if status.endswith("_IN_PROGRESS"):
        return StackPhase.CHANGING
    if status.endswith("_FAILED"):
        return StackPhase.FAILED
    if "ROLLBACK" in status:
        return StackPhase.ROLLED_BACK
    return StackPhase.READY


def is_moving(status: str) -> bool:
    """Tell whether CloudFormation is at work on a stack of that status."""
    return phase_of(status) in (StackPhase.CHANGING, StackPhase.DELETING)


def pattern_or_none(find: FindPattern, pattern_id: str) -> Pattern | None:
    """Return the architecture, or None where this version of Livedesk has none of that id."""
    try:
        return find(pattern_id)
    except TemplateError:
        return None


def status_of(
    stack: Described, pattern: Pattern | None, resources: tuple[ResourceState, ...] = ()
) -> StackStatus:
    """Return a described stack as a value, with the roles that `pattern` gives its outputs."""
    roles = pattern.about.outputs if pattern else {}
    return StackStatus(
        stack=stack["StackName"],
        phase=phase_of(stack["StackStatus"]),
        status=stack["StackStatus"],
        pattern_id=mark_of(stack.get("Tags", ())).pattern_id,
        reason=stack.get("StackStatusReason", ""),
        created_at=utc(stack.get("CreationTime")),
        changed_at=utc(stack.get("LastUpdatedTime")),
        parameters=open_parameters(stack, pattern),
        outputs=tuple(
            OutputValue(
                each["OutputKey"],
                each["OutputValue"],
                roles.get(each["OutputKey"], OutputRole.SHOWN),
                each.get("Description", ""),
            )
            for each in stack.get("Outputs", ())
        ),
        resources=resources,
    )


def open_parameters(stack: Described, pattern: Pattern | None) -> dict[str, str]:
    """Return the parameters of a stack without the secret ones."""
    secret = {each.name for each in pattern.parameters if each.is_secret} if pattern else set()
    return {
        each["ParameterKey"]: value
        for each in stack.get("Parameters", ())
        if each["ParameterKey"] not in secret
        and set(value := each.get("ParameterValue", "")) != {"*"}
    }


def resources_of(aws: Aws, stack: str) -> tuple[ResourceState, ...]:
    """Return the resources of a stack (name or ARN; after its deletion the ARN)."""
    return tuple(
        ResourceState(
            logical_id=each["LogicalResourceId"],
            type=each["ResourceType"],
            physical_id=each.get("PhysicalResourceId", ""),
            status=each["ResourceStatus"],
            reason=each.get("ResourceStatusReason", ""),
            drift=_drift(each.get("DriftInformation", {}).get("StackResourceDriftStatus", "")),
        )
        for each in aws.pages(
            "cloudformation", "list_stack_resources", "StackResourceSummaries", StackName=stack
        )
    )


def utc(at: datetime | None) -> datetime | None:
    """Return a time of an answer in UTC."""
    return at.astimezone(UTC) if at else None


def _drift(status: str) -> str:
    return "" if status == "NOT_CHECKED" else status
