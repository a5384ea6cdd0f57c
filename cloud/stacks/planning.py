"""Makes a plan step by step, from the template to the change set, up to the first that fails."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from cloud.awsclient import Aws
from cloud.costs.values import Price, Usage
from cloud.errors import CloudError, ErrorCode, PlanError, Problem, StackError
from cloud.models import Change, Plan, PlanStep, StackPhase, StepFinding
from cloud.patterns.pattern import Pattern
from cloud.stacks.artefactstep import artefact_bucket, provide
from cloud.stacks.bodies import body_arguments
from cloud.stacks.changesets import (
    NothingToDo,
    create_change_set,
    delete_change_set,
    wait_for_change_set,
)
from cloud.stacks.gates import Gates, linted
from cloud.stacks.husks import clear_husk, remove_empty
from cloud.stacks.pace import Pace
from cloud.stacks.quotas import room_for
from cloud.stacks.reading import (
    Described,
    FindPattern,
    described,
    open_parameters,
    phase_of,
    resources_of,
)
from cloud.stacks.tags import mark_of
from cloud.stacks.wishes import Values, Wish, settled, wanted_artefacts

Prices = Callable[[Pattern, Mapping[str, str], Usage, str], Price]
TellFinding = Callable[[StepFinding], None]


class Outcome(NamedTuple):
    """How a step ended that did not fail."""

    detail: str = ""
    notice: Problem | None = None
    """Worth knowing, and no obstacle."""


class Means(NamedTuple):
    """What planners work with."""

    aws: Aws
    pace: Pace
    gates: Gates
    prices: Prices
    find: FindPattern


class Planner:
    """Makes one plan. Blocks; for one thread."""

    def __init__(self, means: Means, wish: Wish) -> None:
        """Raises SignInError, CallError, PlanError and StackError: see `make`."""
        self._means = means
        self._aws = means.aws
        self._wish = wish
        self._stack = self._look()
        self._before = open_parameters(self._stack, wish.pattern) if self._stack else None
        self._values = Values({})
        self._bucket = ""
        self._price: Price | None = None
        self._changes: tuple[Change, ...] = ()
        self._change_set = ""

    def make(self, told: TellFinding) -> Plan:
        """Go through the steps, telling each, up to the first that fails."""
        steps: Mapping[PlanStep, Callable[[], Outcome]] = {
            PlanStep.LINT: self._lint,
            PlanStep.LIFECYCLE: self._lifecycle,
            PlanStep.REGION: self._region,
            PlanStep.QUOTA: self._quota,
            PlanStep.PERMISSION: self._permission,
            PlanStep.ARTEFACTS: self._artefacts,
            PlanStep.PRICE: self._pricing,
            PlanStep.CHANGE_SET: self._changing,
        }
        findings: list[StepFinding] = []
        for step, run in steps.items():
            try:
                outcome = run()
                finding = StepFinding(step, True, outcome.detail, outcome.notice)
            except CloudError as error:
                # CloudFormation looks as well; the linter only says it sooner and better.
                is_ok = error.problem.code is ErrorCode.CLOUD_SUPPORT_MISSING
                finding = StepFinding(step, is_ok, problem=error.problem)
            findings.append(finding)
            told(finding)
            if not finding.is_ok:
                break
        return self._plan(findings)

    def _plan(self, findings: Sequence[StepFinding]) -> Plan:
        return Plan(
            pattern_id=self._wish.pattern.id,
            stack=self._wish.stack,
            account=self._aws.account,
            parameters=self._values.shown(self._wish.pattern),
            findings=tuple(findings),
            changes=self._changes,
            change_set=self._change_set,
            is_new=self._stack is None,
            price=self._price,
            planned_at=self._means.pace.now(),
        )

    def _look(self) -> Described | None:
        """Return the stack that stands, if it may be changed."""
        wish = self._wish
        stack = described(self._aws, wish.stack)
        if stack is None or stack["StackStatus"] == "REVIEW_IN_PROGRESS":
            return None  # one that only has change sets is none yet, and may have no tags
        if mark_of(stack.get("Tags", ())) != (wish.stack, wish.pattern.id):
            raise PlanError(ErrorCode.STACK_NAME_TAKEN, stack=wish.stack, pattern=wish.pattern.id)
        status = stack["StackStatus"]
        if phase_of(status) in (StackPhase.CHANGING, StackPhase.DELETING):
            raise StackError(ErrorCode.STACK_BUSY, stack=wish.stack, status=status)
        # Nothing is in one whose making was taken back, and it can only be deleted.
        return None if status == "ROLLBACK_COMPLETE" else stack

    # ---- the steps ----

    def _lint(self) -> Outcome:
        self._values = settled(self._wish, self._before, {})
        linted(self._means.gates, self._wish.pattern, self._aws.region)
        return Outcome()

    def _lifecycle(self) -> Outcome:
        self._means.gates.retired(self._wish.pattern)
        return Outcome()

    def _region(self) -> Outcome:
        regions = self._means.gates.regions(self._wish.pattern)
        if self._aws.region not in regions:
            raise PlanError(
                ErrorCode.REGION_NOT_OFFERED,
                pattern=self._wish.pattern.id,
                region=self._aws.region,
                regions=", ".join(regions),
            )
        return Outcome(self._aws.region)

    def _quota(self) -> Outcome:
        if self._aws.is_practice:
            return Outcome("not counted in practice")
        present: set[str] = set()
        if self._stack is not None:
            present = {each.logical_id for each in resources_of(self._aws, self._wish.stack)}
        added = [r.type for r in self._wish.pattern.resources if r.logical_id not in present]
        room = room_for(self._aws, self._wish.pattern, added, self._wish.usage.viewers)
        notice = room.audience.problem if room.audience else None
        if not room.figures:
            return Outcome("not known here; AWS refuses what is too much", notice)
        return Outcome("; ".join(room.figures), notice)

    def _permission(self) -> Outcome:
        if self._aws.is_practice:
            return Outcome("everything is allowed in practice")
        missing, detail = self._means.gates.missing(self._aws, self._wish.pattern, self._wish.stack)
        if missing:
            raise PlanError(ErrorCode.PERMISSIONS_MISSING, actions=", ".join(missing))
        return Outcome(detail)

    def _artefacts(self) -> Outcome:
        wish, means = self._wish, self._means
        wanted = wanted_artefacts(wish)
        self._bucket = artefact_bucket(self._aws, means.find)
        provided = provide(self._aws, wanted, self._bucket, means.gates.workshop, wish.pattern.id)
        self._values = settled(wish, self._before, provided)
        return Outcome(", ".join(dict.fromkeys(provided.values())))

    def _pricing(self) -> Outcome:
        wish = self._wish
        self._price = self._means.prices(
            wish.pattern, self._values.known, wish.usage, self._aws.region
        )
        return Outcome()

    def _changing(self) -> Outcome:
        wish, means = self._wish, self._means
        is_new = self._stack is None
        if is_new:
            clear_husk(self._aws, wish.stack, means.pace)
        arguments = {
            **body_arguments(self._aws, wish.pattern, self._bucket),
            "Parameters": self._values.arguments(),
        }
        change_set = create_change_set(
            self._aws, wish.pattern, wish.stack, arguments, is_new=is_new
        )
        try:
            self._changes = wait_for_change_set(self._aws, wish.stack, change_set, means.pace)
        except NothingToDo:
            delete_change_set(self._aws, change_set)
            return Outcome(notice=Problem(ErrorCode.NO_CHANGES, {"stack": wish.stack}))
        except PlanError:
            delete_change_set(self._aws, change_set)
            remove_empty(self._aws, wish.stack, means.pace)
            raise
        self._change_set = change_set
        return Outcome()
