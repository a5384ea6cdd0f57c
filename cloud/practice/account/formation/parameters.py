"""Checks the values of a template's parameters, and keeps secret what NoEcho says is secret."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.redaction import PLACEHOLDER

MASK = "****"
SHORTEST_HIDDEN = 4
"""A shorter secret would black out ordinary words."""


@dataclass(slots=True)
class ParameterValues:
    """What a stack was given. Only `resolved` may show secrets, to the resources themselves."""

    given: dict[str, str] = field(default_factory=dict)
    """As texts, with the defaults."""
    resolved: dict[str, Any] = field(default_factory=dict)
    """As functions see them: lists as lists, names in the parameter store as what stands there."""
    secret: frozenset[str] = frozenset()

    def shown(self) -> list[dict[str, str]]:
        """Return them as the descriptions of a stack show them."""
        rows = []
        for name, value in self.given.items():
            row = {"ParameterKey": name, "ParameterValue": MASK if name in self.secret else value}
            if name not in self.secret and isinstance(resolved := self.resolved.get(name), str):
                row |= {"ResolvedValue": resolved} if resolved != value else {}
            rows.append(row)
        return rows

    def hidden(self, text: str) -> str:
        """Return a text in which no secret value stands any more."""
        for name in self.secret:
            value = self.given.get(name, "")
            if len(value) >= SHORTEST_HIDDEN and value != MASK:
                text = text.replace(value, MASK)
        return text


def secret_names(definitions: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """Return the names of the parameters that are never shown."""
    return frozenset(
        name for name, each in definitions.items() if str(each.get("NoEcho", "")).lower() == "true"
    )


def resolve(
    definitions: Mapping[str, Mapping[str, Any]],
    given: Sequence[Mapping[str, Any]],
    previous: Mapping[str, str],
    stored: Callable[[str], str],
) -> ParameterValues:
    """Return the values of a call's Parameters; raises Refused as AWS does.

    `stored` reads the parameter store and raises Refused for what isn't there.
    """
    wanted = {str(each["ParameterKey"]): each for each in given}
    if unknown := [name for name in wanted if name not in definitions]:
        raise Refused(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    values = ParameterValues(secret=secret_names(definitions))
    missing = []
    for name, definition in definitions.items():
        value = _chosen(name, definition, wanted.get(name), previous)
        if value is None:
            missing.append(name)
            continue
        # A journal repeats a call without its secrets.
        if not (name in values.secret and value in (MASK, PLACEHOLDER)):
            _check(name, definition, value)
        values.given[name] = value
        values.resolved[name] = _resolved(str(definition.get("Type", "String")), value, stored)
    if missing:
        raise Refused(f"Parameters: [{', '.join(missing)}] must have values")
    return values


def _chosen(
    name: str,
    definition: Mapping[str, Any],
    wish: Mapping[str, Any] | None,
    previous: Mapping[str, str],
) -> str | None:
    if wish and str(wish.get("UsePreviousValue", "")).lower() == "true":
        if wish.get("ParameterValue"):
            raise Refused(
                f"Invalid input for parameter key {name}. Cannot specify usePreviousValue as true"
                " and non empty value for a parameter"
            )
        if name not in previous:
            raise Refused(
                f"Invalid input for parameter key {name}. Cannot specify usePreviousValue as true"
                " for a parameter key not in the previous template"
            )
        return previous[name]
    if wish and wish.get("ParameterValue") is not None:
        return str(wish["ParameterValue"])
    default = definition.get("Default")
    if isinstance(default, bool):
        return "true" if default else "false"
    return None if default is None else str(default)


def _check(name: str, definition: Mapping[str, Any], value: str) -> None:
    kind = str(definition.get("Type", "String"))
    entries = value.split(",") if "List" in kind else [value]
    told = str(definition.get("ConstraintDescription") or "")
    if "Number" in kind:
        for entry in entries:
            _check_number(name, definition, entry.strip(), told)
    allowed = definition.get("AllowedValues")
    if allowed is not None:
        texts = [_plain(each) for each in allowed]
        if any(entry.strip() not in texts for entry in entries):
            raise Refused(
                told or f"Parameter '{name}' must be one of AllowedValues: [{', '.join(texts)}]"
            )
    pattern = definition.get("AllowedPattern")
    if pattern is not None and not all(re.fullmatch(str(pattern), each) for each in entries):
        raise Refused(f"Parameter {name} failed to satisfy constraint: " + (told or f"{pattern}"))
    shortest, longest = definition.get("MinLength"), definition.get("MaxLength")
    if shortest is not None and len(value) < int(shortest):
        raise Refused(told or f"Parameter '{name}' must contain at least {shortest} characters")
    if longest is not None and len(value) > int(longest):
        raise Refused(told or f"Parameter '{name}' must contain at most {longest} characters")


def _check_number(name: str, definition: Mapping[str, Any], value: str, told: str) -> None:
    try:
        number = float(value)
    except ValueError as error:
        raise Refused(f"Parameter '{name}' must be a number.") from error
    least, most = definition.get("MinValue"), definition.get("MaxValue")
    if least is not None and number < float(least):
        raise Refused(told or f"Parameter '{name}' must be a number not less than {least}")
    if most is not None and number > float(most):
        raise Refused(told or f"Parameter '{name}' must be a number not greater than {most}")


def _resolved(kind: str, value: str, stored: Callable[[str], str]) -> Any:
    if kind.startswith("AWS::SSM::Parameter::Value<"):
        text = stored(value)
        return text.split(",") if "List<" in kind else text
    if kind == "CommaDelimitedList" or kind.startswith("List<"):
        return [each.strip() for each in value.split(",")] if value else []
    return value


def _plain(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
