"""The books on stacks: what each is made of, what happened to it, what is planned for it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cloud.practice.account.formation.parameters import ParameterValues
from cloud.practice.account.formation.templates import Template


@dataclass(slots=True)
class Resource:
    """One resource of a stack as it was made."""

    logical_id: str
    type: str
    physical_id: str = ""
    properties: dict[str, Any] = field(default_factory=dict)
    """As given, every function computed."""
    names: dict[str, Any] = field(default_factory=dict)
    """Properties that were made up, such as a name."""
    attributes: dict[str, Any] = field(default_factory=dict)
    definition: dict[str, Any] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    """Of its stack, with which it was made."""
    status: str = ""
    reason: str = ""
    changed_at: datetime | None = None
    drift: str = "NOT_CHECKED"
    drifts: list[dict[str, Any]] = field(default_factory=list)
    drift_at: datetime | None = None
    live: dict[str, Any] | None = None
    unseen: frozenset[str] = frozenset()
    """Properties that the service did not keep as given: nothing can be said of them."""

    @property
    def deletion_policy(self) -> str:
        """What becomes of it with its stack."""
        return str(self.definition.get("DeletionPolicy", "Delete"))


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, to a resource or to the stack itself."""

    id: str
    at: datetime
    logical_id: str
    physical_id: str
    type: str
    status: str
    reason: str
    token: str
    operation_id: str


@dataclass(slots=True)
class ChangeSet:
    """What would happen to a stack."""

    id: str
    name: str
    type: str
    template: Template
    parameters: ParameterValues
    tags: dict[str, str]
    created_at: datetime
    options: dict[str, Any] = field(default_factory=dict)
    """What the call said else: capabilities, description, what to do on failure."""
    changes: list[dict[str, Any]] = field(default_factory=list)
    status: str = "CREATE_PENDING"
    reason: str = ""
    execution: str = "UNAVAILABLE"


@dataclass(slots=True)
class Stack:
    """One stack."""

    id: str
    name: str
    region: str
    created_at: datetime
    template: Template
    parameters: ParameterValues = field(default_factory=ParameterValues)
    tags: dict[str, str] = field(default_factory=dict)
    status: str = ""
    reason: str = ""
    changed_at: datetime | None = None
    deleted_at: datetime | None = None
    resources: dict[str, Resource] = field(default_factory=dict)
    """By logical id, in the order in which they were made; deleted ones stay."""
    outputs: list[dict[str, Any]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    change_sets: dict[str, ChangeSet] = field(default_factory=dict)
    """By name."""
    options: dict[str, Any] = field(default_factory=dict)
    """Capabilities, termination protection, what to do on failure, policy, notification topics."""
    drift: str = "NOT_CHECKED"
    drift_at: datetime | None = None

    @property
    def is_deleted(self) -> bool:
        """It exists in the books only."""
        return self.status == "DELETE_COMPLETE"

    @property
    def present(self) -> dict[str, Resource]:
        """The resources that exist."""
        return {
            logical_id: each
            for logical_id, each in self.resources.items()
            if each.physical_id
            and each.status not in ("DELETE_COMPLETE", "DELETE_SKIPPED", "CREATE_FAILED")
        }


class StackBook:
    """The stacks of one region."""

    def __init__(self) -> None:
        self.stacks: dict[str, Stack] = {}
        """By id, oldest first."""

    def find(self, name: str) -> Stack | None:
        """Return a stack by name or id; by name only one that exists."""
        if name in self.stacks:
            return self.stacks[name]
        found = (each for each in self.stacks.values() if each.name == name)
        return next((each for each in found if not each.is_deleted), None)

    def exports(self) -> dict[str, tuple[Stack, str]]:
        """Return what stacks export: stack and value by name."""
        return {
            row["ExportName"]: (stack, row["OutputValue"])
            for stack in self.stacks.values()
            if not stack.is_deleted
            for row in stack.outputs
            if row.get("ExportName")
        }
