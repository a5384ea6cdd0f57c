"""Changes a stack step by step to another template, and back again when something fails."""

import copy
from dataclasses import dataclass, field
from typing import Any

from cloud.practice.account.formation.making import computed
from cloud.practice.account.formation.operations import Site, Steps, make, settle, unmake
from cloud.practice.account.formation.ordering import in_order
from cloud.practice.account.formation.outputs import outputs_of
from cloud.practice.account.formation.parameters import ParameterValues
from cloud.practice.account.formation.refusals import Refused, ResourceFailed
from cloud.practice.account.formation.schemas import schema_of
from cloud.practice.account.formation.stackbook import Resource, Stack
from cloud.practice.account.formation.templates import Template

_NEW_ONE = "Requested update requires the creation of a new physical resource; hence creating one."


@dataclass(frozen=True, slots=True)
class Target:
    """What a stack is to become."""

    template: Template
    parameters: ParameterValues
    tags: dict[str, str]


@dataclass(slots=True)
class _Undo:
    """What was done so far, in order, and how to undo it."""

    added: list[Resource] = field(default_factory=list)
    changed: list[tuple[Resource, dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    """With the properties and the definition before."""
    redefined: list[tuple[Resource, dict[str, Any]]] = field(default_factory=list)
    """Only what becomes of them is other; with the definition before."""
    replaced: dict[str, Resource] = field(default_factory=dict)
    """The old ones by logical id."""


def update(site: Site, before: Target) -> Steps:
    """Change a stack that has its new template already; `before` is what it goes back to."""
    stack, chronicle = site.stack, site.chronicle
    chronicle.stack_is("UPDATE_IN_PROGRESS", "User Initiated")
    yield
    undo = _Undo()
    outputs = copy.deepcopy(stack.outputs)
    try:
        wanted = site.scope.wanted()
        for logical_id in in_order(wanted):
            yield from _bring_up_to_date(site, logical_id, wanted[logical_id], undo)
        stack.outputs = outputs_of(stack, site.scope)
    except (ResourceFailed, Refused) as error:
        yield from _go_back(site, before, undo, error)
        stack.outputs = outputs
        return
    chronicle.stack_is("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
    yield
    left = [
        (each, str(wanted[logical_id].get("UpdateReplacePolicy", "Delete")))
        for logical_id, each in undo.replaced.items()
    ]
    left += [
        (each, each.deletion_policy)
        for logical_id, each in reversed(stack.present.items())
        if logical_id not in wanted
    ]
    yield from _clean_up(site, left)
    chronicle.stack_is("UPDATE_COMPLETE")


def must_be_replaced(stack: Stack, resource: Resource, properties: dict[str, Any]) -> bool:
    """Tell whether other properties make another resource of it."""
    schema = schema_of(resource.type, stack.region)
    if schema is None:
        return False
    return any(
        schema.recreation(name) == "Always"
        or _hidden_change(schema.create_only, name, resource, properties)
        for name in changed_names(resource.properties, properties)
    )


def changed_names(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Return the names of the properties that differ."""
    return [
        name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)
    ]


def _hidden_change(
    create_only: frozenset[str], name: str, resource: Resource, properties: dict[str, Any]
) -> bool:
    """Something deep inside can't be changed, and that is what differs."""
    for path in create_only:
        if path.startswith(f"{name}."):
            parts = path.split(".")
            if _dig(resource.properties, parts) != _dig(properties, parts):
                return True
    return False


def _dig(value: Any, parts: list[str]) -> Any:
    for part in parts:
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _bring_up_to_date(
    site: Site, logical_id: str, definition: dict[str, Any], undo: _Undo
) -> Steps:
    stack = site.stack
    resource = stack.present.get(logical_id)
    if resource is None or resource.type != definition["Type"]:
        yield from _add(site, logical_id, definition, undo, resource)
        return
    properties = computed(definition, site.scope)
    if not needs_change(stack, resource, properties):
        undo.redefined.append((resource, resource.definition))
        resource.definition = definition
        return
    if must_be_replaced(stack, resource, properties):
        site.chronicle.resource_is(resource, "UPDATE_IN_PROGRESS", _NEW_ONE)
        yield from _replace(site, resource, definition, undo)
        return
    site.chronicle.resource_is(resource, "UPDATE_IN_PROGRESS")
    yield
    undo.changed.append((resource, resource.properties, resource.definition))
    try:
        site.maker.update(stack, resource, properties)
    except ResourceFailed as error:
        site.chronicle.resource_is(resource, "UPDATE_FAILED", str(error))
        undo.changed.pop()
        raise
    yield from settle(site, resource)
    resource.definition = definition
    site.chronicle.resource_is(resource, "UPDATE_COMPLETE")
    yield


def needs_change(stack: Stack, resource: Resource, properties: dict[str, Any]) -> bool:
    """Tell whether an update has anything to do with a resource."""
    if resource.properties != properties:
        return True
    schema = schema_of(resource.type, stack.region)
    return bool(schema and schema.tag_property) and resource.tags != stack.tags


def _add(
    site: Site,
    logical_id: str,
    definition: dict[str, Any],
    undo: _Undo,
    other: Resource | None,
) -> Steps:
    if other is not None:  # of another type: it goes with the cleanup
        undo.replaced[logical_id] = other
    resource = Resource(logical_id, definition["Type"], definition=definition)
    site.stack.resources[logical_id] = resource
    try:
        yield from make(site, resource)
    except ResourceFailed:
        if other is not None:
            site.stack.resources[logical_id] = undo.replaced.pop(logical_id)
        raise
    if other is None:
        undo.added.append(resource)


def _replace(site: Site, resource: Resource, definition: dict[str, Any], undo: _Undo) -> Steps:
    yield
    new = Resource(resource.logical_id, resource.type, definition=definition)
    try:
        site.maker.create(site.stack, new, site.scope)
    except ResourceFailed as error:
        site.chronicle.resource_is(resource, "UPDATE_FAILED", str(error))
        raise
    yield from settle(site, new)
    undo.replaced[resource.logical_id] = resource
    site.stack.resources[resource.logical_id] = new
    site.chronicle.resource_is(new, "UPDATE_COMPLETE")
    yield


def _go_back(site: Site, before: Target, undo: _Undo, error: Exception) -> Steps:
    stack, chronicle = site.stack, site.chronicle
    failed = [
        each.logical_id
        for each in stack.resources.values()
        if each.status in ("UPDATE_FAILED", "CREATE_FAILED")
    ]
    reason = f"The following resource(s) failed to update: [{', '.join(failed)}]. "
    chronicle.stack_is(
        "UPDATE_ROLLBACK_IN_PROGRESS", reason if failed else getattr(error, "message", str(error))
    )
    yield
    stack.template, stack.parameters, stack.tags = before.template, before.parameters, before.tags
    for resource, definition in undo.redefined:
        resource.definition = definition
    new = list(undo.added)
    for logical_id, old in undo.replaced.items():
        new.append(stack.resources[logical_id])
        stack.resources[logical_id] = old
        old.status, old.reason = "UPDATE_COMPLETE", ""
    stuck = []
    for resource, properties, definition in reversed(undo.changed):
        chronicle.resource_is(resource, "UPDATE_IN_PROGRESS")
        yield
        try:
            site.maker.update(stack, resource, properties)
        except ResourceFailed as again:
            chronicle.resource_is(resource, "UPDATE_FAILED", str(again))
            stuck.append(resource.logical_id)
            continue
        yield from settle(site, resource)
        resource.definition = definition
        chronicle.resource_is(resource, "UPDATE_COMPLETE")
    for resource in stack.resources.values():
        if resource.status == "UPDATE_FAILED" and resource.logical_id not in stuck:
            chronicle.resource_is(resource, "UPDATE_COMPLETE")  # it never left what it was
    if stuck:
        chronicle.stack_is(
            "UPDATE_ROLLBACK_FAILED",
            f"The following resource(s) failed to update: [{', '.join(stuck)}]. ",
        )
        return
    chronicle.stack_is("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
    yield
    yield from _clean_up(site, [(each, _policy_of_new(each)) for each in reversed(new)])
    _forget_failed(stack)
    chronicle.stack_is("UPDATE_ROLLBACK_COMPLETE")


def _clean_up(site: Site, resources: list[tuple[Resource, str]]) -> Steps:
    """Delete what a change has left over, by its policy; what can't be is forgotten, as by AWS."""
    for resource, policy in resources:
        if policy.startswith("Retain"):
            site.chronicle.resource_is(resource, "DELETE_SKIPPED")
            continue
        try:
            yield from unmake(site, resource)
        except ResourceFailed:
            continue


def _policy_of_new(resource: Resource) -> str:
    """What was made by a change that failed goes, unless it is to stay whatever happens."""
    return "Retain" if resource.deletion_policy == "Retain" else "Delete"


def _forget_failed(stack: Stack) -> None:
    for logical_id, resource in list(stack.resources.items()):
        if resource.status == "CREATE_FAILED":
            del stack.resources[logical_id]
