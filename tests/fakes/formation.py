"""A CloudFormation in memory whose changes go one step at each look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cloud.patterns.reading import read_pattern
from tests.fakes.aws import FakeClient, refusal

_DELETION = ("IN_PROGRESS", "COMPLETE")
UNCHANGED = "The submitted information didn't contain changes."


@dataclass
class FakeStack:
    """One stack, also after its end."""

    name: str
    id: str
    status: str
    tags: list[dict[str, str]]
    parameters: dict[str, str] = field(default_factory=dict)
    body: str = ""
    resources: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    is_protected: bool = False
    reason: str = ""
    steps: list[Any] = field(default_factory=list)


class FakeFormation(FakeClient):
    """Its changes go on by one step whenever somebody describes the stack."""

    def __init__(self) -> None:
        super().__init__()
        self.stacks: list[FakeStack] = []
        self.change_sets: dict[str, dict[str, Any]] = {}
        self.fails: dict[str, str] = {}
        """Resources that can't be made -> why."""
        self.stays: dict[str, str] = {}
        """Resources that can't be deleted -> why."""
        self.page = 3
        self.lag = 0
        """Looks after a call for which nothing can be seen of it yet."""
        self.tokens: list[str] = []
        """Of the changes that were executed."""
        self._now = datetime(2026, 11, 21, tzinfo=UTC)
        self._number = 0

    def __getattr__(self, operation: str) -> Any:
        raise AttributeError(operation)

    # ---- looking ----

    def describe_stacks(self, StackName: str = "", **_: Any) -> dict[str, Any]:
        if not StackName:
            alive = [each for each in self.stacks if each.status != "DELETE_COMPLETE"]
            return {"Stacks": [self._described(each) for each in alive]}
        stack = self.stack(StackName)
        if stack.steps:
            stack.steps.pop(0)()
        return {"Stacks": [self._described(stack)]}

    def describe_stack_events(self, StackName: str, NextToken: str = "0") -> dict[str, Any]:
        events = self.stack(StackName).events[::-1]
        start = int(NextToken)
        more = {"NextToken": str(start + self.page)} if start + self.page < len(events) else {}
        return {"StackEvents": events[start : start + self.page], **more}

    def list_stack_resources(self, StackName: str) -> dict[str, Any]:
        return {"StackResourceSummaries": list(self.stack(StackName).resources.values())}

    def list_change_sets(self, StackName: str) -> dict[str, Any]:
        found = [each for each in self.change_sets.values() if each["StackName"] == StackName]
        return {"Summaries": found}

    def describe_change_set(self, ChangeSetName: str, NextToken: str = "0") -> dict[str, Any]:
        if ChangeSetName not in self.change_sets:
            raise refusal("ChangeSetNotFound", "ChangeSet does not exist")
        found = dict(self.change_sets[ChangeSetName])
        start = int(NextToken)
        changes = found["Changes"]
        if start + 1 < len(changes):
            found["NextToken"] = str(start + 1)
        return found | {"Changes": changes[start : start + 1]}

    # ---- changing ----

    def create_change_set(self, **wish: Any) -> dict[str, Any]:
        name = wish["StackName"]
        stack = self.find(name)
        if stack is None:
            stack = FakeStack(name, f"arn:stack/{name}/{self._next()}", "REVIEW_IN_PROGRESS", [])
            self.stacks.append(stack)
        before = dict(stack.parameters)
        parameters = {
            (key := each["ParameterKey"]): each.get("ParameterValue", before.get(key))
            for each in wish["Parameters"]
        }
        body = wish.get("TemplateBody", "")
        changes = self._changes(stack, body, parameters)
        arn = f"arn:changeset/{wish['ChangeSetName']}"
        self.change_sets[arn] = {
            "StackName": name,
            "StackId": stack.id,
            "Status": "CREATE_COMPLETE" if changes else "FAILED",
            "StatusReason": "" if changes else UNCHANGED,
            "ExecutionStatus": "AVAILABLE" if changes else "UNAVAILABLE",
            "Changes": changes,
            "wish": wish | {"parameters": parameters},
        }
        return {"Id": arn, "StackId": stack.id}

    def delete_change_set(self, ChangeSetName: str) -> dict[str, Any]:
        self.change_sets.pop(ChangeSetName, None)
        return {}

    def execute_change_set(
        self, ChangeSetName: str, ClientRequestToken: str = "", RetainExceptOnCreate: bool = False
    ) -> dict[str, Any]:
        self.tokens.append(ClientRequestToken)
        made = self.change_sets.pop(ChangeSetName)
        stack, wish = self.stack(made["StackId"]), made["wish"]
        word = "CREATE" if stack.status == "REVIEW_IN_PROGRESS" else "UPDATE"
        stack.tags, stack.body = wish["Tags"], wish["TemplateBody"]
        old, stack.parameters = stack.parameters, wish["parameters"]
        changed = [each["ResourceChange"] for each in made["Changes"]]
        script: list[Any] = [self._own(stack, f"{word}_IN_PROGRESS")]
        failed: Any = None
        for each in changed:
            script.append(self._of(stack, each, f"{word}_IN_PROGRESS"))
            if reason := self.fails.get(each["LogicalResourceId"]):
                failed = each
                script.append(self._of(stack, each, f"{word}_FAILED", reason))
                break
            script.append(self._of(stack, each, f"{word}_COMPLETE"))
        prefix = "" if word == "CREATE" else "UPDATE_"
        if failed is None:
            script.append(self._own(stack, f"{word}_COMPLETE"))
        else:
            stack.parameters = old
            script += [
                self._own(stack, f"{prefix}ROLLBACK_IN_PROGRESS", "The following failed: ..."),
                *(
                    self._of(stack, each, "DELETE_COMPLETE")
                    for each in changed[: changed.index(failed) + 1]
                    if word == "CREATE"
                ),
                self._own(stack, f"{prefix}ROLLBACK_COMPLETE"),
            ]
        stack.steps = [*[lambda: None] * self.lag, *script]
        return {}

    def delete_stack(self, StackName: str) -> dict[str, Any]:
        stack = self.stack(StackName)
        if stack.is_protected:
            raise refusal("ValidationError", "termination protection is enabled")
        if stack.status == "REVIEW_IN_PROGRESS" or not stack.resources:
            waits = [lambda: None] * self.lag
            stack.steps = [*waits, *(self._own(stack, f"DELETE_{e}") for e in _DELETION)]
            return {}
        script = [self._own(stack, "DELETE_IN_PROGRESS")]
        kept = {r.logical_id for r in read_pattern("x", stack.body).resources if r.is_retained}
        end = "DELETE_COMPLETE"
        for each in list(stack.resources.values()):
            name = each["LogicalResourceId"]
            if name in self.stays:
                script.append(self._of(stack, each, "DELETE_FAILED", self.stays[name]))
                end = "DELETE_FAILED"
            else:
                status = "DELETE_SKIPPED" if name in kept else "DELETE_COMPLETE"
                script.append(self._of(stack, each, status))
        stack.steps = [*[lambda: None] * self.lag, *script, self._own(stack, end)]
        return {}

    def update_termination_protection(
        self, StackName: str, EnableTerminationProtection: bool
    ) -> dict[str, Any]:
        self.stack(StackName).is_protected = EnableTerminationProtection
        return {}

    # ---- inside ----

    def find(self, name: str) -> FakeStack | None:
        for each in reversed(self.stacks):
            if each.id == name or (each.name == name and each.status != "DELETE_COMPLETE"):
                return each
        return None

    def stack(self, name: str) -> FakeStack:
        if (found := self.find(name)) is None:
            raise refusal("ValidationError", f"Stack with id {name} does not exist")
        return found

    def put(self, name: str, body: str, status: str = "CREATE_COMPLETE") -> FakeStack:
        """Have a stack that somebody made by other means."""
        stack = FakeStack(name, f"arn:stack/{name}/{self._next()}", status, [], body=body)
        self.stacks.append(stack)
        return stack

    def _changes(
        self, stack: FakeStack, body: str, parameters: Mapping[str, str]
    ) -> list[dict[str, Any]]:
        wanted = {each.logical_id: each.type for each in read_pattern("x", body).resources}
        present = {
            name: each
            for name, each in stack.resources.items()
            if each["ResourceStatus"] != "DELETE_COMPLETE"
        }
        changes = [("Add", name) for name in wanted if name not in present]
        if parameters != stack.parameters:
            changes += [("Modify", name) for name in wanted if name in present]
        return [
            {
                "ResourceChange": {
                    "Action": action,
                    "LogicalResourceId": name,
                    "ResourceType": wanted[name],
                    "Details": [{"Target": {"Attribute": "Properties", "Name": "Name"}}],
                }
            }
            for action, name in changes
        ]

    def _described(self, stack: FakeStack) -> dict[str, Any]:
        return {
            "StackName": stack.name,
            "StackId": stack.id,
            "StackStatus": stack.status,
            "StackStatusReason": stack.reason,
            "CreationTime": self._now,
            "Tags": stack.tags,
            "EnableTerminationProtection": stack.is_protected,
            "Parameters": [
                {"ParameterKey": name, "ParameterValue": value}
                for name, value in stack.parameters.items()
            ],
            "Outputs": [
                {"OutputKey": name, "OutputValue": f"value-of-{name}"}
                for name in (read_pattern("x", stack.body).outputs if stack.body else ())
            ],
        }

    def _own(self, stack: FakeStack, status: str, reason: str = "") -> Any:
        def step() -> None:
            stack.status = status
            self._event(stack, stack.name, "AWS::CloudFormation::Stack", status, stack.id, reason)

        return step

    def _of(self, stack: FakeStack, each: Mapping[str, Any], status: str, reason: str = "") -> Any:
        def step() -> None:
            name, type_ = each["LogicalResourceId"], each["ResourceType"]
            physical_id = each.get("PhysicalResourceId") or f"{stack.name}-{name}"
            stack.resources[name] = {
                "LogicalResourceId": name,
                "ResourceType": type_,
                "PhysicalResourceId": physical_id,
                "ResourceStatus": status,
                "ResourceStatusReason": reason,
            }
            self._event(stack, name, type_, status, physical_id, reason)

        return step

    def _event(self, stack: FakeStack, *what: str) -> None:
        name, type_, status, physical_id, reason = what
        self._now += timedelta(seconds=1)
        stack.events.append(
            {
                "EventId": f"event-{self._next()}",
                "Timestamp": self._now,
                "LogicalResourceId": name,
                "ResourceType": type_,
                "ResourceStatus": status,
                "PhysicalResourceId": physical_id,
                "ResourceStatusReason": reason,
                "ResourceProperties": "never shown",
            }
        )

    def _next(self) -> int:
        self._number += 1
        return self._number
