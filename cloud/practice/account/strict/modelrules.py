"""What AWS's model of a service says of a call's members: required, enums, lengths, ranges. Pure.

boto3 checks types and what is missing; enums, patterns and upper limits it leaves to the service.
"""

import re
from collections.abc import Iterator, Mapping, Sized
from functools import cache
from typing import Any, NamedTuple

from botocore.model import Shape


class Fault(NamedTuple):
    """One member that is wrong."""

    path: str
    """As AWS writes it, e.g. `metricData.1.member.unit`."""
    rule: str
    """What it must satisfy, in AWS's words."""
    value: object = None
    is_missing: bool = False


def faults(shape: Shape | None, value: object, path: str = "") -> Iterator[Fault]:
    """Yield everything that the model forbids in a value of that shape."""
    if shape is None or value is None:
        return
    if shape.type_name == "structure" and isinstance(value, Mapping):
        yield from _of_structure(shape, value, path)
    elif shape.type_name == "list" and isinstance(value, list):
        yield from _of_length(shape, value, path)
        for number, each in enumerate(value, 1):
            yield from faults(_member(shape), each, f"{path}.{number}.member")
    elif shape.type_name == "map" and isinstance(value, Mapping):
        yield from _of_length(shape, value, path)
        for name, each in value.items():
            yield from faults(getattr(shape, "value", None), each, f"{path}.{name}.member")
    elif shape.type_name == "string" and isinstance(value, str):
        yield from _of_text(shape, value, path)
    elif shape.type_name in ("integer", "long", "float", "double"):
        yield from _of_number(shape, value, path)


def _member(shape: Shape) -> Shape | None:
    member: Shape | None = getattr(shape, "member", None)
    return member


def _of_structure(shape: Shape, value: Mapping[str, Any], path: str) -> Iterator[Fault]:
    members: Mapping[str, Shape] = getattr(shape, "members", {})
    for name in getattr(shape, "required_members", ()):
        if value.get(name) is None:
            yield Fault(_below(path, name), "Member must not be null", is_missing=True)
    for name, each in value.items():
        if name in members:
            yield from faults(members[name], each, _below(path, name))


def _of_text(shape: Shape, value: str, path: str) -> Iterator[Fault]:
    enum = list(getattr(shape, "enum", ()) or ())
    if enum:
        if value not in enum:
            yield Fault(path, f"Member must satisfy enum value set: [{', '.join(enum)}]", value)
        return
    yield from _of_length(shape, value, path)
    pattern = shape.metadata.get("pattern")
    if pattern and (compiled := _compiled(pattern)) and not compiled.fullmatch(value):
        yield Fault(path, f"Member must satisfy regular expression pattern: {pattern}", value)


def _of_length(shape: Shape, value: Sized, path: str) -> Iterator[Fault]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and len(value) < least:
        rule = f"Member must have length greater than or equal to {least}"
        yield Fault(path, rule, _short(value))
    if most is not None and len(value) > most:
        rule = f"Member must have length less than or equal to {most}"
        yield Fault(path, rule, _short(value))


def _of_number(shape: Shape, value: object, path: str) -> Iterator[Fault]:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and value < least:
        yield Fault(path, f"Member must have value greater than or equal to {least}", value)
    if most is not None and value > most:
        yield Fault(path, f"Member must have value less than or equal to {most}", value)


@cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    """Compile a pattern, as far as Python knows its dialect."""
    try:
        return re.compile(pattern)
    except re.error:
        return None


def _below(path: str, name: str) -> str:
    own = name[:1].lower() + name[1:]
    return f"{path}.{own}" if path else own


def _short(value: Sized) -> object:
    return value if isinstance(value, str) and len(value) <= 100 else f"({len(value)} long)"
