"""What is asked of a plan, and the values that its parameters come to. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cloud.costs.values import Usage
from cloud.patterns.metadata import Suggestion
from cloud.patterns.pattern import Parameter, Pattern
from cloud.patterns.values import checked_values

ARTEFACTS = frozenset({Suggestion.ARTEFACT_BUCKET, Suggestion.ARTEFACT_KEY})


@dataclass(frozen=True, slots=True)
class Wish:
    """An architecture that somebody wants to have, under a name and with some values."""

    pattern: Pattern
    stack: str
    parameters: Mapping[str, str]
    """What was said; an empty text for code and its bucket counts as not said."""
    usage: Usage


@dataclass(frozen=True, slots=True)
class Values:
    """The value of each parameter that is known, and the secrets that stay what they are."""

    known: dict[str, str]
    kept: tuple[str, ...] = ()
    """Secrets of a stack that stands, which nobody can read and nobody has given again."""

    def arguments(self) -> list[dict[str, object]]:
        """Return them as CloudFormation takes them."""
        known: Iterator[dict[str, object]] = (
            {"ParameterKey": name, "ParameterValue": value} for name, value in self.known.items()
        )
        return [*known, *({"ParameterKey": name, "UsePreviousValue": True} for name in self.kept)]

    def shown(self, pattern: Pattern) -> dict[str, str]:
        """Return them without the secret ones."""
        secret = {each.name for each in pattern.parameters if each.is_secret}
        return {name: value for name, value in self.known.items() if name not in secret}


def wanted_artefacts(wish: Wish) -> tuple[Parameter, ...]:
    """Return the parameters for code that Livedesk fills in itself."""
    return tuple(
        each
        for each in wish.pattern.parameters
        if each.field.suggestion in ARTEFACTS and not wish.parameters.get(each.name)
    )


def settled(wish: Wish, before: Mapping[str, str] | None, artefacts: Mapping[str, str]) -> Values:
    """Return all values: given, else as before, else the default.

    `before`: of the stack that stands, without secrets; None: there is none. `artefacts`: what
    Livedesk fills in; as long as that is empty, those parameters are left out. Raises
    TemplateError (PARAMETER_UNKNOWN, PARAMETER_INVALID).
    """
    filled = {each.name for each in wanted_artefacts(wish)}
    given = {name: value for name, value in wish.parameters.items() if name not in filled}
    old = before or {}
    names = [each.name for each in wish.pattern.parameters if each.name not in filled]
    given = {**{name: old[name] for name in names if name in old}, **given, **artefacts}
    kept = tuple(
        each.name
        for each in wish.pattern.parameters
        if before is not None and each.is_secret and each.name not in given
    )
    left_out = {*kept, *(filled - artefacts.keys())}
    asked = replace(
        wish.pattern,
        parameters=tuple(p for p in wish.pattern.parameters if p.name not in left_out),
        # The template's own rules may speak of what is left out; CloudFormation knows them too.
        document={} if left_out else wish.pattern.document,
    )
    return Values(checked_values(asked, given), kept)
