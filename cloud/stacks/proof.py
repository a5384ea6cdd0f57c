"""Looks for what a torn down stack left: everything with its tags, and each resource it had."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cloud.awsclient import Aws
from cloud.errors import CallError
from cloud.models import Leftover, ResourceState, TeardownProof
from cloud.patterns.pattern import Pattern
from cloud.stacks.arns import physical_id_of, type_of
from cloud.stacks.existence import QUESTIONS, action_for, is_billable, is_there
from cloud.stacks.pace import Pace
from cloud.stacks.tags import PATTERN, STACK

GLOBAL_REGION = "us-east-1"
"""Where global resources (CloudFront, IAM) have their tags."""
LOGICAL_ID = "aws:cloudformation:logical-id"
"""Tag that CloudFormation itself adds to most resources."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that has the stack's tag, or had been in the stack."""

    arn: str
    """Or the physical id, where only that is known."""
    type: str
    logical_id: str = ""
    pattern_id: str = ""

    @property
    def identity(self) -> tuple[str, str]:
        """The same for a resource however it was found."""
        is_arn = self.arn.startswith("arn:")
        return self.type, physical_id_of(self.arn) if is_arn else self.arn


def prove(
    aws: Aws,
    stack: str,
    pattern: Pattern | None,
    before: Sequence[ResourceState],
    after: Sequence[ResourceState],
    pace: Pace,
) -> TeardownProof:
    """Look at everything the stack had or tagged. Blocks; raises SignInError and CallError.

    `before`: its resources as the deletion began; `after`: as it ended, as far as that is told.
    """
    asked = _Asked(aws)
    tagged = asked.tagged(stack)
    candidates = {each.identity: each for each in _of_stack(before)}
    candidates |= {each.identity: each for each in tagged}
    kept = _retained(pattern)
    skipped = {each.logical_id for each in after if each.status == "DELETE_SKIPPED"}
    leftovers = tuple(
        Leftover(
            arn=each.arn,
            type=each.type,
            is_retained=_is_retained(each, kept, skipped),
            is_billable=is_billable(each.type),
        )
        for each in candidates.values()
        if asked.is_there(each, is_tagged=each in tagged)
    )
    left = {Found(each.arn, each.type).identity for each in leftovers}
    return TeardownProof(
        stack=stack,
        account_id=aws.identity().account_id,
        region=aws.region,
        looked_at=pace.now(),
        deleted=tuple(
            each
            for each in before
            if each.physical_id and Found(each.physical_id, each.type).identity not in left
        ),
        leftovers=leftovers,
        looked_by=tuple(sorted(asked.calls)),
    )


class _Asked:
    """Asks, and remembers what was asked."""

    def __init__(self, aws: Aws) -> None:
        self._aws = aws
        self.calls: set[str] = set()

    def tagged(self, stack: str) -> list[Found]:
        """Return everything with the stack's tag, here and where global resources are."""
        self.calls.add("tag:GetResources")
        found: dict[str, Found] = {}
        for region in dict.fromkeys((self._aws.region, GLOBAL_REGION)):
            for each in self._aws.pages(
                "resourcegroupstaggingapi",
                "get_resources",
                "ResourceTagMappingList",
                region=region,
                TagFilters=[{"Key": STACK, "Values": [stack]}],
            ):
                tags = {tag["Key"]: tag["Value"] for tag in each["Tags"]}
                arn = each["ResourceARN"]
                found[arn] = Found(
                    arn, type_of(arn), tags.get(LOGICAL_ID, ""), tags.get(PATTERN, "")
                )
        return [each for each in found.values() if each.type != "AWS::CloudFormation::Stack"]

    def is_there(self, each: Found, *, is_tagged: bool) -> bool:
        """Ask its own service; where that says nothing, its tag counts."""
        type_, physical_id = each.identity
        if question := QUESTIONS.get(type_):
            self.calls.add(action_for(question))
        try:
            answer = is_there(self._aws, type_, physical_id)
        except CallError:
            answer = None
        return is_tagged if answer is None else answer


def _of_stack(resources: Iterable[ResourceState]) -> Iterable[Found]:
    return (
        Found(each.physical_id, each.type, each.logical_id)
        for each in resources
        if each.physical_id
    )


def _retained(pattern: Pattern | None) -> dict[str, str]:
    resources = pattern.resources if pattern else ()
    return {each.logical_id: each.type for each in resources if each.is_retained}


def _is_retained(each: Found, kept: dict[str, str], skipped: set[str]) -> bool:
    if each.logical_id:
        return each.logical_id in kept or each.logical_id in skipped
    return each.type in kept.values()
