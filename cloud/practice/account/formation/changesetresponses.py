"""Answers the calls on change sets: what would happen, and do it."""

from dataclasses import replace
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.moto_api._internal import mock_random

from cloud.practice.account.formation import operations
from cloud.practice.account.formation.answering import Answering
from cloud.practice.account.formation.calling import Call
from cloud.practice.account.formation.changesets import NO_CHANGES, changes_of, is_empty
from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.stackbook import ChangeSet, Resource, Stack
from cloud.practice.account.formation.stackcalls import begin_update, check_new_name, new_stack
from cloud.practice.account.formation.updating import Target
from cloud.practice.accountmessages import ACCOUNT_ID

PAGE = 100
"""Changes in one answer."""


class ChangeSetResponses(Answering):
    """CreateChangeSet, DescribeChangeSet, ExecuteChangeSet, DeleteChangeSet, ListChangeSets."""

    def create_change_set(self) -> ActionResult:
        """CreateChangeSet."""
        call = self.call()
        stack_name, name = call.text("StackName"), call.text("ChangeSetName")
        kind = call.text("ChangeSetType") or "UPDATE"
        stack = self.formation.book(self.region).find(stack_name)
        target = self._planned(call, stack, kind)
        if stack is None:
            check_new_name(stack_name)
            stack = new_stack(call, stack_name, target)
            site = self.formation.site(stack, target.template, target.parameters)
            site.chronicle.stack_is("REVIEW_IN_PROGRESS", "User Initiated")
        elif name in stack.change_sets:
            raise Refused(f"ChangeSet {name} already exists", "AlreadyExistsException")
        change_set = self._new_change_set(call, name, kind, target)
        self._work_out(stack, change_set, target)
        stack.change_sets[name] = change_set
        return ActionResult({"Id": change_set.id, "StackId": stack.id})

    def describe_change_set(self) -> ActionResult:
        """DescribeChangeSet."""
        call = self.call()
        stack, change_set = self._find(call)
        start = int(call.text("NextToken") or 0)
        rows = change_set.changes[start : start + PAGE]
        answer: dict[str, Any] = {
            **_summary(stack, change_set),
            "Parameters": change_set.parameters.shown(),
            "NotificationARNs": change_set.options.get("NotificationARNs", []),
            "RollbackConfiguration": {},
            "Capabilities": change_set.options.get("Capabilities", []),
            "Tags": [{"Key": key, "Value": each} for key, each in change_set.tags.items()],
            "Changes": rows,
        }
        if change_set.options.get("OnFailure"):
            answer["OnStackFailure"] = change_set.options["OnFailure"]
        if start + PAGE < len(change_set.changes):
            answer["NextToken"] = str(start + PAGE)
        return ActionResult(answer)

    def list_change_sets(self) -> ActionResult:
        """ListChangeSets."""
        stack = self.existing(self.call())
        return ActionResult(
            {"Summaries": [_summary(stack, each) for each in stack.change_sets.values()]}
        )

    def delete_change_set(self) -> ActionResult:
        """DeleteChangeSet; one that isn't there is deleted already, as long as its stack is."""
        call = self.call()
        try:
            stack, change_set = self._find(call)
        except Refused:
            if call.text("StackName"):
                self.existing(call)
            return EmptyResult()
        if change_set.execution == "EXECUTE_IN_PROGRESS":
            raise Refused(
                f"ChangeSet [{change_set.id}] cannot be deleted in its current status of"
                " [EXECUTE_IN_PROGRESS]",
                "InvalidChangeSetStatus",
            )
        del stack.change_sets[change_set.name]
        return EmptyResult()

    def execute_change_set(self) -> ActionResult:
        """ExecuteChangeSet."""
        call = self.call()
        stack, change_set = self._find(call)
        if change_set.execution != "AVAILABLE" or self.formation.is_busy(stack):
            raise Refused(
                f"ChangeSet [{change_set.id}] cannot be executed in its current execution status of"
                f" [{change_set.execution}]",
                "InvalidChangeSetStatus",
            )
        target = Target(change_set.template, change_set.parameters, change_set.tags)
        merged = Call(
            self.formation, self.region, {**change_set.options, **dict(call.parameters.items())}
        )
        # AWS deletes a stack's change sets as soon as one of them is executed.
        for other in stack.change_sets.values():
            other.execution = "OBSOLETE"
        change_set.execution = "EXECUTE_COMPLETE"
        if stack.status == "REVIEW_IN_PROGRESS":
            stack.template, stack.tags = target.template, target.tags
            stack.parameters = target.parameters
            stack.options |= merged.options()
            stack.options["OwnedByOthers"] = self._owned_by_others(stack)
            site = self.formation.site(
                stack, target.template, target.parameters, call.text("ClientRequestToken")
            )
            self.formation.begin(site, operations.create(site))
        else:
            begin_update(self.formation, stack, target, merged)
        return EmptyResult()

    def _planned(self, call: Call, stack: Stack | None, kind: str) -> Target:
        name = call.text("StackName")
        if kind not in ("CREATE", "UPDATE"):
            raise Refused(f"Change sets of type {kind} are not available in practice")
        if kind == "UPDATE":
            if stack is None or stack.is_deleted:
                raise Refused(f"Stack [{name}] does not exist")
            if stack.status != "REVIEW_IN_PROGRESS":
                self.changeable(call)
        elif stack is not None and stack.status != "REVIEW_IN_PROGRESS":
            raise Refused(
                f"Stack [{name}] already exists and cannot be created again with the changeSet"
                f" [{call.text('ChangeSetName')}]."
            )
        return call.target(stack)

    def _new_change_set(self, call: Call, name: str, kind: str, target: Target) -> ChangeSet:
        change_set_id = (
            f"arn:aws:cloudformation:{self.region}:{ACCOUNT_ID}:changeSet/{name}"
            f"/{mock_random.uuid4()}"
        )
        change_set = ChangeSet(
            change_set_id,
            name,
            kind,
            target.template,
            target.parameters,
            target.tags,
            self.formation.context.clock.now(),
        )
        change_set.options = call.options()
        return change_set

    def _work_out(self, stack: Stack, change_set: ChangeSet, target: Target) -> None:
        scope = self.formation.scope(stack, target.template, target.parameters)
        change_set.changes = changes_of(stack, target, scope)
        self._mark_imports(stack, change_set, target)
        is_new = stack.status == "REVIEW_IN_PROGRESS"
        if not is_new and is_empty(stack, target, change_set.changes):
            change_set.status, change_set.reason = "FAILED", NO_CHANGES
            return
        change_set.status, change_set.execution = "CREATE_COMPLETE", "AVAILABLE"

    def _mark_imports(self, stack: Stack, change_set: ChangeSet, target: Target) -> None:
        """Call what would be taken over an import."""
        if not change_set.options.get("ImportExistingResources"):
            return
        options = {**change_set.options, "OwnedByOthers": self._owned_by_others(stack)}
        asking = replace(stack, options=options, tags=target.tags)
        scope = self.formation.scope(stack, target.template, target.parameters)
        wanted = scope.wanted()
        for row in change_set.changes:
            change = row["ResourceChange"]
            resource = Resource(change["LogicalResourceId"], change["ResourceType"])
            if change["Action"] == "Add":
                resource.definition = wanted[resource.logical_id]
                if self.formation.maker.is_adopted(asking, resource, scope):
                    change["Action"] = "Import"

    def _owned_by_others(self, stack: Stack) -> frozenset[str]:
        """Return the physical ids of what other stacks have: nobody takes that over."""
        return frozenset(
            resource.physical_id
            for other in self.formation.book(self.region).stacks.values()
            if other is not stack and not other.is_deleted
            for resource in other.present.values()
        )

    def _find(self, call: Call) -> tuple[Stack, ChangeSet]:
        name = call.text("ChangeSetName")
        book = self.formation.book(self.region)
        if name.startswith("arn:"):
            for stack in book.stacks.values():
                for each in stack.change_sets.values():
                    if each.id == name:
                        return stack, each
        elif not call.text("StackName"):
            raise Refused("StackName must be specified if ChangeSetName is not an ARN.")
        else:
            found = self.existing(call)
            if name in found.change_sets:
                return found, found.change_sets[name]
        raise Refused(f"ChangeSet [{name}] does not exist", "ChangeSetNotFound")


def _summary(stack: Stack, change_set: ChangeSet) -> dict[str, Any]:
    row = {
        "StackId": stack.id,
        "StackName": stack.name,
        "ChangeSetId": change_set.id,
        "ChangeSetName": change_set.name,
        "ExecutionStatus": change_set.execution,
        "Status": change_set.status,
        "CreationTime": change_set.created_at,
        "IncludeNestedStacks": False,
    }
    if change_set.reason:
        row["StatusReason"] = change_set.reason
    if change_set.options.get("Description"):
        row["Description"] = change_set.options["Description"]
    return row
