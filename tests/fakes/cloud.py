"""A cloud without an account: the real catalogue, and stacks that become what a test says."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from cloud.costs.audience import audience_load
from cloud.costs.pricing import price_of
from cloud.errors import CloudError
from cloud.models import (
    CheckResult,
    Plan,
    ResourceState,
    Running,
    StackEvent,
    StackPhase,
    StackStatus,
    StepFinding,
    TeardownProof,
)
from cloud.patterns.catalogue import catalogue
from cloud.patterns.pattern import Pattern
from cloud.practice.accountmessages import ACCOUNT_ID, AccountStatus, Mail, Scenario
from cloud.settings import Account, Identity
from desktop.bridges.clouddoor import AskMfa, IngestPlace, Look, Order, Quote, Role

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


class FakeSide:
    """A CloudSide; what it answers stands in its fields, what it was asked in `asked`."""

    def __init__(self, account: Account) -> None:
        arn = f"arn:aws:sts::{ACCOUNT_ID}:assumed-role/Operator/sato"
        self.identity = Identity(account, ACCOUNT_ID, arn)
        self.asked: list[tuple[str, object]] = []
        self.stacks: dict[str, StackStatus] = {}
        self.running: tuple[Running, ...] = ()
        self.scenarios: set[Scenario] = set()
        self.findings: tuple[StepFinding, ...] = ()
        self.the_plan: Plan | None = None
        self.events: tuple[StackEvent, ...] = ()
        self.proof: TeardownProof | None = None
        self.drifted: tuple[ResourceState, ...] = ()
        self.result: CheckResult | None = None
        self.the_places: tuple[IngestPlace, ...] = ()
        self.the_mails: tuple[Mail, ...] = ()
        self.error: Exception | None = None
        """Raised by the next call of any kind but `close`."""
        self.is_closed = False

    def look(self, watched: str) -> Look:
        self._hear("look", watched)
        is_practice = self.identity.account.is_practice
        status = AccountStatus(NOW, 0.0, tuple(sorted(self.scenarios)), 3, 120_000_000)
        return Look(tuple(self.stacks.values()), self.running, status if is_practice else None)

    def plan(self, order: Order, told: Callable[[StepFinding], None]) -> Plan:
        for finding in self.findings:
            told(finding)
        self._hear("plan", order)
        return self.the_plan or Plan(
            order.pattern.id, order.stack, self.identity.account, dict(order.parameters),
            self.findings, change_set="arn:change-set",
        )  # fmt: skip

    def discard(self, plan: Plan) -> None:
        self._hear("discard", plan)

    def apply(
        self,
        plan: Plan,
        confirmed: str,
        told: Callable[[StackEvent], None],
        stop: threading.Event,
    ) -> StackStatus:
        self._tell(told)
        self._hear("apply", confirmed)
        status = StackStatus(plan.stack, StackPhase.READY, "CREATE_COMPLETE", plan.pattern_id)
        self.stacks.setdefault(plan.stack, status)
        return self.stacks[plan.stack]

    def follow(
        self, stack: str, told: Callable[[StackEvent], None], stop: threading.Event
    ) -> StackStatus:
        self._tell(told)
        self._hear("follow", stack)
        return self.stacks[stack]

    def destroy(
        self, stack: str, confirmed: str, told: Callable[[StackEvent], None], stop: threading.Event
    ) -> TeardownProof:
        self._tell(told)
        self._hear("destroy", confirmed)
        self.stacks.pop(stack, None)
        region = self.identity.account.region
        return self.proof or TeardownProof(stack, ACCOUNT_ID, region, NOW, (), ())

    def drift(self, stack: str) -> tuple[ResourceState, ...]:
        self._hear("drift", stack)
        return self.drifted

    def start(self, stack: str) -> None:
        self._hear("start", stack)

    def stop(self, stack: str) -> None:
        self._hear("stop", stack)
        self.running = tuple(each for each in self.running if each.stack != stack)

    def keep_running_until(self, stack: str, hours: float) -> None:
        self._hear("keep_running_until", hours)

    def check(self, stack: str) -> CheckResult:
        self._hear("check", stack)
        return self.result or CheckResult(stack, self.identity.account, ACCOUNT_ID, NOW, ())

    def places(self, stack: str) -> tuple[IngestPlace, ...]:
        self._hear("places", stack)
        return self.the_places

    def mails(self) -> tuple[Mail, ...]:
        self._hear("mails", None)
        return self.the_mails

    def confirm(self, mail: Mail) -> None:
        self._hear("confirm", mail)

    def play(self, scenario: Scenario, is_on: bool) -> None:
        self._hear("play", (scenario, is_on))
        (self.scenarios.add if is_on else self.scenarios.discard)(scenario)

    def advance(self, seconds: float) -> None:
        self._hear("advance", seconds)

    def close(self) -> None:
        self.is_closed = True

    def calls(self, kind: str) -> list[object]:
        """Return what was asked of one kind."""
        return [what for name, what in self.asked if name == kind]

    def _hear(self, kind: str, what: object) -> None:
        self.asked.append((kind, what))
        error, self.error = self.error, None
        if error is not None:
            raise error

    def _tell(self, told: Callable[[StackEvent], None]) -> None:
        for event in self.events:
            told(event)


class FakeCloudDoor:
    """A CloudDoor; each account that is opened becomes `side`."""

    def __init__(self) -> None:
        self.side = FakeSide(Account())
        self.opened: list[Account] = []
        self.names: tuple[str, ...] = ("studio", "training")
        self.address = "203.0.113.7"
        self.notes_running = False
        """Something was left running in the account."""
        self.prompt = ""
        """What an MFA device is asked for, if it is."""
        self.code = ""
        """What was typed then."""
        self.error: CloudError | None = None
        """Raised by the next call."""

    def catalogue(self) -> tuple[Pattern, ...]:
        self._fail()
        return catalogue()

    def quote(self, order: Order, region: str) -> Quote:
        price = price_of(order.pattern, order.parameters, order.usage, region)
        return Quote(price, audience_load(order.pattern, order.parameters, order.usage, region))

    def regions(self, pattern: Pattern) -> tuple[str, ...]:
        return ("ap-northeast-1", "us-east-1")

    def profiles(self) -> tuple[str, ...]:
        self._fail()
        return self.names

    def open(self, account: Account, ask_mfa: AskMfa) -> FakeSide:
        if self.prompt:
            self.code = ask_mfa(self.prompt)
        self._fail()
        self.opened.append(account)
        stacks = self.side.stacks
        self.side = self.side if self.side.identity.account == account else FakeSide(account)
        self.side.stacks = stacks if account == self.opened[0] else self.side.stacks
        return self.side

    def has_noted(self, account: Account) -> bool:
        return self.notes_running

    def own_address(self, account: Account) -> str:
        self._fail()
        return self.address

    def policy(self, role: Role, account_id: str, region: str) -> str:
        return f'{{"role": "{role}", "account": "{account_id}", "region": "{region}"}}'

    def _fail(self) -> None:
        error, self.error = self.error, None
        if error is not None:
            raise error
