"""Creates and deletes stacks step by step, and undoes what failed; each `yield` is a while."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cloud.practice.account.formation.chronicle import Chronicle
from cloud.practice.account.formation.making import Maker
from cloud.practice.account.formation.ordering import in_order, needs
from cloud.practice.account.formation.outputs import outputs_of
from cloud.practice.account.formation.refusals import Refused, ResourceFailed
from cloud.practice.account.formation.scopes import StackScope
from cloud.practice.account.formation.stackbook import Resource, Stack

Steps = Iterator[None]


@dataclass(slots=True)
class Site:
    """Where an operation works: one stack, and those who work on it."""

    stack: Stack
    scope: StackScope
    maker: Maker
    chronicle: Chronicle
    rest_s: float = 0.0
    """How much longer than others the step that has just been done takes."""


def create(site: Site) -> Steps:
    """Make everything of a stack's template; what fails takes everything along."""
    stack, chronicle = site.stack, site.chronicle
    chronicle.stack_is("CREATE_IN_PROGRESS", "User Initiated")
    yield
    made: list[Resource] = []
    try:
        wanted = site.scope.wanted()
        for logical_id in in_order(wanted):
            resource = Resource(logical_id, wanted[logical_id]["Type"])
            resource.definition = wanted[logical_id]
            stack.resources[logical_id] = resource
            yield from make(site, resource)
            made.append(resource)
        stack.outputs = outputs_of(stack, site.scope)
    except (ResourceFailed, Refused) as error:
        yield from _give_up(site, made, error)
        return
    chronicle.stack_is("CREATE_COMPLETE")


def make(site: Site, resource: Resource) -> Steps:
    """Make one resource; raises ResourceFailed after its event."""
    chronicle = site.chronicle
    chronicle.resource_is(resource, "CREATE_IN_PROGRESS")
    yield
    try:
        site.maker.create(site.stack, resource, site.scope)
    except ResourceFailed as error:
        chronicle.resource_is(resource, "CREATE_FAILED", str(error))
        raise
    chronicle.resource_is(resource, "CREATE_IN_PROGRESS", "Resource creation Initiated")
    yield from settle(site, resource)
    chronicle.resource_is(resource, "CREATE_COMPLETE")
    yield


def delete(site: Site, retain: Iterable[str] = ()) -> Steps:
    """Take a stack away; what can't be deleted stays, with all that it needs."""
    stack, chronicle = site.stack, site.chronicle
    chronicle.stack_is("DELETE_IN_PROGRESS", "User Initiated")
    yield
    present = stack.present
    kept = {each for each in retain if each in present}
    failed: list[str] = []
    blocked: set[str] = set()
    for logical_id in reversed(order_of(stack)):
        resource = present[logical_id]
        if logical_id in blocked:
            blocked |= needs(resource.definition)
            continue
        if logical_id in kept or resource.deletion_policy in ("Retain", "RetainExceptOnCreate"):
            chronicle.resource_is(resource, "DELETE_SKIPPED")
            continue
        try:
            yield from unmake(site, resource)
        except ResourceFailed:
            failed.append(logical_id)
            blocked |= needs(resource.definition)
    if failed:
        chronicle.stack_is(
            "DELETE_FAILED",
            f"The following resource(s) failed to delete: [{', '.join(failed)}]. ",
        )
        return
    stack.outputs = []
    chronicle.stack_is("DELETE_COMPLETE")


def unmake(site: Site, resource: Resource) -> Steps:
    """Delete one resource; raises ResourceFailed after its event."""
    site.chronicle.resource_is(resource, "DELETE_IN_PROGRESS")
    yield
    try:
        site.maker.delete(site.stack, resource)
    except ResourceFailed as error:
        site.chronicle.resource_is(resource, "DELETE_FAILED", str(error))
        raise
    yield from settle(site, resource)
    site.chronicle.resource_is(resource, "DELETE_COMPLETE")
    yield


def settle(site: Site, resource: Resource) -> Steps:
    """Wait until a resource has left the passing state in which its service has put it."""
    site.rest_s = site.maker.registry.settling_s(resource.type)
    if site.rest_s:
        yield


def order_of(stack: Stack) -> list[str]:
    """Return what exists of a stack, each after all that it needs."""
    present = stack.present
    return list(in_order({name: each.definition for name, each in present.items()}))


def _give_up(site: Site, made: list[Resource], error: Exception) -> Steps:
    stack, chronicle = site.stack, site.chronicle
    failed = [
        each.logical_id for each in stack.resources.values() if each.status == "CREATE_FAILED"
    ]
    reason = (
        f"The following resource(s) failed to create: [{', '.join(failed)}]. "
        if failed
        else getattr(error, "message", str(error))
    )
    policy = stack.options.get("OnFailure", "ROLLBACK")
    if policy == "DO_NOTHING":
        chronicle.stack_is("CREATE_FAILED", reason)
        return
    doing = "Delete" if policy == "DELETE" else "Rollback"
    under_way = "DELETE" if policy == "DELETE" else "ROLLBACK"
    chronicle.stack_is(f"{under_way}_IN_PROGRESS", f"{reason}{doing} requested by user.")
    yield
    stuck = []
    for resource in reversed(made):
        if resource.deletion_policy == "Retain":
            chronicle.resource_is(resource, "DELETE_SKIPPED")
            continue
        try:
            yield from unmake(site, resource)
        except ResourceFailed:
            stuck.append(resource.logical_id)
    if stuck:
        chronicle.stack_is(
            f"{under_way}_FAILED",
            f"The following resource(s) failed to delete: [{', '.join(stuck)}]. ",
        )
        return
    chronicle.stack_is(f"{under_way}_COMPLETE")
