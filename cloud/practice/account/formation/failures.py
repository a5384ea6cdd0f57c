"""Failures of resources on demand, so that every rollback can be practised."""

from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from cloud.practice.account.formation.refusals import ResourceFailed

Deed = Literal["create", "update", "delete"]


class FailureWish(Struct, frozen=True, forbid_unknown_fields=True):
    """Body of `POST formation/failures`; without a name everything works again."""

    logical_id: str = ""
    reason: str = "Practised failure"
    deed: Deed = "create"


@dataclass(slots=True)
class Failures:
    """What is to fail; each happens once."""

    _wanted: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, logical_id: str, reason: str, deed: Deed = "create") -> None:
        """Let the next such deed on a resource of that name fail, in whichever stack."""
        self._wanted[deed, logical_id] = reason

    def clear(self) -> None:
        """Let everything work again."""
        self._wanted.clear()

    def check(self, deed: Deed, logical_id: str) -> None:
        """Raise ResourceFailed if that is what was wanted."""
        reason = self._wanted.pop((deed, logical_id), None)
        if reason is not None:
            raise ResourceFailed(reason)
