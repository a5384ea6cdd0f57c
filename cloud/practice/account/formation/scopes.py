"""What names mean inside a stack: its parameters, its resources, its conditions, other stacks."""

from collections.abc import Callable, Mapping
from typing import Any

from cloud.practice.account.formation.intrinsics import UNKNOWN, evaluated
from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.shapes import found_in
from cloud.practice.account.formation.stackbook import Resource
from cloud.practice.account.formation.templates import Template
from cloud.practice.accountmessages import ACCOUNT_ID


class StackScope:
    """The names of one stack, while it is made or planned."""

    def __init__(
        self,
        template: Template,
        parameters: Mapping[str, Any],
        resources: Mapping[str, Resource],
        pseudo: Mapping[str, Any],
        imported: Callable[[str], Any],
    ) -> None:
        """`resources`: those that exist by now; the mapping may grow."""
        self._template = template
        self._parameters = parameters
        self._resources = resources
        self._pseudo = pseudo
        self._imported = imported
        self._conditions: dict[str, bool] = {}
        self.unknown: set[str] = set()
        """Logical ids of what is known only after the change; only plans have any."""

    def reference(self, name: str) -> Any:
        if name in self._parameters:
            return self._parameters[name]
        if name in self._pseudo:
            return self._pseudo[name]
        if name in self.unknown:
            return UNKNOWN
        return self._resource(name).physical_id

    def attribute(self, logical_id: str, attribute: str) -> Any:
        if logical_id in self.unknown:
            return UNKNOWN
        resource = self._resource(logical_id)
        known = {**resource.names, **resource.properties, **resource.attributes}
        value = known.get(attribute)
        if value is None:
            value = found_in(known, attribute)
        if value is None:
            raise Refused(
                f"Template error: resource {logical_id} does not support attribute type"
                f" {attribute} in Fn::GetAtt"
            )
        return value

    def is_true(self, condition: str) -> bool:
        if condition not in self._conditions:
            if condition not in self._template.conditions:
                raise Refused(f"Template error: unresolved condition dependency {condition}")
            found = evaluated(self._template.conditions[condition], self)
            self._conditions[condition] = bool(found)
        return self._conditions[condition]

    def mapping(self, name: str) -> Any:
        if name not in self._template.mappings:
            raise Refused(f"Template error: Mapping named '{name}' is not present.")
        return self._template.mappings[name]

    def imported(self, name: str) -> Any:
        return self._imported(name)

    def zones(self, region: str) -> list[str]:
        region = region or str(self._pseudo["AWS::Region"])
        return [f"{region}{letter}" for letter in ("acd" if region == "ap-northeast-1" else "abc")]

    def wanted(self) -> dict[str, dict[str, Any]]:
        """Return the definitions of the resources whose condition holds."""
        return {
            logical_id: definition
            for logical_id, definition in self._template.resources.items()
            if "Condition" not in definition or self.is_true(definition["Condition"])
        }

    def _resource(self, name: str) -> Resource:
        if name not in self._resources:
            raise Refused(
                f"Template format error: Unresolved resource dependencies [{name}] in the"
                " Resources block of the template"
            )
        return self._resources[name]


def pseudo_parameters(stack_id: str, stack_name: str, region: str) -> dict[str, Any]:
    """Return what CloudFormation itself gives to every template."""
    return {
        "AWS::AccountId": ACCOUNT_ID,
        "AWS::Region": region,
        "AWS::StackId": stack_id,
        "AWS::StackName": stack_name,
        "AWS::Partition": "aws",
        "AWS::URLSuffix": "amazonaws.com",
        "AWS::NotificationARNs": [],
    }
