"""What is done to stacks: one worker at a time for each, told step by step, ended by one result."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from cloud.errors import Problem
from cloud.models import (
    CheckResult,
    Plan,
    ResourceState,
    StackEvent,
    StackPhase,
    StackStatus,
    StepFinding,
    TeardownProof,
)
from desktop.bridges.cloudaccount import CloudAccount
from desktop.bridges.cloudboard import CloudBoard, problem_of
from desktop.bridges.clouddoor import CloudSide, Order
from desktop.bridges.mailbox import Mailbox
from desktop.bridges.tasks import Tasks
from desktop.clouding.situation import Deed, Work, begun, ended, found, happened

Result = TypeVar("Result")
MOST_UNHEARD = 10_000
"""What workers tell while the GUI thread is busy; the oldest goes first."""


class _Said(NamedTuple):
    """Something that a worker told of one stack."""

    stack: str
    run: object
    fact: StepFinding | StackEvent


class CloudWorks(QObject):
    """Runs deeds; what comes of them stands in the situation.

    Signals:
        ended(str, Deed): a deed to this stack has ended, well or badly.
    """

    ended = Signal(str, object)

    def __init__(
        self,
        board: CloudBoard,
        account: CloudAccount,
        mailbox: Mailbox,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._board = board
        self._account = account
        self._tasks = tasks
        self._now = now
        # A stack tells ten things at once, and the page is painted anew for each piece of news.
        self._unheard: deque[_Said] = deque(maxlen=MOST_UNHEARD)
        self._have_heard = mailbox.inlet(self._hear, latest=lambda _: "news")
        self._stops: dict[str, threading.Event] = {}
        """By the stack; each is also what tells the runs of one stack apart."""
        account.looked.connect(self._follow_what_changes)
        account.looked.connect(self._stop_what_is_due)

    def plan(self, order: Order) -> bool:
        """Find out what would happen; False where something is being done to it already."""
        stack = order.stack

        def call(side: CloudSide, stop: threading.Event) -> Plan:
            return side.plan(order, lambda finding: self._tell(_Said(stack, stop, finding)))

        return self._run(stack, Deed.PLAN, call, lambda work, plan: replace(work, plan=plan))

    def discard(self, stack: str) -> None:
        """Forget the plan of a stack."""
        work, side = self._board.situation.work(stack), self._account.side
        if work.plan is None or work.deed is not None:
            return
        plan = work.plan
        self._board.put_work(stack, replace(work, plan=None, findings=()))
        if side is not None and plan.change_set:
            self._tasks.run(
                lambda: side.discard(plan), lambda _: self._account.look(), self._on_not_discarded
            )

    def apply(self, stack: str, confirmed: str) -> bool:
        """Do what was planned."""
        plan = self._board.situation.work(stack).plan
        if plan is None:
            return False
        wanted = plan

        def call(side: CloudSide, stop: threading.Event) -> StackStatus:
            return side.apply(wanted, confirmed, self._teller(stack, stop), stop)

        return self._run(
            stack,
            Deed.APPLY,
            call,
            lambda work, status: self._known(replace(work, plan=None), status),
        )

    def follow(self, stack: str) -> bool:
        """Watch a change that was begun elsewhere."""
        return self._run(
            stack,
            Deed.FOLLOW,
            lambda side, stop: side.follow(stack, self._teller(stack, stop), stop),
            self._known,
        )

    def destroy(self, stack: str, confirmed: str) -> bool:
        """Tear it down and prove it."""

        def call(side: CloudSide, stop: threading.Event) -> TeardownProof:
            return side.destroy(stack, confirmed, self._teller(stack, stop), stop)

        def gone(work: Work, proof: TeardownProof) -> Work:
            stacks = dict(self._board.situation.stacks)
            stacks.pop(stack, None)
            self._board.put(stacks=stacks)
            return replace(work, proof=proof, plan=None)

        return self._run(stack, Deed.DESTROY, call, gone)

    def drift(self, stack: str) -> bool:
        """Compare its resources with the template."""
        return self._run(stack, Deed.DRIFT, lambda side, _: side.drift(stack), self._drifted(stack))

    def check(self, stack: str) -> bool:
        """Make the practice check."""

        def take(work: Work, result: CheckResult) -> Work:
            return replace(work, check=result)

        return self._run(stack, Deed.CHECK, lambda side, _: side.check(stack), take)

    def start(self, stack: str, stops_in_h: float = 0.0) -> bool:
        """Start what is paid while it runs; 0 = it is not stopped by itself."""

        def call(side: CloudSide, _: threading.Event) -> None:
            side.start(stack)
            side.keep_running_until(stack, stops_in_h)

        return self._run(stack, Deed.START, call, lambda work, _: work)

    def stop(self, stack: str) -> bool:
        """Stop what is paid while it runs."""
        return self._run(stack, Deed.STOP, lambda side, _: side.stop(stack), lambda work, _: work)

    def stop_by_itself(self, stack: str, hours: float) -> None:
        """Have what runs now stopped in so many hours; 0: not at all."""
        side = self._account.side
        if side is not None:
            self._tasks.run(
                lambda: side.keep_running_until(stack, hours),
                lambda _: self._account.look(),
                lambda error: self._board.put(problem=problem_of(error, "Noting when to stop")),
            )

    def stop_all(self) -> None:
        """Stop everything that is paid while it runs."""
        for stack in dict.fromkeys(
            each.stack for each in self._board.situation.running if each.can_stop
        ):
            self.stop(stack)

    def forget(self) -> None:
        """The account is another: nothing that is still told belongs here. Changes go on there."""
        for stop in self._stops.values():
            stop.set()
        self._stops.clear()

    def close(self) -> None:
        """End all watching; what was begun in the cloud goes on, and is found again later."""
        self.forget()

    # ---- private ----

    def _run(
        self,
        stack: str,
        deed: Deed,
        call: Callable[[CloudSide, threading.Event], Result],
        take: Callable[[Work, Result], Work],
    ) -> bool:
        side, work = self._account.side, self._board.situation.work(stack)
        if side is None or work.deed is not None:
            return False
        stop = threading.Event()
        self._stops[stack] = stop
        self._board.put_work(stack, begun(work, deed))

        def done(result: Result) -> None:
            self._hear()
            if self._stops.get(stack) is stop:
                self._end(stack, take(self._board.situation.work(stack), result))

        self._tasks.run(lambda: call(side, stop), done, partial(self._on_failed, stack, deed, stop))
        return True

    def _on_failed(self, stack: str, deed: Deed, stop: threading.Event, error: Exception) -> None:
        self._hear()
        if self._stops.get(stack) is not stop:
            return
        problem = problem_of(error, f"The deed {deed}")
        work = self._board.situation.work(stack)
        if deed is Deed.APPLY:  # a plan is applied once
            work = replace(work, plan=None, findings=())
        self._end(stack, work, problem is None, problem)

    def _end(
        self, stack: str, work: Work, is_unexpected: bool = False, problem: Problem | None = None
    ) -> None:
        deed = self._board.situation.work(stack).deed
        self._stops.pop(stack, None)
        self._board.put_work(stack, ended(work, problem, is_unexpected=is_unexpected))
        self.ended.emit(stack, deed)
        if deed is not Deed.FOLLOW:  # the clock looks; at once, a change that lasts would spin
            self._account.look()

    def _teller(self, stack: str, run: object) -> Callable[[StackEvent], None]:
        return lambda event: self._tell(_Said(stack, run, event))

    def _tell(self, said: _Said) -> None:
        self._unheard.append(said)
        self._have_heard(None)

    def _hear(self, _: None = None) -> None:
        """Take in all that was told, as one piece of news."""
        works = dict(self._board.situation.works)
        while self._unheard:
            said = self._unheard.popleft()
            if self._stops.get(said.stack) is not said.run:
                continue
            work = works.get(said.stack, Work())
            match said.fact:
                case StepFinding():
                    works[said.stack] = found(work, said.fact)
                case StackEvent():
                    works[said.stack] = happened(work, said.fact)
        self._board.put(works=works)

    def _known(self, work: Work, status: StackStatus) -> Work:
        self._board.put(stacks={**self._board.situation.stacks, status.stack: status})
        return work

    def _drifted(self, stack: str) -> Callable[[Work, Sequence[ResourceState]], Work]:
        def take(work: Work, resources: Sequence[ResourceState]) -> Work:
            return replace(work, drift={each.logical_id: each.drift for each in resources})

        return take

    def _on_not_discarded(self, error: Exception) -> None:
        problem_of(error, "Discarding the plan")  # it costs nothing, and is replaced by the next

    def _follow_what_changes(self) -> None:
        situation = self._board.situation
        for stack, status in situation.stacks.items():
            is_changing = status.phase in (StackPhase.CHANGING, StackPhase.DELETING)
            if is_changing and situation.work(stack).deed is None:
                self.follow(stack)

    def _stop_what_is_due(self) -> None:
        """Keep the promise that what costs by the hour is stopped by itself."""
        for each in self._board.situation.running:
            if each.can_stop and each.stops_at is not None and each.stops_at <= self._now():
                self.stop(each.stack)
