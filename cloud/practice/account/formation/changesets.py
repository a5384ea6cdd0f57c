"""Tells what a change would do to each resource of a stack, and whether it would be made anew."""

from collections.abc import Iterator, Mapping
from typing import Any

from cloud.practice.account.formation.intrinsics import has_unknown
from cloud.practice.account.formation.making import computed
from cloud.practice.account.formation.ordering import in_order, references
from cloud.practice.account.formation.schemas import Schema, schema_of
from cloud.practice.account.formation.scopes import StackScope
from cloud.practice.account.formation.stackbook import Resource, Stack
from cloud.practice.account.formation.templates import Template
from cloud.practice.account.formation.updating import Target, changed_names

NO_CHANGES = (
    "The submitted information didn't contain changes. "
    "Submit different information to create a change set."
)
_REPLACEMENT = {"Never": "False", "Conditionally": "Conditional", "Always": "True"}
_WEIGHT = ("Never", "Conditionally", "Always")


def changes_of(stack: Stack, target: Target, scope: StackScope) -> list[dict[str, Any]]:
    """Return the rows of a change set. `scope` has the new template and the present resources."""
    present = stack.present
    wanted = scope.wanted()
    rows = []
    for logical_id in in_order(wanted):
        definition = wanted[logical_id]
        resource = present.get(logical_id)
        if resource is None or resource.type != definition["Type"]:
            scope.unknown.add(logical_id)
            if resource is not None:
                rows.append(_row("Remove", resource))
            rows.append(_row("Add", Resource(logical_id, definition["Type"])))
        elif row := _modified(stack, target, resource, definition, scope):
            rows.append(row)
    for logical_id, resource in reversed(present.items()):
        if logical_id not in wanted:
            rows.append(_row("Remove", resource))
    return rows


def is_empty(stack: Stack, target: Target, rows: list[dict[str, Any]]) -> bool:
    """Tell whether nothing would change; another output is a change too."""
    return not rows and stack.template.outputs == target.template.outputs


def _row(action: str, resource: Resource, **more: Any) -> dict[str, Any]:
    change = {
        "Action": action,
        "LogicalResourceId": resource.logical_id,
        "ResourceType": resource.type,
        "Scope": [],
        "Details": [],
    }
    if resource.physical_id:
        change["PhysicalResourceId"] = resource.physical_id
    if action == "Remove":
        change["PolicyAction"] = "Retain" if "Retain" in resource.deletion_policy else "Delete"
    return {"Type": "Resource", "ResourceChange": {**change, **more}}


def _modified(
    stack: Stack,
    target: Target,
    resource: Resource,
    definition: dict[str, Any],
    scope: StackScope,
) -> dict[str, Any] | None:
    schema = schema_of(resource.type, stack.region)
    if schema is None:
        return None
    after = computed(definition, scope)
    details = list(_details(schema, resource, definition, after, target.template))
    if schema.tag_property and resource.tags != target.tags:
        details.append(
            {
                "Target": {"Attribute": "Tags", "RequiresRecreation": "Never"},
                "Evaluation": "Static",
                "ChangeSource": "DirectModification",
            }
        )
    if not details:
        return None
    recreation = max((_certain(each) for each in details), key=_WEIGHT.index)
    more: dict[str, Any] = {}
    if recreation == "Always":
        scope.unknown.add(resource.logical_id)
        policy = str(definition.get("UpdateReplacePolicy", "Delete"))
        more["PolicyAction"] = "ReplaceAndRetain" if policy == "Retain" else "ReplaceAndDelete"
    return _row(
        "Modify",
        resource,
        Replacement=_REPLACEMENT[recreation],
        Scope=sorted({each["Target"]["Attribute"] for each in details}),
        Details=details,
        **more,
    )


def _certain(detail: Mapping[str, Any]) -> str:
    """Return what a detail means for the resource; what may stay the same only may replace it."""
    recreation: str = detail["Target"]["RequiresRecreation"]
    is_sure = detail["Evaluation"] == "Static"
    return recreation if is_sure or recreation == "Never" else "Conditionally"


def _details(
    schema: Schema,
    resource: Resource,
    definition: dict[str, Any],
    after: dict[str, Any],
    template: Template,
) -> Iterator[dict[str, Any]]:
    before_text = resource.definition.get("Properties") or {}
    after_text = definition.get("Properties") or {}
    for name in changed_names(resource.properties, after):
        target = {
            "Attribute": "Properties",
            "Name": name,
            "RequiresRecreation": schema.recreation(name),
        }
        evaluation = "Dynamic" if has_unknown(after.get(name)) else "Static"
        if before_text.get(name) != after_text.get(name):
            yield {
                "Target": target,
                "Evaluation": evaluation,
                "ChangeSource": "DirectModification",
            }
            continue
        cause, source = _cause(after_text.get(name), template)
        yield {
            "Target": target,
            "Evaluation": evaluation,
            "ChangeSource": source,
            "CausingEntity": cause,
        }


def _cause(value: Any, template: Template) -> tuple[str, str]:
    for name, attribute in references(value):
        if attribute:
            return f"{name}.{attribute}", "ResourceAttribute"
        if name in template.parameters:
            return name, "ParameterReference"
        if name in template.resources:
            return name, "ResourceReference"
    return "", "ParameterReference"
