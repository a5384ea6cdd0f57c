"""The options of a kind as a form sees them, and the words for a value that does not fit."""

import re
from typing import get_args, get_type_hints

import msgspec


def options_schema(options: type[msgspec.Struct]) -> dict[str, object]:
    """Return the JSON Schema of flat options: an object with properties, without references.

    The class's own name and docstring are left out: they speak to developers.
    """
    return {
        "type": "object",
        "properties": _properties(options),
        "required": [],
        "additionalProperties": False,
    }


def reason_in_words(error: msgspec.ValidationError, options: type[msgspec.Struct]) -> str:
    """Return which option does not fit and what would: "volume_db: expected float <= 0.0"."""
    # msgspec says "Expected `float` <= 0.0 - at `$.volume_db`", but not what an enum allows.
    what, _, name = str(error).replace("`", "").partition(" - at $.")
    properties = _properties(options)
    if unknown := re.fullmatch(r"Object contains unknown field (.*)", what):
        return f"there is no option {unknown[1]}"
    if "enum" in properties.get(name, {}):
        return f"{name}: expected {', '.join(properties[name]['enum'])}"
    return f"{name}: {what[:1].lower()}{what[1:]}"


def _properties(options: type[msgspec.Struct]) -> dict[str, dict[str, list[str]]]:
    _, definitions = msgspec.json.schema_components((options,))
    properties: dict[str, dict[str, list[str]]] = definitions[options.__name__]["properties"]
    for name, hint in get_type_hints(options).items():
        if "enum" in properties[name]:  # msgspec sorts them; the written order makes sense
            properties[name]["enum"] = list(get_args(hint))
    return properties
