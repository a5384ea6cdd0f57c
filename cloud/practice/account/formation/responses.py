"""Answers the calls that create, change and delete stacks, in the place of moto's own answers."""

from moto.core.responses import ActionResult, EmptyResult

from cloud.practice.account.formation import operations
from cloud.practice.account.formation.changesetresponses import ChangeSetResponses
from cloud.practice.account.formation.descriptions import Descriptions
from cloud.practice.account.formation.driftresponses import DriftResponses
from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.stackbook import Stack
from cloud.practice.account.formation.stackcalls import (
    begin_update,
    changes,
    check_new_name,
    new_stack,
)


class FormationResponse(ChangeSetResponses, DriftResponses, Descriptions):
    """One call; a method for each operation of stacks. Stack sets stay moto's."""

    def create_stack(self) -> ActionResult:
        """CreateStack."""
        call = self.call()
        name = call.text("StackName")
        check_new_name(name)
        if self.formation.book(self.region).find(name):
            raise Refused(f"Stack [{name}] already exists", "AlreadyExistsException")
        target = call.target(None)
        stack = new_stack(call, name, target)
        site = self.formation.site(
            stack, target.template, target.parameters, call.text("ClientRequestToken")
        )
        self.formation.begin(site, operations.create(site))
        return ActionResult({"StackId": stack.id})

    def update_stack(self) -> ActionResult:
        """UpdateStack."""
        call = self.call()
        stack = self.changeable(call)
        target = call.target(stack)
        scope = self.formation.scope(stack, target.template, target.parameters)
        if not changes(stack, target, scope):
            raise Refused("No updates are to be performed.")
        begin_update(self.formation, stack, target, call)
        return ActionResult({"StackId": stack.id})

    def delete_stack(self) -> ActionResult:
        """DeleteStack; a stack that doesn't exist is deleted already."""
        call = self.call()
        stack = self.formation.book(self.region).find(call.text("StackName"))
        if stack is None or stack.is_deleted:
            return EmptyResult()
        if str(stack.options.get("EnableTerminationProtection", "")).lower() == "true":
            raise Refused(
                f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled"
            )
        self._refuse_while_imported(stack)
        retain = [str(each) for each in call.parameters.get("RetainResources") or ()]
        if retain and stack.status != "DELETE_FAILED":
            raise Refused(
                f"Invalid operation on stack [{stack.id}]. RetainResources is only valid for a"
                " stack in the DELETE_FAILED state"
            )
        stack.change_sets.clear()
        site = self.formation.site(
            stack, stack.template, stack.parameters, call.text("ClientRequestToken")
        )
        self.formation.begin(site, operations.delete(site, retain))
        return EmptyResult()

    def update_termination_protection(self) -> ActionResult:
        """UpdateTerminationProtection."""
        call = self.call()
        stack = self.existing(call)
        stack.options["EnableTerminationProtection"] = call.flag("EnableTerminationProtection")
        return ActionResult({"StackId": stack.id})

    def _refuse_while_imported(self, stack: Stack) -> None:
        names = {row["ExportName"] for row in stack.outputs if row.get("ExportName")}
        for other in self.formation.book(self.region).stacks.values():
            if other is stack or other.is_deleted:
                continue
            for name in names:
                if f'"{name}"' in str(other.template.body).replace("'", '"') and (
                    "Fn::ImportValue" in str(other.template.body)
                ):
                    raise Refused(
                        f"Export {name} cannot be deleted as it is in use by {other.name}"
                    )
