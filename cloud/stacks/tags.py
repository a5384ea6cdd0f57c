"""The tags by which Livedesk knows its stacks and everything in them again."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

STACK = "livedesk:stack"
"""Tag key: name of the stack."""
PATTERN = "livedesk:pattern"
"""Tag key: id of the architecture."""


class Mark(NamedTuple):
    """What the tags of a stack, or of something in it, say; empty where it is not ours."""

    stack: str
    pattern_id: str


def tags_for(stack: str, pattern_id: str) -> list[dict[str, str]]:
    """Return the tags as CloudFormation takes them; it hands them on to every resource."""
    return [{"Key": STACK, "Value": stack}, {"Key": PATTERN, "Value": pattern_id}]


def mark_of(tags: Iterable[Mapping[str, str]]) -> Mark:
    """Read the tags of an answer."""
    found = {tag["Key"]: tag["Value"] for tag in tags}
    return Mark(found.get(STACK, ""), found.get(PATTERN, ""))
