"""What the window knows of the cloud; frozen, pure, no Qt. The cloud owns the truth."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from cloud.errors import Problem
from cloud.models import (
    CheckResult,
    Plan,
    Running,
    StackEvent,
    StackPhase,
    StackStatus,
    StepFinding,
    TeardownProof,
)
from cloud.outbox.sender import SenderState
from cloud.patterns.pattern import Pattern
from cloud.practice.accountmessages import Mail, Scenario
from cloud.settings import Account, Identity

MOST_EVENTS = 500
"""Of one deed; the oldest go first, the first failure never."""


class AccountState(StrEnum):
    """How the account is."""

    CLOSED = "closed"
    """Nobody has asked for it yet."""
    OPENING = "opening"
    OPEN = "open"
    FAILED = "failed"


class Deed(StrEnum):
    """What is done to one stack; at most one at a time."""

    PLAN = "plan"
    APPLY = "apply"
    FOLLOW = "follow"
    """Watching a change that began elsewhere, or before this window."""
    DESTROY = "destroy"
    DRIFT = "drift"
    START = "start"
    STOP = "stop"
    CHECK = "check"


CHANGES = frozenset({Deed.APPLY, Deed.FOLLOW, Deed.DESTROY})
"""Deeds during which the stack itself changes."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is being done to one stack, and what came of the last time."""

    deed: Deed | None = None
    """What runs now."""
    last: Deed | None = None
    """What ended last."""
    findings: tuple[StepFinding, ...] = ()
    plan: Plan | None = None
    events: tuple[StackEvent, ...] = ()
    """Oldest first."""
    first_failure: StackEvent | None = None
    problem: Problem | None = None
    """Why the last deed ended badly."""
    is_unexpected: bool = False
    """It ended in a way that has no name; the log says how."""
    proof: TeardownProof | None = None
    check: CheckResult | None = None
    drift: Mapping[str, str] = field(default_factory=dict)
    """What a comparison with the template found, by the logical id of the resource."""

    @property
    def has_failed(self) -> bool:
        """The last deed ended badly, and nothing was begun since."""
        return self.deed is None and (self.problem is not None or self.is_unexpected)


@dataclass(frozen=True, slots=True)
class CloudSituation:
    """Everything that is known of the cloud."""

    account: Account = field(default_factory=Account)
    state: AccountState = AccountState.CLOSED
    identity: Identity | None = None
    problem: Problem | None = None
    """Why the account can't be used, or could not be asked the last time."""
    is_unexpected: bool = False
    patterns: tuple[Pattern, ...] | None = None
    """None: not read yet."""
    catalogue_problem: Problem | None = None
    stacks: Mapping[str, StackStatus] = field(default_factory=dict)
    """By name; the watched one with its resources."""
    asked_at: datetime | None = None
    """When the account answered last."""
    is_stale: bool = False
    """The last time it did not."""
    works: Mapping[str, Work] = field(default_factory=dict)
    """By the stack's name."""
    running: tuple[Running, ...] = ()
    profiles: tuple[str, ...] = ()
    mails: tuple[Mail, ...] = ()
    scenarios: frozenset[Scenario] = frozenset()
    ahead_s: float = 0.0
    """How far the practice account's clock was put forward."""
    record: SenderState | None = None
    """How far the recording of shows is; None: there is no recorder."""

    @property
    def is_open(self) -> bool:
        """Calls can be made."""
        return self.state is AccountState.OPEN

    def pattern(self, pattern_id: str) -> Pattern | None:
        """Return the architecture of that id."""
        return next((each for each in self.patterns or () if each.id == pattern_id), None)

    def stacks_of(self, pattern_id: str) -> tuple[StackStatus, ...]:
        """Return the stacks that were made of an architecture and still are there."""
        return tuple(
            each
            for each in self.stacks.values()
            if each.pattern_id == pattern_id and each.phase is not StackPhase.ABSENT
        )

    def work(self, stack: str) -> Work:
        """Return what is done to a stack."""
        return self.works.get(stack, Work())

    @property
    def is_changing(self) -> bool:
        """A stack changes, or something is being done to one."""
        phases = {each.phase for each in self.stacks.values()}
        is_busy = any(each.deed is not None for each in self.works.values())
        return is_busy or bool(phases & {StackPhase.CHANGING, StackPhase.DELETING})


def begun(work: Work, deed: Deed) -> Work:
    """Return the work after `deed` was begun: what the last time found is no longer said."""
    fresh = replace(work, deed=deed, problem=None, is_unexpected=False, proof=None)
    if deed is Deed.PLAN:
        return replace(fresh, plan=None, findings=())
    if deed in CHANGES:
        return replace(fresh, events=(), first_failure=None)
    return fresh


def ended(work: Work, problem: Problem | None = None, *, is_unexpected: bool = False) -> Work:
    """Return the work after its deed ended; without a problem it ended well."""
    return replace(work, deed=None, last=work.deed, problem=problem, is_unexpected=is_unexpected)


def found(work: Work, finding: StepFinding) -> Work:
    """Return the work after one step of a plan ended."""
    others = tuple(each for each in work.findings if each.step is not finding.step)
    return replace(work, findings=(*others, finding))


def happened(work: Work, event: StackEvent) -> Work:
    """Return the work after one event; an event that is known already changes nothing."""
    if any(each.id == event.id for each in work.events):
        return work
    first = work.first_failure
    if first is None and event.is_failure:
        first = event
    return replace(work, events=(*work.events, event)[-MOST_EVENTS:], first_failure=first)
