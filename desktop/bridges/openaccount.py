"""One account that is open: calls go through `cloud.awsclient`, stacks through `cloud.stacks`."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cloud.activity import with_activity
from cloud.awsclient import Aws
from cloud.check import practice_check
from cloud.destination import places_of
from cloud.errors import NotThere
from cloud.models import (
    CheckResult,
    Plan,
    ResourceState,
    StackEvent,
    StackStatus,
    StepFinding,
    TeardownProof,
)
from cloud.patterns.metadata import OutputRole
from cloud.practice.accountclient import AccountClient
from cloud.practice.accountmessages import Mail, Scenario
from cloud.pricelist import PriceList
from cloud.running import RunningNotes, key_of, running
from cloud.settings import Account
from cloud.stacks.gatesapart import GatesApart
from cloud.stacks.stacks import Stacks
from cloud.subscriptions import confirm
from desktop.bridges.clouddoor import AskMfa, CloudSide, IngestPlace, Look, Order

MOST_MAILS = 200


def open_account(
    account: Account,
    ask_mfa: AskMfa,
    practice_home: Path,
    notes: RunningNotes,
    prices: PriceList,
    gates: GatesApart,
) -> CloudSide:
    """Sign in, and start the practice account where that is chosen; blocks, raises CloudError."""
    practice = AccountClient(practice_home) if account.is_practice else None
    url = practice.ensure_running().url if practice is not None else ""
    aws = Aws(account, practice_url=url, ask_mfa=ask_mfa)
    stacks = Stacks(aws, prices=prices.price, gates=gates.gates(account.region))
    return _OpenAccount(aws, stacks, notes, prices, practice)


class _OpenAccount:
    def __init__(
        self,
        aws: Aws,
        stacks: Stacks,
        notes: RunningNotes,
        prices: PriceList,
        practice: AccountClient | None,
    ) -> None:
        self._aws = aws
        self._notes = notes
        self._prices = prices
        self._practice = practice
        self._stacks = stacks
        self.identity = aws.identity()

    def look(self, watched: str) -> Look:
        # First: it tells an account that has ended from one that has trouble.
        practice = self._practice.status() if self._practice is not None else None
        found = {each.stack: each for each in self._stacks.list()}
        if watched in found:
            found[watched] = with_activity(self._aws, self._stacks.status(watched))
        stacks = tuple(found.values())
        rates = self._prices.rates(self._aws.region)
        runs = running(self._aws, stacks, self._notes, self._now(), rates)
        return Look(stacks, runs, practice)

    def plan(self, order: Order, told: Callable[[StepFinding], None]) -> Plan:
        self._prices.renew(self._aws)
        return self._stacks.plan(
            order.pattern, order.stack, order.parameters, usage=order.usage, told=told
        )

    def discard(self, plan: Plan) -> None:
        self._stacks.discard(plan)

    def apply(
        self,
        plan: Plan,
        confirmed: str,
        told: Callable[[StackEvent], None],
        stop: threading.Event,
    ) -> StackStatus:
        return self._stacks.apply(plan, confirmed=confirmed, told=told, stop=stop)

    def follow(
        self, stack: str, told: Callable[[StackEvent], None], stop: threading.Event
    ) -> StackStatus:
        return self._stacks.follow(stack, told=told, stop=stop)

    def destroy(
        self, stack: str, confirmed: str, told: Callable[[StackEvent], None], stop: threading.Event
    ) -> TeardownProof:
        return self._stacks.destroy(stack, confirmed=confirmed, told=told, stop=stop)

    def drift(self, stack: str) -> tuple[ResourceState, ...]:
        return self._stacks.drift(stack)

    def start(self, stack: str) -> None:
        self._stacks.start(stack)
        self._notes.started(self._key(stack), self._now())

    def stop(self, stack: str) -> None:
        key = self._key(stack)
        self._stacks.stop_running(stack)
        self._notes.stopped(key)

    def keep_running_until(self, stack: str, hours: float) -> None:
        now = self._now()
        when = now + timedelta(hours=hours) if hours else None
        self._notes.stop_at(self._key(stack), when, now)

    def check(self, stack: str) -> CheckResult:
        return practice_check(self._aws, self._stacks.status(stack))

    def places(self, stack: str) -> tuple[IngestPlace, ...]:
        status = self._stacks.status(stack)
        if not status.outputs:
            raise NotThere(stack)
        return tuple(
            IngestPlace(
                each.url,
                each.key,
                # What really takes the stream there is this machine's ingest.
                "practice" if self._aws.is_practice else each.ingest,
                each.name,
                each.watch_url,
            )
            for each in places_of(self._aws, status)
        )

    def mails(self) -> tuple[Mail, ...]:
        return tuple(self._practice.mails()[-MOST_MAILS:]) if self._practice is not None else ()

    def confirm(self, mail: Mail) -> None:
        if self._practice is not None:
            confirm(self._aws, mail.text)

    def play(self, scenario: Scenario, is_on: bool) -> None:
        if self._practice is not None:
            self._practice.play(scenario, is_on)

    def advance(self, seconds: float) -> None:
        if self._practice is not None:
            self._practice.advance(seconds)

    def close(self) -> None:
        self._aws.close()

    def _key(self, stack: str) -> str:
        channel = self._stacks.status(stack).output(OutputRole.MEDIALIVE_CHANNEL)
        return key_of(self._aws.account, stack, channel)

    def _now(self) -> datetime:
        return datetime.now(UTC)
