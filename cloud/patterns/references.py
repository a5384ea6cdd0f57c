"""Who refers to whom in a template, and so which resources belong to which part of its picture."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_IN_A_TEXT = re.compile(r"\$\{([A-Za-z0-9]+)[.}]")


def references(document: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Return for each resource the resources that it names (Ref, GetAtt, Sub, DependsOn)."""
    resources: Mapping[str, Any] = document["Resources"]
    return {
        name: frozenset(named for named in _named(resource) if named in resources) - {name}
        for name, resource in resources.items()
    }


def owners(document: Mapping[str, Any], shown: Iterable[str]) -> dict[str, str]:
    """Return for each resource the shown one that it belongs to; some belong to none.

    What is not shown belongs to the first shown one that it names (a policy to its bucket), else to
    the first that names it (a role to its function), over as many steps as it takes.
    """
    names = references(document)
    owner = {each: each for each in names if each in set(shown)}
    while True:
        waiting = [each for each in names if each not in owner]
        found = {each: near for each in waiting if (near := _nearest(each, names, owner))}
        if not found:
            return owner
        owner |= found


def _nearest(
    each: str, names: Mapping[str, frozenset[str]], owner: Mapping[str, str]
) -> str | None:
    named_by_it = [other for other in names if other in names[each]]
    naming_it = [other for other in names if each in names[other]]
    return next((owner[other] for other in named_by_it + naming_it if other in owner), None)


def _named(node: object, key: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for inner_key, value in node.items():
            if inner_key == "Fn::GetAtt":
                yield value[0]
            else:
                yield from _named(value, inner_key)
    elif isinstance(node, list):
        for value in node:
            yield from _named(value, key)
    elif isinstance(node, str):
        if key in ("Ref", "DependsOn"):
            yield node
        elif key == "Fn::Sub":
            yield from _IN_A_TEXT.findall(node)
