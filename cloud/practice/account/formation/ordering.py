"""Finds what each resource of a template needs, and an order in which all can be made. Pure."""

import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from cloud.practice.account.formation.refusals import Refused

_PLACEHOLDER = re.compile(r"\$\{([^!}][^}]*)\}")


def in_order(resources: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the logical ids, each after all that it needs; raises Refused for a ring.

    Where there is a choice they stand as in the template.
    """
    place = {logical_id: index for index, logical_id in enumerate(resources)}
    graph = {
        logical_id: sorted(needs(definition) & place.keys() - {logical_id}, key=place.__getitem__)
        for logical_id, definition in resources.items()
    }
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except CycleError as error:
        ring = ", ".join(dict.fromkeys(error.args[1]))
        raise Refused(f"Circular dependency between resources: [{ring}]") from error
    ready, ordered = sorted(sorter.get_ready(), key=place.__getitem__), []
    while ready:
        first = ready.pop(0)
        ordered.append(first)
        sorter.done(first)
        ready = sorted([*ready, *sorter.get_ready()], key=place.__getitem__)
    return tuple(ordered)


def needs(definition: Mapping[str, Any]) -> set[str]:
    """Return the names that a resource refers to: resources and parameters alike."""
    depends = definition.get("DependsOn") or []
    found = {depends} if isinstance(depends, str) else set(depends)
    return found | {name for name, _ in references(definition.get("Properties"))}


def references(value: Any) -> Iterator[tuple[str, str]]:
    """Yield every name that a value refers to, with the attribute; that is empty for Ref."""
    if isinstance(value, list):
        for each in value:
            yield from references(each)
    if not isinstance(value, dict):
        return
    for key, argument in value.items():
        if key == "Ref" and isinstance(argument, str):
            yield argument, ""
        elif key == "Fn::GetAtt":
            parts = argument.split(".", 1) if isinstance(argument, str) else argument
            yield str(parts[0]), str(parts[1])
        elif key == "Fn::Sub":
            yield from _in_text(argument)
        else:
            yield from references(argument)


def _in_text(argument: Any) -> Iterator[tuple[str, str]]:
    text, names = (argument, {}) if isinstance(argument, str) else (argument[0], argument[1])
    yield from references(list(names.values()))
    for found in _PLACEHOLDER.findall(text):
        if found not in names:
            name, _, attribute = found.strip().partition(".")
            yield name, attribute
