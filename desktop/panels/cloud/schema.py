"""Turns a template's parameters into the schema that forms are made of, and values back; pure."""

from collections.abc import Sequence

from cloud.patterns.metadata import Text
from cloud.patterns.pattern import Parameter, Pattern

SWITCHES = ({"true", "false"}, {"TRUE", "FALSE"})
LONG_TEXT = 500
"""From so many letters on a text has several lines."""
_WHOLE = 2**31 - 1


def schema_of(parameters: Sequence[Parameter]) -> dict[str, object]:
    """Return a JSON Schema with one property for each parameter, in their order."""
    return {"properties": {each.name: _property(each) for each in parameters}}


def texts_of(pattern: Pattern) -> dict[str, Text]:
    """Return every text of the form by its English words."""
    texts: dict[str, Text] = {}
    for group in pattern.about.groups:
        for field in group.fields.values():
            found = (field.title, field.help, field.unit, *field.choices.values())
            texts |= {each.en: each for each in found if each is not None}
    for parameter in pattern.parameters:
        counted = (_counted(parameter, value) for value in parameter.allowed)
        texts |= {each.en: each for each in counted if each is not None}
    return texts


def groups_of(pattern: Pattern) -> list[tuple[Text, list[Parameter]]]:
    """Return the parameters of each group that has any."""
    found = []
    for group in pattern.about.groups:
        named = [each for name in group.fields if (each := pattern.parameter(name)) is not None]
        if named:
            found.append((group.title, named))
    return found


def as_text(value: object) -> str:
    """Return a form's value as CloudFormation takes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def as_value(parameter: Parameter, text: str) -> object:
    """Return a parameter's value as the form takes it."""
    schema = _property(parameter)
    try:
        match schema.get("type"):
            case "boolean":
                return text.lower() == "true"
            case "integer":
                return int(float(text))
            case "number":
                return float(text)
    except ValueError:
        return schema.get("default")
    return text


def _property(parameter: Parameter) -> dict[str, object]:
    field = parameter.field
    found: dict[str, object] = {"title": field.title.en}
    if field.help is not None:
        found["description"] = field.help.en
    if field.unit is not None:
        found["x-unit"] = field.unit.en
    if set(parameter.allowed) in SWITCHES and not field.choices:
        return found | {"type": "boolean", "default": parameter.default == "true"}
    if parameter.allowed:
        named = {name: _choice(parameter, name) for name in parameter.allowed}
        titles = {name: text.en for name, text in named.items() if text is not None}
        default = parameter.default if parameter.default is not None else parameter.allowed[0]
        return found | {
            "enum": list(parameter.allowed), "x-titles": titles, "default": default
        }  # fmt: skip
    if parameter.type == "Number" and parameter.default not in (None, ""):
        return found | _number(parameter, float(parameter.default or 0))
    if (parameter.most_length or 0) >= LONG_TEXT:
        found["x-lines"] = 3
    return found | {"type": "string", "default": parameter.default or ""}


def _number(parameter: Parameter, default: float) -> dict[str, object]:
    ends = (default, parameter.least, parameter.most)
    is_whole = all(end is None or float(end).is_integer() for end in ends)
    found: dict[str, object] = {"type": "integer" if is_whole else "number"}
    least = 0.0 if parameter.least is None else parameter.least
    most = _WHOLE if parameter.most is None else parameter.most
    kind = int if is_whole else float
    return found | {"default": kind(default), "minimum": kind(least), "maximum": kind(most)}


def _choice(parameter: Parameter, value: str) -> Text | None:
    return parameter.field.choices.get(value) or _counted(parameter, value)


def _counted(parameter: Parameter, value: str) -> Text | None:
    """Return a value with its unit."""
    unit = parameter.field.unit
    if unit is None or value in parameter.field.choices:
        return None
    return Text(f"{value} {unit.en}", f"{value} {unit.ja}")
