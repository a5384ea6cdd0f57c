"""What making a resource takes and gives: the seam between the engine and the kinds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from moto.moto_api._internal import mock_random

from cloud.practice.account.formation.innercalls import CallFailed, InnerCalls
from cloud.practice.account.formation.schemas import Schema
from cloud.practice.account.formation.shapes import as_map
from cloud.practice.accountmessages import ACCOUNT_ID

_SUFFIX = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(slots=True)
class Wish:
    """A resource as it is wanted."""

    logical_id: str
    schema: Schema
    properties: dict[str, Any]
    """Every function computed; the stack's tags are among them."""
    region: str
    stack_name: str
    stack_id: str
    calls: InnerCalls
    tags: dict[str, str] = field(default_factory=dict)
    """Of the stack."""

    @property
    def type(self) -> str:
        """Which resource type."""
        return self.schema.type

    def call(self, service: str, operation: str, /, **parameters: Any) -> dict[str, Any]:
        """Call an operation in the stack's region; raises CallFailed and NotSimulated."""
        return self.calls(service, self.region, operation, **parameters)

    def take_away(self, service: str, operation: str, /, **parameters: Any) -> None:
        """Call an operation that deletes something; what isn't there any more is fine."""
        try:
            self.call(service, operation, **parameters)
        except CallFailed as error:
            if not error.is_absent:
                raise

    def all_tags(self) -> dict[str, str]:
        """Return the tags that it is to have, its own before the stack's."""
        own = as_map(self.properties.get(self.schema.tag_property) or {})
        return {**self.tags, **{key: str(value) for key, value in own.items()}}

    def name(self, longest: int = 64) -> str:
        """Return a name such as CloudFormation gives: stack, logical id and something random."""
        suffix = "".join(mock_random.choice(_SUFFIX) for _ in range(12))
        room = longest - len(suffix) - 1
        return f"{self.stack_name}-{self.logical_id}"[:room].rstrip("-") + f"-{suffix}"

    def arn(self, service: str, rest: str) -> str:
        """Return an ARN in this account and region."""
        return f"arn:aws:{service}:{self.region}:{ACCOUNT_ID}:{rest}"


@dataclass(slots=True)
class Made:
    """A resource as it was made."""

    physical_id: str
    attributes: dict[str, Any] = field(default_factory=dict)


class Kind(Protocol):
    """A way to make resources. All of it raises ResourceFailed and CallFailed."""

    def create(self, wish: Wish) -> Made:
        """Make it."""
        ...

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        """Give it other properties, in place."""
        ...

    def delete(self, wish: Wish, made: Made) -> None:
        """Take it away; what isn't there any more is fine."""
        ...

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        """Return as many of its properties as can be seen; None: it is gone.

        Raises NotSimulated where nothing can be seen.
        """
        ...


@runtime_checkable
class Adopting(Protocol):
    """A kind whose resources can be taken over by a stack that did not make them."""

    def adopted(self, wish: Wish) -> Made | None:
        """Return what exists under the name that is wished for; None: nothing does."""
        ...
