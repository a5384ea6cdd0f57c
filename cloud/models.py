"""What the cloud engine tells those who show it: plans, changes, events, states, proofs.

All of it is frozen and can be written as JSON; none of it ever holds a secret. Times are UTC.
"""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from cloud.costs.values import Price
from cloud.errors import Problem
from cloud.patterns.metadata import OutputRole, Text
from cloud.settings import Account

# ---- plans ----


class PlanStep(StrEnum):
    """What is done for a plan, in this order."""

    LINT = "lint"
    LIFECYCLE = "lifecycle"
    """Nothing that AWS has ended."""
    REGION = "region"
    QUOTA = "quota"
    PERMISSION = "permission"
    ARTEFACTS = "artefacts"
    PRICE = "price"
    CHANGE_SET = "change-set"


class StepFinding(Struct, frozen=True):
    """How one step ended."""

    step: PlanStep
    is_ok: bool
    detail: str = ""
    """A short sentence or a figure; may be empty."""
    problem: Problem | None = None
    """Why not; the plan can't be applied then unless `is_ok`."""


class Action(StrEnum):
    """What a change set does to one resource."""

    ADD = "Add"
    MODIFY = "Modify"
    REMOVE = "Remove"
    IMPORT = "Import"
    DYNAMIC = "Dynamic"
    """CloudFormation can't tell before."""


class Replacement(StrEnum):
    """Whether a changed resource is a new one afterwards."""

    NO = "False"
    YES = "True"
    MAYBE = "Conditional"


class Change(Struct, frozen=True):
    """One resource that would change."""

    action: Action
    logical_id: str
    type: str
    replacement: Replacement = Replacement.NO
    physical_id: str = ""
    properties: tuple[str, ...] = ()
    """Which of its properties."""


class Plan(Struct, frozen=True):
    """What would happen, before it does; only this may be applied, and only once."""

    pattern_id: str
    stack: str
    account: Account
    parameters: dict[str, str]
    """Without the secret ones."""
    findings: tuple[StepFinding, ...]
    changes: tuple[Change, ...] = ()
    change_set: str = ""
    """Its ARN; empty where none could be made."""
    is_new: bool = True
    """The stack doesn't exist yet."""
    price: Price | None = None
    planned_at: datetime | None = None

    @property
    def is_applicable(self) -> bool:
        """Every step is fine and there is something to do."""
        return bool(self.change_set) and all(each.is_ok for each in self.findings)

    @property
    def replaced(self) -> tuple[Change, ...]:
        """What would be made anew, and so lose its address or content."""
        return tuple(
            each
            for each in self.changes
            if each.action is Action.REMOVE or each.replacement is not Replacement.NO
        )


# ---- stacks ----


class StackPhase(StrEnum):
    """What a stack's status means."""

    ABSENT = "absent"
    PLANNED = "planned"
    """There is a change set and nothing else."""
    CHANGING = "changing"
    READY = "ready"
    ROLLED_BACK = "rolled-back"
    FAILED = "failed"
    DELETING = "deleting"


class StackEvent(Struct, frozen=True):
    """One thing that happened to one resource."""

    id: str
    at: datetime
    logical_id: str
    type: str
    status: str
    reason: str = ""
    physical_id: str = ""

    @property
    def is_failure(self) -> bool:
        """Something did not work; what is cancelled because of it does not count."""
        return self.status.endswith("FAILED") and "cancelled" not in self.reason.lower()


class ActivityState(StrEnum):
    """What something that stands is doing."""

    ALARM = "alarm"
    FINE = "fine"
    """An alarm that is quiet."""
    NO_DATA = "no-data"
    """An alarm that can't tell yet."""
    STARTING = "starting"
    RUNNING = "running"
    """MediaLive: it is paid."""
    STOPPING = "stopping"
    IDLE = "idle"
    LIVE = "live"
    """A stream arrives."""
    OFFLINE = "offline"


class Activity(Struct, frozen=True):
    """What one resource is doing now; CloudFormation knows nothing of it."""

    state: ActivityState
    viewers: int | None = None
    """Of a channel that is live, where they are counted."""


class ResourceState(Struct, frozen=True):
    """One resource of a stack as it is."""

    logical_id: str
    type: str
    physical_id: str
    status: str
    reason: str = ""
    drift: str = ""
    """IN_SYNC, MODIFIED, DELETED, NOT_CHECKED, or empty."""
    activity: Activity | None = None
    """None: it has none, or nobody asked."""


class OutputValue(Struct, frozen=True):
    """One output of a stack."""

    name: str
    value: str
    role: OutputRole = OutputRole.SHOWN
    description: str = ""


class StackStatus(Struct, frozen=True):
    """A stack as it is now."""

    stack: str
    phase: StackPhase
    status: str
    """CloudFormation's own word; empty where there is none."""
    pattern_id: str = ""
    """From its tags; empty: not made by Livedesk."""
    reason: str = ""
    created_at: datetime | None = None
    changed_at: datetime | None = None
    parameters: dict[str, str] = {}
    outputs: tuple[OutputValue, ...] = ()
    resources: tuple[ResourceState, ...] = ()
    problem: Problem | None = None
    """Of the first resource that failed in the last operation."""

    def output(self, role: OutputRole) -> str:
        """Return the value of the output with that role, or nothing."""
        return next((each.value for each in self.outputs if each.role is role), "")


class Leftover(Struct, frozen=True):
    """Something that is still there after a teardown."""

    arn: str
    type: str
    is_retained: bool
    """On purpose: it holds data and the template says that it stays."""
    is_billable: bool


class TeardownProof(Struct, frozen=True):
    """What was looked at after a teardown, and what was found."""

    stack: str
    account_id: str
    region: str
    looked_at: datetime
    deleted: tuple[ResourceState, ...]
    leftovers: tuple[Leftover, ...]
    looked_by: tuple[str, ...] = ()
    """The calls that were asked, e.g. `tag:GetResources`."""

    @property
    def is_clean(self) -> bool:
        """Nothing that costs money is left but what is kept on purpose."""
        return not any(each.is_billable and not each.is_retained for each in self.leftovers)


# ---- what runs ----


class Running(Struct, frozen=True):
    """Something that is paid by the hour and runs."""

    stack: str
    resource: str
    """Its id; empty for all that stands in the stack and costs by the hour."""
    service: Text
    """As people call it, e.g. `MediaLive`."""
    since: datetime
    usd_per_hour: float
    """Of the rates that are known."""
    usd_so_far: float
    is_complete: bool = True
    """No rate is unknown: otherwise it costs more than that."""
    is_since_known: bool = True
    """Otherwise it was found running then, and has run longer."""
    can_stop: bool = True
    """Without tearing the stack down."""
    stops_at: datetime | None = None
    """When Livedesk stops it by itself."""


# ---- the practice check ----


class CheckItem(Struct, frozen=True):
    """One thing that was verified against the account."""

    id: str
    """Stable, e.g. `tables.sessions`."""
    group: str
    """E.g. `tables`, `dashboard`, `alarms`, `topic`, `recorder`, `report`."""
    title: Text
    is_ok: bool | None
    """None: can't be verified yet."""
    finding: Text
    """What was found; with an action when it is not as it should be."""
    evidence: dict[str, object] = {}
    """What the service answered, without secrets."""


class CheckResult(Struct, frozen=True):
    """All that was verified at one time."""

    stack: str
    account: Account
    account_id: str
    at: datetime
    items: tuple[CheckItem, ...]

    @property
    def is_ok(self) -> bool:
        """Every item was verified and is as it should be."""
        return all(each.is_ok for each in self.items)
