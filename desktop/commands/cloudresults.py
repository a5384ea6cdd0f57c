"""What `livedesk cloud ... --json` prints; the schemas `cloud-*.json` are made from these types."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from cloud.costs.values import Price
from cloud.errors import CloudError, Problem
from cloud.models import (
    Change,
    CheckItem,
    Leftover,
    OutputValue,
    Plan,
    ResourceState,
    Running,
    StackEvent,
    StackStatus,
    TeardownProof,
)
from cloud.patterns.pattern import Parameter, Pattern


class CloudProblem(Struct, frozen=True):
    """What went wrong, and the one thing to do."""

    code: str
    message: str
    hint: str

    @classmethod
    def of(cls, problem: Problem | None) -> "CloudProblem | None":
        """Return the JSON form of a problem."""
        if problem is None:
            return None
        return cls(problem.code.value, problem.message, problem.hint)

    @classmethod
    def of_error(cls, error: CloudError) -> "CloudProblem":
        """Return the JSON form of what was raised."""
        return cls(error.problem.code.value, error.problem.message, error.problem.hint)


class ParameterResult(Struct, frozen=True):
    """One parameter of an architecture."""

    name: str
    title: str
    type: str
    default: str | None
    """Null: has to be given."""
    allowed: tuple[str, ...]
    is_secret: bool

    @classmethod
    def of(cls, parameter: Parameter) -> "ParameterResult":
        """Return the JSON form of a parameter."""
        return cls(
            parameter.name,
            parameter.field.title.en,
            parameter.type,
            parameter.default,
            parameter.allowed,
            parameter.is_secret,
        )


class ArchitectureResult(Struct, frozen=True):
    """One row of the catalogue."""

    id: str
    title: str
    kind: str
    summary: str
    practice_real: str
    practice_simulated: str
    needs: tuple[str, ...]
    parameters: tuple[ParameterResult, ...]

    @classmethod
    def of(cls, pattern: Pattern) -> "ArchitectureResult":
        """Return the JSON form of an architecture."""
        about = pattern.about
        return cls(
            pattern.id,
            about.title.en,
            about.kind.value,
            about.summary.en,
            about.practice.real.en,
            about.practice.simulated.en,
            about.needs,
            tuple(ParameterResult.of(each) for each in pattern.parameters),
        )


class CatalogueResult(Struct, frozen=True):
    """`livedesk cloud catalogue --json`."""

    architectures: tuple[ArchitectureResult, ...]


class StepResult(Struct, frozen=True):
    """How one step of a plan ended."""

    step: str
    is_ok: bool
    detail: str
    problem: CloudProblem | None


class PlanResult(Struct, frozen=True):
    """`livedesk cloud plan --json`."""

    exit_code: int
    stack: str
    architecture: str
    is_practice: bool
    region: str
    parameters: dict[str, str]
    is_new: bool
    is_applicable: bool
    steps: tuple[StepResult, ...]
    changes: tuple[Change, ...]
    price: Price | None
    problem: CloudProblem | None

    @classmethod
    def of(cls, plan: Plan, exit_code: int) -> "PlanResult":
        """Return the JSON form of a plan."""
        steps = tuple(
            StepResult(each.step.value, each.is_ok, each.detail, CloudProblem.of(each.problem))
            for each in plan.findings
        )
        return cls(
            exit_code=exit_code,
            stack=plan.stack,
            architecture=plan.pattern_id,
            is_practice=plan.account.is_practice,
            region=plan.account.region,
            parameters=plan.parameters,
            is_new=plan.is_new,
            is_applicable=plan.is_applicable,
            steps=steps,
            changes=plan.changes,
            price=plan.price,
            problem=next((each.problem for each in steps if not each.is_ok), None),
        )


class StackResult(Struct, frozen=True):
    """One stack; without resources in a list of all."""

    stack: str
    architecture: str
    phase: str
    status: str
    parameters: dict[str, str]
    outputs: tuple[OutputValue, ...]
    resources: tuple[ResourceState, ...]
    problem: CloudProblem | None

    @classmethod
    def of(cls, status: StackStatus) -> "StackResult":
        """Return the JSON form of a stack."""
        return cls(
            status.stack,
            status.pattern_id,
            status.phase.value,
            status.status,
            status.parameters,
            status.outputs,
            status.resources,
            CloudProblem.of(status.problem),
        )


class StatusResult(Struct, frozen=True):
    """`livedesk cloud status --json`."""

    stacks: tuple[StackResult, ...]
    running: tuple[Running, ...] = ()
    """What costs by the hour now."""


class ApplyResult(Struct, frozen=True):
    """`livedesk cloud apply --json`."""

    exit_code: int
    plan: PlanResult | None
    """Null where none could be made."""
    events: tuple[StackEvent, ...]
    stack: StackResult | None
    problem: CloudProblem | None


class DestroyResult(Struct, frozen=True):
    """`livedesk cloud destroy --json`."""

    exit_code: int
    stack: str
    account_id: str
    region: str
    looked_at: datetime
    looked_by: tuple[str, ...]
    deleted: tuple[ResourceState, ...]
    leftovers: tuple[Leftover, ...]
    is_clean: bool

    @classmethod
    def of(cls, proof: TeardownProof, exit_code: int) -> "DestroyResult":
        """Return the JSON form of a proof."""
        return cls(
            exit_code,
            proof.stack,
            proof.account_id,
            proof.region,
            proof.looked_at,
            proof.looked_by,
            proof.deleted,
            proof.leftovers,
            proof.is_clean,
        )


class CostResult(Struct, frozen=True):
    """`livedesk cloud cost --json`."""

    architecture: str
    price: Price


class ItemResult(Struct, frozen=True):
    """One thing that was verified."""

    id: str
    group: str
    title: str
    is_ok: bool | None
    """Null: can't be verified yet."""
    finding: str
    evidence: dict[str, Any]
    """What the service answered."""

    @classmethod
    def of(cls, item: CheckItem) -> "ItemResult":
        """Return the JSON form of an item."""
        evidence: dict[str, Any] = dict(item.evidence)
        return cls(item.id, item.group, item.title.en, item.is_ok, item.finding.en, evidence)


class CheckedResult(Struct, frozen=True):
    """`livedesk cloud check --json`."""

    exit_code: int
    stack: str
    account_id: str
    at: datetime
    items: tuple[ItemResult, ...]
    is_ok: bool


class MailResult(Struct, frozen=True):
    """One e-mail that the practice account would have sent."""

    at: datetime
    to: str
    subject: str
    text: str


class MailsResult(Struct, frozen=True):
    """`livedesk cloud mails --json`."""

    mails: tuple[MailResult, ...]


class FailureResult(Struct, frozen=True):
    """What any of them prints with --json where it failed before there was a result."""

    exit_code: int
    problem: CloudProblem


CLOUD_RESULTS: dict[str, type[Struct]] = {
    "cloud-apply": ApplyResult,
    "cloud-catalogue": CatalogueResult,
    "cloud-check": CheckedResult,
    "cloud-cost": CostResult,
    "cloud-destroy": DestroyResult,
    "cloud-failure": FailureResult,
    "cloud-mails": MailsResult,
    "cloud-plan": PlanResult,
    "cloud-status": StatusResult,
}
