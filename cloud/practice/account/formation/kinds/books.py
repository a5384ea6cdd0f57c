"""Resources of which only books are kept: what AWS's schema says, and made-up attributes."""

from collections.abc import Mapping
from typing import Any

from cloud.practice.account.formation.kinds import plausible
from cloud.practice.account.formation.kinds.kind import Made, Wish
from cloud.practice.account.formation.shapes import found_in


class Books:
    """The last resort: every type that AWS has can be made, changed, seen and deleted."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], dict[str, Any]] = {}

    def create(self, wish: Wish) -> Made:
        made = identified(wish, {})
        self._kept[_key(wish, made)] = dict(wish.properties)
        return made

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        self._kept[_key(wish, made)] = dict(wish.properties)
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        self._kept.pop(_key(wish, made), None)

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        return self._kept.get(_key(wish, made))

    def has(self, wish: Wish, made: Made) -> bool:
        """Tell whether the books are kept here rather than by a service."""
        return _key(wish, made) in self._kept


def identified(wish: Wish, told: Mapping[str, Any]) -> Made:
    """Complete what a service told of a resource: every attribute, and its physical id.

    A name that was not given is made up and stands in the wish's properties afterwards.
    """
    new_id = plausible.resource_id(wish)
    attributes = dict(told)
    for path in wish.schema.attributes:
        if path not in attributes:
            attributes[path] = plausible.attribute(wish, path, new_id)
    parts = []
    for path in wish.schema.identifiers:
        value = attributes.get(path)
        if value is None:
            value = found_in(wish.properties, path)
        if value is None:
            value = wish.properties[path] = wish.name()
        parts.append(str(value))
    return Made("|".join(parts) or new_id, attributes)


def _key(wish: Wish, made: Made) -> tuple[str, str, str]:
    return wish.region, wish.type, made.physical_id
