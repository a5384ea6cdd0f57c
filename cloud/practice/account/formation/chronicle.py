"""Writes down what happens to a stack and its resources: states, and events that tell of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from moto.moto_api._internal import mock_random

from cloud.practice.account.formation.stackbook import Event, Resource, Stack

STACK_TYPE = "AWS::CloudFormation::Stack"
MOST_EVENTS = 5000
"""Of one stack; older ones are forgotten."""


@dataclass(slots=True)
class Chronicle:
    """Of one operation on one stack."""

    stack: Stack
    now: Callable[[], datetime]
    operation_id: str
    token: str = ""

    def stack_is(self, status: str, reason: str = "") -> None:
        """The stack has another state."""
        stack = self.stack
        stack.status, stack.reason = status, stack.parameters.hidden(reason)
        if status == "DELETE_COMPLETE":
            stack.deleted_at = self.now()
        elif status != "CREATE_IN_PROGRESS":
            stack.changed_at = self.now()
        self._write(stack.name, stack.id, STACK_TYPE, status, stack.reason)

    def broke_off(self) -> None:
        """The operation can't go on, for a reason that lies in the account itself."""
        doing = self.stack.status.removesuffix("_IN_PROGRESS").removesuffix("_COMPLETE_CLEANUP")
        self.stack_is(f"{doing}_FAILED", "Internal Failure")

    def resource_is(self, resource: Resource, status: str, reason: str = "") -> None:
        """A resource has another state; one that failed keeps its reason."""
        resource.status, resource.reason = status, self.stack.parameters.hidden(reason)
        resource.changed_at = self.now()
        self._write(
            resource.logical_id, resource.physical_id, resource.type, status, resource.reason
        )

    def _write(
        self, logical_id: str, physical_id: str, type_name: str, status: str, reason: str
    ) -> None:
        unique: UUID = mock_random.uuid4()
        event = Event(
            f"{logical_id}-{status}-{unique}",
            self.now(),
            logical_id,
            physical_id,
            type_name,
            status,
            reason,
            self.token,
            self.operation_id,
        )
        self.stack.events.append(event)
        del self.stack.events[:-MOST_EVENTS]
