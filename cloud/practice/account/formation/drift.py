"""Compares what a stack made with what is there now: what vanished, and what is different."""

from datetime import datetime

from cloud.practice.account.formation.differing import differences
from cloud.practice.account.formation.innercalls import CallFailed, NotSimulated
from cloud.practice.account.formation.making import Maker
from cloud.practice.account.formation.schemas import schema_of
from cloud.practice.account.formation.stackbook import Resource, Stack


def look(stack: Stack, maker: Maker, now: datetime) -> None:
    """Find the drift of every resource of a stack, and so the stack's."""
    for resource in stack.present.values():
        look_at(stack, resource, maker, now)
    states = {each.drift for each in stack.present.values()}
    stack.drift = "DRIFTED" if states & {"MODIFIED", "DELETED"} else "IN_SYNC"
    stack.drift_at = now


def look_at(stack: Stack, resource: Resource, maker: Maker, now: datetime) -> None:
    """Find the drift of one resource."""
    resource.drift_at, resource.drifts, resource.live = now, [], None
    try:
        live = maker.live(stack, resource)
    except (NotSimulated, CallFailed):
        resource.drift = "NOT_CHECKED"
        return
    if live is None:
        resource.drift = "DELETED"
        return
    schema = schema_of(resource.type, stack.region)
    hidden = schema.write_only if schema else frozenset()
    skipped = {path.partition(".")[0] for path in hidden} | resource.unseen
    skipped |= {schema.tag_property} if schema else set()
    expected = {name: value for name, value in resource.properties.items() if name not in skipped}
    resource.live = {name: value for name, value in live.items() if name in expected}
    resource.drifts = list(differences(expected, resource.live, ""))
    resource.drift = "MODIFIED" if resource.drifts else "IN_SYNC"
