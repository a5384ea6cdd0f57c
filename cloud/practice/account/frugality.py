"""Lets moto load only when asked what takes most memory and time."""

from collections.abc import Callable, Iterator
from typing import Any

OFFERINGS = "instance_type_offerings"


def be_frugal() -> None:
    """Change how it loads, before a service of moto is used; a second time does nothing."""
    from moto.utilities import utils

    load = utils.load_resource
    if getattr(load, "is_late", False):
        return

    def late(resource: str) -> Any:
        if OFFERINGS not in resource:
            return load(resource)
        location_type = resource.replace("\\", "/").split("/")[-2]

        def entries() -> list[Any]:
            return [{**each, "LocationType": location_type} for each in load(resource)]

        return LateList(entries)

    late.is_late = True  # type: ignore[attr-defined]
    utils.load_resource = late


class LateList(list[Any]):
    """The instance types that a zone or region has; read when somebody looks at them.

    moto reads those of all regions when EC2 is imported: 100 MB for what hardly anybody asks.
    """

    def __init__(self, load: Callable[[], list[Any]]) -> None:
        super().__init__()
        self._load: Callable[[], list[Any]] | None = load
        self._is_imported = False

    def __iter__(self) -> Iterator[Any]:
        if not self._is_imported:  # moto's own look, which only writes into the entries
            self._is_imported = True
            return iter(())
        if self._load is not None:
            load, self._load = self._load, None
            self.extend(load())
        return super().__iter__()
