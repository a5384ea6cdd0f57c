"""What the window asks of the cloud: a door to accounts, and one open account behind it."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from cloud.costs.values import AudienceLoad, Price, Usage
from cloud.models import (
    CheckResult,
    Plan,
    ResourceState,
    Running,
    StackEvent,
    StackStatus,
    StepFinding,
    TeardownProof,
)
from cloud.patterns.pattern import Pattern
from cloud.practice.accountmessages import AccountStatus, Mail, Scenario
from cloud.settings import Account, Identity
from encoder.settings import IngestKind

Role = Literal["deployer", "operator", "viewer"]
AskMfa = Callable[[str], str]
"""Gets a prompt, gives six digits; any thread but the GUI's, blocks until the user has typed."""


@dataclass(frozen=True, slots=True)
class Order:
    """What shall be planned."""

    pattern: Pattern
    stack: str
    parameters: Mapping[str, str]
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Quote:
    """What an architecture would cost, and what its audience would do."""

    price: Price
    load: AudienceLoad | None = None
    """None where nothing is delivered to viewers."""


@dataclass(frozen=True, slots=True)
class Look:
    """How everything of ours in an account is at one moment."""

    stacks: tuple[StackStatus, ...]
    running: tuple[Running, ...] = ()
    practice: AccountStatus | None = None
    """Of the practice account."""


@dataclass(frozen=True, slots=True)
class IngestPlace:
    """Where a cloud channel takes the stream."""

    url: str
    key: str = field(repr=False)
    ingest: IngestKind
    name: str = ""
    watch_url: str = ""
    """What viewers open; empty where it is not known."""


class CloudSide(Protocol):
    """One account that was opened. Every call blocks, for minutes some, and raises CloudError."""

    @property
    def identity(self) -> Identity:
        """Who is calling."""
        ...

    def look(self, watched: str) -> Look:
        """Return how all stacks are, `watched` with its resources and outputs."""
        ...

    def plan(self, order: Order, told: Callable[[StepFinding], None]) -> Plan:
        """Find out what would happen, step by step."""
        ...

    def discard(self, plan: Plan) -> None:
        """Forget a plan that is not wanted."""
        ...

    def apply(
        self,
        plan: Plan,
        confirmed: str,
        told: Callable[[StackEvent], None],
        stop: threading.Event,
    ) -> StackStatus:
        """Do it; `stop` only ends the watching."""
        ...

    def follow(
        self, stack: str, told: Callable[[StackEvent], None], stop: threading.Event
    ) -> StackStatus:
        """Go on watching a change that was begun elsewhere."""
        ...

    def destroy(
        self, stack: str, confirmed: str, told: Callable[[StackEvent], None], stop: threading.Event
    ) -> TeardownProof:
        """Tear a stack down, and prove that nothing billable is left."""
        ...

    def drift(self, stack: str) -> tuple[ResourceState, ...]:
        """Compare every resource with its template."""
        ...

    def start(self, stack: str) -> None:
        """Start what is paid while it runs."""
        ...

    def stop(self, stack: str) -> None:
        """Stop what is paid while it runs."""
        ...

    def keep_running_until(self, stack: str, hours: float) -> None:
        """Have what is paid stopped by itself in so many hours."""
        ...

    def check(self, stack: str) -> CheckResult:
        """Verify everything that the practice check asks for."""
        ...

    def places(self, stack: str) -> tuple[IngestPlace, ...]:
        """Return where a stack takes the stream, with keys fetched now."""
        ...

    def mails(self) -> tuple[Mail, ...]:
        """Return the e-mails that practice kept on this machine, oldest first."""
        ...

    def confirm(self, mail: Mail) -> None:
        """Do what opening the link in a mail does; practice only."""
        ...

    def play(self, scenario: Scenario, is_on: bool) -> None:
        """Begin or end some trouble; practice only."""
        ...

    def advance(self, seconds: float) -> None:
        """Put the clock of the practice account forward."""
        ...

    def close(self) -> None:
        """Give connections back; what was made stays."""
        ...


class CloudDoor(Protocol):
    """The way to the cloud; every call blocks, and raises CloudError."""

    def catalogue(self) -> tuple[Pattern, ...]:
        """Read all architectures."""
        ...

    def quote(self, order: Order, region: str) -> Quote:
        """Price one of them."""
        ...

    def regions(self, pattern: Pattern) -> tuple[str, ...]:
        """Return where it can be built."""
        ...

    def profiles(self) -> tuple[str, ...]:
        """Return the names of the AWS profiles on this computer."""
        ...

    def open(self, account: Account, ask_mfa: AskMfa) -> CloudSide:
        """Sign in; starts the practice account where that is chosen."""
        ...

    def has_noted(self, account: Account) -> bool:
        """Tell whether something that is paid by the hour was left running in an account."""
        ...

    def own_address(self, account: Account) -> str:
        """Return this computer's public IPv4 address; asks outside only for a LIVE account."""
        ...

    def policy(self, role: Role, account_id: str, region: str) -> str:
        """Return the IAM policy of deployer, operator or viewer as JSON text."""
        ...
