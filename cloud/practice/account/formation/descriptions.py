"""Answers the calls that only look: stacks, resources, events, outputs, templates."""

from collections.abc import Sequence
from typing import Any

from moto.core.responses import ActionResult

from cloud.practice.account.formation import templatecheck
from cloud.practice.account.formation.answering import Answering
from cloud.practice.account.formation.calling import Call
from cloud.practice.account.formation.chronicle import STACK_TYPE
from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.stackbook import Resource, Stack
from cloud.practice.account.formation.templates import Template, read_template

PAGE = 100


class Descriptions(Answering):
    """Describe..., List..., Get... and ValidateTemplate."""

    def describe_stacks(self) -> ActionResult:
        """DescribeStacks."""
        call = self.call()
        if call.text("StackName"):
            found = [self.existing(call)]
        else:
            book = self.formation.book(self.region)
            found = [each for each in reversed(book.stacks.values()) if not each.is_deleted]
        return _page(call, "Stacks", [_described(each) for each in found])

    def list_stacks(self) -> ActionResult:
        """ListStacks; deleted ones too."""
        call = self.call()
        wanted = {str(each) for each in call.parameters.get("StackStatusFilter") or ()}
        found = reversed(self.formation.book(self.region).stacks.values())
        rows = [_summary(each) for each in found if not wanted or each.status in wanted]
        return _page(call, "StackSummaries", rows)

    def describe_stack_resource(self) -> ActionResult:
        """DescribeStackResource."""
        call = self.call()
        stack = self.existing(call)
        return ActionResult({"StackResourceDetail": _detail(stack, self._resource(call, stack))})

    def describe_stack_resources(self) -> ActionResult:
        """DescribeStackResources."""
        call = self.call()
        if physical_id := call.text("PhysicalResourceId"):
            stack = self._owner(physical_id)
        else:
            stack = self.existing(call)
        wanted = call.text("LogicalResourceId")
        rows = [
            {**_detail(stack, each), "Timestamp": each.changed_at}
            for each in _listed(stack)
            if not wanted or each.logical_id == wanted
        ]
        return ActionResult({"StackResources": rows})

    def list_stack_resources(self) -> ActionResult:
        """ListStackResources."""
        call = self.call()
        stack = self.existing(call)
        rows = [_detail(stack, each) for each in _listed(stack)]
        return _page(call, "StackResourceSummaries", rows)

    def describe_stack_events(self) -> ActionResult:
        """DescribeStackEvents, the latest first."""
        call = self.call()
        stack = self.existing(call)
        rows: list[dict[str, Any]] = []
        for event in reversed(stack.events):
            row = {
                "StackId": stack.id,
                "EventId": event.id,
                "StackName": stack.name,
                "OperationId": event.operation_id,
                "LogicalResourceId": event.logical_id,
                "PhysicalResourceId": event.physical_id,
                "ResourceType": event.type,
                "Timestamp": event.at,
                "ResourceStatus": event.status,
            }
            row |= {"ResourceStatusReason": event.reason} if event.reason else {}
            row |= {"ClientRequestToken": event.token} if event.token else {}
            rows.append(row)
        return _page(call, "StackEvents", rows)

    def describe_events(self) -> ActionResult:
        """DescribeEvents: the same by operation, with what kind of event each is."""
        call = self.call()
        stack = self.existing(call)
        failed_only = str((call.parameters.get("Filters") or {}).get("FailedEvents", ""))
        rows: list[dict[str, Any]] = []
        for event in reversed(stack.events):
            is_failure = event.status.endswith("FAILED") and event.type != STACK_TYPE
            if failed_only.lower() == "true" and not is_failure:
                continue
            kind = "STACK_EVENT" if event.type == STACK_TYPE else "PROGRESS_EVENT"
            row = {
                "EventId": event.id,
                "StackId": stack.id,
                "OperationId": event.operation_id,
                "EventType": "PROVISIONING_ERROR" if is_failure else kind,
                "LogicalResourceId": event.logical_id,
                "PhysicalResourceId": event.physical_id,
                "ResourceType": event.type,
                "Timestamp": event.at,
                "ResourceStatus": event.status,
            }
            row |= {"ResourceStatusReason": event.reason} if event.reason else {}
            rows.append(row)
        return _page(call, "OperationEvents", rows)

    def get_template(self) -> ActionResult:
        """GetTemplate."""
        call = self.call()
        stack = self.existing(call)
        return ActionResult({"TemplateBody": stack.template.text, "StagesAvailable": ["Original"]})

    def get_template_summary(self) -> ActionResult:
        """GetTemplateSummary."""
        call = self.call()
        text = call.template_text()
        template = read_template(text) if text else self.existing(call).template
        types = sorted({each["Type"] for each in template.resources.values()})
        return ActionResult({**_validated(template), "ResourceTypes": types})

    def validate_template(self) -> ActionResult:
        """ValidateTemplate."""
        call = self.call()
        template = read_template(call.template_text())
        templatecheck.check_template(template, self.region)
        return ActionResult(_validated(template))

    def list_exports(self) -> ActionResult:
        """ListExports."""
        found = self.formation.book(self.call().region).exports()
        rows = [
            {"ExportingStackId": stack.id, "Name": name, "Value": value}
            for name, (stack, value) in sorted(found.items())
        ]
        return ActionResult({"Exports": rows})

    def _resource(self, call: Call, stack: Stack) -> Resource:
        logical_id = call.text("LogicalResourceId")
        if logical_id not in stack.resources:
            raise Refused(f"Resource {logical_id} does not exist for stack {stack.name}")
        return stack.resources[logical_id]

    def _owner(self, physical_id: str) -> Stack:
        for stack in self.formation.book(self.region).stacks.values():
            if any(each.physical_id == physical_id for each in stack.present.values()):
                return stack
        raise Refused(f"Stack for {physical_id} does not exist")


def _described(stack: Stack) -> dict[str, Any]:
    options = stack.options
    row: dict[str, Any] = {
        "StackId": stack.id,
        "StackName": stack.name,
        "Parameters": stack.parameters.shown(),
        "CreationTime": stack.created_at,
        "RollbackConfiguration": {},
        "StackStatus": stack.status,
        "DisableRollback": options.get("OnFailure") == "DO_NOTHING",
        "NotificationARNs": options.get("NotificationARNs", []),
        "Capabilities": options.get("Capabilities", []),
        "Tags": [{"Key": key, "Value": each} for key, each in stack.tags.items()],
        "EnableTerminationProtection": str(options.get("EnableTerminationProtection", "")).lower()
        == "true",
        "DriftInformation": _drift(stack),
    }
    row |= {"Outputs": stack.outputs} if stack.outputs else {}
    return (
        row | _optional(stack) | ({"RoleARN": options["RoleARN"]} if options.get("RoleARN") else {})
    )


def _summary(stack: Stack) -> dict[str, Any]:
    return {
        "StackId": stack.id,
        "StackName": stack.name,
        "CreationTime": stack.created_at,
        "StackStatus": stack.status,
        "DriftInformation": _drift(stack),
    } | _optional(stack, description="TemplateDescription")


def _optional(stack: Stack, description: str = "Description") -> dict[str, Any]:
    found = {
        description: stack.template.description,
        "LastUpdatedTime": stack.changed_at,
        "DeletionTime": stack.deleted_at,
        "StackStatusReason": stack.reason,
    }
    return {name: value for name, value in found.items() if value}


def _drift(stack: Stack) -> dict[str, Any]:
    row: dict[str, Any] = {"StackDriftStatus": stack.drift}
    return row | ({"LastCheckTimestamp": stack.drift_at} if stack.drift_at else {})


def _listed(stack: Stack) -> list[Resource]:
    return [each for each in stack.resources.values() if each.status]


def _detail(stack: Stack, resource: Resource) -> dict[str, Any]:
    row: dict[str, Any] = {
        "StackName": stack.name,
        "StackId": stack.id,
        "LogicalResourceId": resource.logical_id,
        "ResourceType": resource.type,
        "LastUpdatedTimestamp": resource.changed_at,
        "ResourceStatus": resource.status,
        "DriftInformation": {"StackResourceDriftStatus": resource.drift},
    }
    row |= {"PhysicalResourceId": resource.physical_id} if resource.physical_id else {}
    return row | ({"ResourceStatusReason": resource.reason} if resource.reason else {})


def _validated(template: Template) -> dict[str, Any]:
    needed = templatecheck.needed_capabilities(template)
    parameters = [
        {
            "ParameterKey": name,
            "DefaultValue": None if (found := each.get("Default")) is None else str(found),
            "NoEcho": str(each.get("NoEcho", "")).lower() == "true",
            "Description": str(each.get("Description", "")),
            "ParameterType": str(each.get("Type", "String")),
            "ParameterConstraints": {
                "AllowedValues": [str(value) for value in each.get("AllowedValues") or ()]
            },
        }
        for name, each in template.parameters.items()
    ]
    row: dict[str, Any] = {
        "Description": template.description,
        "Parameters": parameters,
        "Capabilities": needed,
    }
    if needed:
        row["CapabilitiesReason"] = "The following resource(s) require capabilities: IAM"
    return row


def _page(call: Call, name: str, rows: Sequence[dict[str, Any]]) -> ActionResult:
    start = int(call.text("NextToken") or 0)
    answer: dict[str, Any] = {name: rows[start : start + PAGE]}
    if start + PAGE < len(rows):
        answer["NextToken"] = str(start + PAGE)
    return ActionResult(answer)
