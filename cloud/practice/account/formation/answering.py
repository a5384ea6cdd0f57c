"""What every answer begins with: what is due has happened, and the stack that is meant is found."""

from typing import Any, ClassVar

from moto.core.responses import BaseResponse

from cloud.practice.account.formation.calling import Call
from cloud.practice.account.formation.formation import Formation
from cloud.practice.account.formation.refusals import Refused, no_stack
from cloud.practice.account.formation.stackbook import Stack


class Answering(BaseResponse):
    """One call to CloudFormation."""

    formation: ClassVar[Formation]

    def __init__(self) -> None:
        super().__init__(service_name="cloudformation")
        self.automated_parameter_parsing = True

    def call(self) -> Call:
        """Return what this call wants, after all that is due has happened."""
        self.formation.progress()
        return Call(self.formation, self.region, self.params)

    def call_action(self) -> Any:
        """Answer it under the account's lock."""
        with self.formation.context.call_lock:
            return super().call_action()

    def existing(self, call: Call) -> Stack:
        """Return the stack that a call names; raises Refused where there is none."""
        name = call.text("StackName")
        stack = self.formation.book(self.region).find(name)
        if stack is None:
            raise no_stack(name)
        return stack

    def changeable(self, call: Call) -> Stack:
        """Return the stack that a call names if it may be changed now; raises Refused."""
        stack = self.existing(call)
        allowed = stack.status.endswith("_COMPLETE") and stack.status not in (
            "ROLLBACK_COMPLETE",
            "DELETE_COMPLETE",
        )
        if not allowed or self.formation.is_busy(stack):
            raise Refused(f"Stack:{stack.id} is in {stack.status} state and can not be updated.")
        return stack
