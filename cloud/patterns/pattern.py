"""One architecture of the catalogue, read and validated: its parameters, resources and metadata."""

from dataclasses import dataclass
from typing import Any

from cloud.patterns.metadata import Field, Flow, Livedesk


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the template with its limits and its place in the form."""

    name: str
    type: str
    """CloudFormation's: String, Number, CommaDelimitedList or an AWS-specific type."""
    field: Field
    default: str | None = None
    """None: has to be given."""
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    """A regular expression for the whole value."""
    least: float | None = None
    most: float | None = None
    least_length: int | None = None
    most_length: int | None = None
    constraint: str = ""
    """The template's own sentence about its limits."""
    is_secret: bool = False
    """NoEcho: is never shown, kept or logged."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource of the template."""

    logical_id: str
    type: str
    is_retained: bool = False
    """Stays when the stack goes (DeletionPolicy)."""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One architecture; `body` is the file's text, which is what CloudFormation gets."""

    id: str
    """The file's name without its ending."""
    about: Livedesk
    parameters: tuple[Parameter, ...]
    """In the order of the form."""
    resources: tuple[Resource, ...]
    outputs: tuple[str, ...]
    body: str
    document: dict[str, Any]
    """The template as read; intrinsic functions in their long form."""

    @property
    def flow(self) -> tuple[Flow, ...]:
        """The arrows of its picture."""
        return self.about.flow

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of that name."""
        return next((each for each in self.parameters if each.name == name), None)
