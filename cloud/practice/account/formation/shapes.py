"""Fits the properties of a template to what an operation takes: names, numbers, tags, documents.

The two differ in little: the case of names, tags as a list or a map, texts for numbers, JSON
documents as text, and lists that CloudFront counts.
"""

import json
from typing import Any

from botocore.model import Shape

_COUNTED = {"Quantity", "Items"}


def fitted(shape: Shape, value: Any) -> Any:
    """Return a value as a shape wants it; what the shape doesn't know is left out."""
    match shape.type_name:
        case "structure":
            return _structure(shape, value)
        case "list":
            return [fitted(shape.member, each) for each in _listed(value)]
        case "map":
            return {key: fitted(shape.value, each) for key, each in as_map(value).items()}
        case "string":
            return _string(value)
        case "integer" | "long":
            return int(float(value))
        case "float" | "double":
            return float(value)
        case "boolean":
            return str(value).lower() == "true"
        case "blob":
            return value.encode() if isinstance(value, str) else value
        case _:
            return value


def found_in(value: Any, path: str) -> Any:
    """Return what stands at a dotted path, without regard to case; None where nothing does.

    `*` in a path stands for every entry of a list.
    """
    parts = path.split(".") if path else []
    for index, part in enumerate(parts):
        if part == "*":
            rest = ".".join(parts[index + 1 :])
            each = (found_in(one, rest) for one in value or ())
            return [one for one in each if one is not None]
        if isinstance(value, list):
            value = value[int(part)] if part.isdigit() and int(part) < len(value) else None
        elif isinstance(value, dict):
            value = next((each for key, each in value.items() if key.lower() == part.lower()), None)
        if value is None:
            return None
    return value


def filled(pattern: Any, values: dict[str, Any]) -> Any:
    """Return a pattern in which each text `$name` is replaced by the value of that name."""
    if isinstance(pattern, dict):
        return {key: filled(each, values) for key, each in pattern.items()}
    if isinstance(pattern, list | tuple):
        return [filled(each, values) for each in pattern]
    if isinstance(pattern, str) and pattern.startswith("$"):
        return values.get(pattern[1:])
    return pattern


def as_map(value: Any) -> dict[str, Any]:
    """Return tags, however they are written, as a map."""
    if isinstance(value, dict):
        return value
    return {
        str(found_in(each, "Key")): found_in(each, "Value")
        for each in value or ()
        if isinstance(each, dict)
    }


def _structure(shape: Shape, value: Any) -> Any:
    if set(shape.members) >= _COUNTED and isinstance(value, list):
        value = {"Quantity": len(value), "Items": value}
    if not isinstance(value, dict):
        return value
    if {"TagKey", "TagValue"} <= set(shape.members) and "Key" in value:
        value = {"TagKey": value["Key"], "TagValue": value["Value"]}
    known = {name.lower(): (name, member) for name, member in shape.members.items()}
    return {
        known[key.lower()][0]: fitted(known[key.lower()][1], each)
        for key, each in value.items()
        if key.lower() in known and each is not None
    }


def _listed(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [{"Key": key, "Value": each} for key, each in value.items()]
    return value if isinstance(value, list) else [value]


def _string(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value) if isinstance(value, dict | list) else str(value)
