"""Tears a stack down: first what would hold it up or go on costing, then the stack, then proof."""

import threading

from cloud.awsclient import Aws
from cloud.errors import ErrorCode, StackError
from cloud.models import ResourceState, StackPhase, TeardownProof
from cloud.patterns.pattern import Pattern
from cloud.stacks.applying import set_protection, watch
from cloud.stacks.events import newest_event
from cloud.stacks.following import Follower, Told
from cloud.stacks.hooks import Hooks, hooked
from cloud.stacks.pace import Pace
from cloud.stacks.proof import Had, prove
from cloud.stacks.reading import (
    Described,
    FindPattern,
    described,
    pattern_or_none,
    phase_of,
    resources_of,
)
from cloud.stacks.tags import mark_of


class Teardown:
    """One teardown. Blocks; for one thread. A second one goes on where the first ended."""

    def __init__(
        self, aws: Aws, find: FindPattern, pace: Pace, told: Told, stop: threading.Event
    ) -> None:
        """Setting `stop` ends the watching, not the deletion."""
        self._aws = aws
        self._find = find
        self._pace = pace
        self._told = told
        self._stop = stop

    def run(self, stack: str) -> TeardownProof:
        """Tear it down and look for what is left.

        Raises StackError (STACK_NAME_TAKEN, STACK_BUSY, NOT_STARTED, STACK_NOT_DELETED).
        """
        found = described(self._aws, stack)
        phase = phase_of(found["StackStatus"]) if found else StackPhase.ABSENT
        if found is None or phase is StackPhase.ABSENT:
            return prove(self._aws, stack, Had(), self._find, self._pace)
        mark = mark_of(found.get("Tags", ()))
        if mark.stack != stack and phase is not StackPhase.PLANNED:
            raise StackError(ErrorCode.STACK_NAME_TAKEN, stack=stack, pattern="-")
        if phase is StackPhase.CHANGING:
            raise StackError(ErrorCode.STACK_BUSY, stack=stack, status=found["StackStatus"])
        pattern = pattern_or_none(self._find, mark.pattern_id)
        stack_id = str(found["StackId"])
        before = resources_of(self._aws, stack_id)
        begun_after: str | None = ""  # of a deletion that another one began, everything is told
        if phase is not StackPhase.DELETING:
            begun_after = self._delete(found, pattern, before)
        after = before
        if begun_after is not None:
            follower = Follower(self._aws, stack_id, self._pace, self._told, after=begun_after)
            watch(follower, self._aws, stack, stack_id, self._stop)
            after = resources_of(self._aws, stack_id)
        skipped = {each.logical_id for each in after if each.status == "DELETE_SKIPPED"}
        had = Had(before, mark.pattern_id, frozenset(skipped))
        return prove(self._aws, stack, had, self._find, self._pace)

    def _delete(
        self, found: Described, pattern: Pattern | None, before: tuple[ResourceState, ...]
    ) -> str | None:
        """Begin the deletion; returns the newest event before it, None if stopped until then."""
        hooks = Hooks(self._aws, self._pace, self._told, self._stop)
        for each in hooked(pattern, before) if pattern else ():
            hooks.before_deletion(each, is_kept=_is_kept(pattern, each.resource))
        if self._stop.is_set():
            return None
        stack_id = str(found["StackId"])
        if found.get("EnableTerminationProtection"):
            set_protection(self._aws, str(found["StackName"]), is_on=False)
        newest = newest_event(self._aws, stack_id)
        self._aws.call("cloudformation", "delete_stack", StackName=stack_id)
        return newest


def _is_kept(pattern: Pattern | None, resource: ResourceState) -> bool:
    resources = pattern.resources if pattern else ()
    return any(each.is_retained for each in resources if each.logical_id == resource.logical_id)
