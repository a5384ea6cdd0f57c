"""The face of the engine: plan, apply, follow, compare, start, stop and tear down stacks."""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec.structs import replace

from cloud.awsclient import Aws
from cloud.costs.pricing import price_of
from cloud.costs.values import Usage
from cloud.errors import ErrorCode
from cloud.models import (
    Plan,
    ResourceState,
    StackPhase,
    StackStatus,
    StepFinding,
    TeardownProof,
)
from cloud.patterns.catalogue import pattern as pattern_of
from cloud.patterns.metadata import HookKind, OutputRole, Suggestion
from cloud.patterns.pattern import Pattern
from cloud.stacks.applying import carry_out, check_confirmed, protect, watch
from cloud.stacks.artefactstep import stack_outputs
from cloud.stacks.changesets import delete_change_set
from cloud.stacks.drift import detect_drift
from cloud.stacks.events import EventFeed, first_failure, problem_of
from cloud.stacks.following import Follower, Told
from cloud.stacks.gates import Gates
from cloud.stacks.hooks import Hooked, Hooks, hooked
from cloud.stacks.husks import remove_empty
from cloud.stacks.pace import Wait, pace_of, utc_now, wait_for
from cloud.stacks.planning import Means, Planner, Prices
from cloud.stacks.reading import (
    FindPattern,
    all_described,
    described,
    pattern_or_none,
    resources_of,
    status_of,
)
from cloud.stacks.tags import mark_of
from cloud.stacks.teardown import Teardown
from cloud.stacks.wishes import Wish

_TROUBLE = (StackPhase.ROLLED_BACK, StackPhase.FAILED)


def _unheard(told: object) -> None:
    """Tell nobody."""


class Stacks:
    """The stacks of one account and region. Every method blocks; any thread may call them.

    All raise SignInError and CallError. `told` is called on the calling thread. Setting a `stop`
    ends the watching, never the change itself.
    """

    def __init__(
        self,
        aws: Aws,
        *,
        clock: Callable[[], datetime] = utc_now,
        wait: Wait = wait_for,
        prices: Prices = price_of,
        gates: Gates | None = None,
        find: FindPattern = pattern_of,
    ) -> None:
        """Tests hand in time, prices, gates and a catalogue of their own."""
        self._aws = aws
        self._pace = pace_of(is_practice=aws.is_practice, now=clock, wait=wait)
        self._means = Means(aws, self._pace, gates or Gates(), prices, find)
        self._find = find

    # ---- looking ----

    def list(self) -> tuple[StackStatus, ...]:
        """Return our stacks, without resources."""
        return tuple(
            status_of(each, pattern_or_none(self._find, mark_of(each["Tags"]).pattern_id))
            for each in all_described(self._aws)
        )

    def status(self, stack: str) -> StackStatus:
        """Return a stack with its resources; its phase is ABSENT where there is none."""
        found = described(self._aws, stack)
        if found is None:
            return StackStatus(stack, StackPhase.ABSENT, "")
        pattern = pattern_or_none(self._find, mark_of(found.get("Tags", ())).pattern_id)
        status = status_of(found, pattern, resources_of(self._aws, found["StackId"]))
        if status.phase not in _TROUBLE:
            return status
        stack_id = found["StackId"]
        failure = first_failure(EventFeed(self._aws, stack_id).fresh(), stack_id)
        is_deletion = status.status == "DELETE_FAILED"
        code = ErrorCode.STACK_NOT_DELETED if is_deletion else ErrorCode.STACK_FAILED
        return replace(status, problem=problem_of(code, stack, failure, status.reason))

    def suggestions(self, pattern: Pattern) -> dict[str, dict[str, str]]:
        """Return, for each parameter that takes an output of another stack, stack name -> value."""
        found = {}
        for each in pattern.parameters:
            if each.field.suggestion is Suggestion.STACK_OUTPUT:
                role = OutputRole(each.field.from_)
                found[each.name] = stack_outputs(self._aws, self._find, role)
        return found

    def drift(
        self, stack: str, *, stop: threading.Event | None = None
    ) -> tuple[ResourceState, ...]:
        """Return its resources with what was changed behind CloudFormation's back."""
        return detect_drift(self._aws, stack, self._pace, stop or threading.Event())

    # ---- changing ----

    def plan(
        self,
        pattern: Pattern,
        stack: str,
        parameters: Mapping[str, str],
        *,
        usage: Usage = Usage(),  # noqa: B008 - frozen
        told: Callable[[StepFinding], None] = _unheard,
    ) -> Plan:
        """Find out what would happen; nothing is built. A failing step is the plan's last.

        Values that are not given stay what they are, or are the default. Raises PlanError
        (STACK_NAME_TAKEN) and StackError (STACK_BUSY).
        """
        return Planner(self._means, Wish(pattern, stack, parameters, usage)).make(told)

    def discard(self, plan: Plan) -> None:
        """Take a plan back, with the empty stack that CloudFormation made for it."""
        if plan.change_set:
            delete_change_set(self._aws, plan.change_set)
            remove_empty(self._aws, plan.stack, self._pace)

    def apply(
        self, plan: Plan, *, confirmed: str, told: Told, stop: threading.Event
    ) -> StackStatus:
        """Do what the plan says; LIVE only if `confirmed` is the stack's name.

        Raises PlanError (NOT_CONFIRMED, PLAN_OUTDATED) and StackError with the first failure,
        after everything has been taken back.
        """
        check_confirmed(self._aws, plan.stack, confirmed)
        carry_out(self._aws, plan, self._pace, told, stop)
        return self._ended(plan.stack)

    def follow(self, stack: str, *, told: Told, stop: threading.Event) -> StackStatus:
        """Watch a change that began elsewhere, from its beginning; raises StackError."""
        found = described(self._aws, stack)
        if found is not None:
            stack_id = found["StackId"]
            follower = Follower(self._aws, stack_id, self._pace, told)
            watch(follower, self._aws, stack, stack_id, stop)
        return self._ended(stack)

    def destroy(
        self, stack: str, *, confirmed: str, told: Told, stop: threading.Event
    ) -> TeardownProof:
        """Tear a stack down and look for what is left; goes on with what was begun before."""
        check_confirmed(self._aws, stack, confirmed)
        return Teardown(self._aws, self._find, self._pace, told, stop).run(stack)

    def _ended(self, stack: str) -> StackStatus:
        status = self.status(stack)
        pattern = pattern_or_none(self._find, status.pattern_id)
        if pattern is not None and status.phase is StackPhase.READY:
            protect(self._aws, stack, pattern)
        return status

    # ---- what is paid by the hour ----

    def start(
        self, stack: str, *, told: Told = _unheard, stop: threading.Event | None = None
    ) -> None:
        """Start what the stack has to start, and wait until it runs: it is paid from then on."""
        hooks = Hooks(self._aws, self._pace, told, stop or threading.Event())
        for each in self._startable(stack):
            hooks.start_channel(each.resource)

    def stop_running(
        self, stack: str, *, told: Told = _unheard, stop: threading.Event | None = None
    ) -> None:
        """Stop it, and wait until it is idle."""
        hooks = Hooks(self._aws, self._pace, told, stop or threading.Event())
        for each in self._startable(stack):
            hooks.stop_channel(each.resource)

    def _startable(self, stack: str) -> tuple[Hooked, ...]:
        status = self.status(stack)
        pattern = pattern_or_none(self._find, status.pattern_id)
        if pattern is None:
            return ()
        return tuple(
            each
            for each in hooked(pattern, status.resources)
            if each.kind is HookKind.MEDIALIVE_CHANNEL
        )
