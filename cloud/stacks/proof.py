"""Looks for what a torn down stack left: everything with its tags, and each resource it had."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cloud.awsclient import Aws
from cloud.errors import CallError
from cloud.models import Leftover, ResourceState, TeardownProof
from cloud.stacks.arns import physical_id_of, type_of
from cloud.stacks.existence import QUESTIONS, action_for, is_billable, is_there
from cloud.stacks.pace import Pace
from cloud.stacks.reading import FindPattern, pattern_or_none
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
    is_tagged: bool = False

    @property
    def identity(self) -> tuple[str, str]:
        """The same for a resource however it was found."""
        is_arn = self.arn.startswith("arn:")
        return self.type, physical_id_of(self.arn) if is_arn else self.arn


@dataclass(frozen=True, slots=True)
class Had:
    """What a stack had before it was torn down; nothing where it was gone already."""

    resources: Sequence[ResourceState] = ()
    pattern_id: str = ""
    skipped: frozenset[str] = frozenset()
    """Logical ids of what CloudFormation left on purpose."""

    def candidates(self, tagged: Iterable[Found]) -> Iterable[Found]:
        """Give everything to look for, once, with all that is known of it."""
        found = {each.identity: each for each in tagged}
        for each in self.resources:
            if each.physical_id:
                own = Found(each.physical_id, each.type, each.logical_id, self.pattern_id)
                known = found.get(own.identity, own)
                found[own.identity] = replace(own, arn=known.arn, is_tagged=known.is_tagged)
        return found.values()


def prove(aws: Aws, stack: str, had: Had, find: FindPattern, pace: Pace) -> TeardownProof:
    """Look at everything the stack had or tagged. Blocks; raises SignInError and CallError."""
    asked = _Asked(aws)
    leftovers = tuple(
        Leftover(
            arn=each.arn,
            type=each.type,
            is_retained=each.logical_id in had.skipped or _is_kept(each, find),
            is_billable=is_billable(each.type),
        )
        for each in had.candidates(asked.tagged(stack))
        if asked.is_there(each)
    )
    left = {Found(each.arn, each.type).identity for each in leftovers}
    return TeardownProof(
        stack=stack,
        account_id=aws.identity().account_id,
        region=aws.region,
        looked_at=pace.now(),
        deleted=tuple(
            each
            for each in had.resources
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
                names = tags.get(LOGICAL_ID, ""), tags.get(PATTERN, "")
                found[arn] = Found(arn, type_of(arn), *names, is_tagged=True)
        return [each for each in found.values() if each.type != "AWS::CloudFormation::Stack"]

    def is_there(self, each: Found) -> bool:
        """Ask its own service; where that says nothing, its tag counts."""
        type_, physical_id = each.identity
        if question := QUESTIONS.get(type_):
            self.calls.add(action_for(question))
        try:
            answer = is_there(self._aws, type_, physical_id)
        except CallError:
            answer = None
        return each.is_tagged if answer is None else answer


def _is_kept(each: Found, find: FindPattern) -> bool:
    """Tell whether the template says that it stays; its own tags name the template."""
    pattern = pattern_or_none(find, each.pattern_id)
    kept = [resource for resource in pattern.resources if resource.is_retained] if pattern else []
    if each.logical_id:
        return each.logical_id in [resource.logical_id for resource in kept]
    return each.type in [resource.type for resource in kept]
