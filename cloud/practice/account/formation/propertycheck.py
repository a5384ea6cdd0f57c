"""Holds a resource's properties against AWS's schema of its type, as CloudFormation does first.

Texts that mean a number or a truth value are taken for them, as CloudFormation takes them. Of the
keywords that hold one value against several schemas only `required` is looked at: the others say
mostly which of AWS's own formats a text has.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from cloud.practice.account.formation.schemas import Schema

_DEEPEST = 40


def problems(schema: Schema, properties: dict[str, Any]) -> list[str]:
    """Return what is wrong, in AWS's words; a change that AWS would accept gives nothing."""
    written = [
        f"#: extraneous key [{name}] is not permitted"
        for name in properties
        if name in schema.attributes and name not in schema.identifiers
    ]
    return written + list(_Check(schema.body).look(schema.body, properties, "#", 0))


def as_reason(logical_id: str, found: list[str]) -> str:
    """Return the reason in the event of a resource whose properties are refused."""
    text = ", ".join(found)
    return f"Properties validation failed for resource {logical_id} with message:\n[{text}]"


class _Check:
    def __init__(self, root: dict[str, Any]) -> None:
        self._root = root

    def look(self, schema: dict[str, Any], value: Any, path: str, depth: int) -> Iterator[str]:
        if depth > _DEEPEST:
            return
        schema = self._followed(schema)
        if isinstance(value, dict):
            if not _accepts(schema, "object"):
                yield f"{path}: expected type: {_types(schema)}, found: JSONObject"
                return
            yield from self._object(schema, value, path, depth)
        elif isinstance(value, list):
            if not _accepts(schema, "array"):
                yield f"{path}: expected type: {_types(schema)}, found: JSONArray"
                return
            yield from self._array(schema, value, path, depth)
        else:
            yield from _scalar(schema, value, path)

    def _object(
        self, schema: dict[str, Any], value: dict[str, Any], path: str, depth: int
    ) -> Iterator[str]:
        for name in self._required(schema, value):
            yield f"{path}: required key [{name}] not found"
        known = schema.get("properties") or {}
        patterns = schema.get("patternProperties") or {}
        for name, each in value.items():
            inner = known.get(name)
            if inner is None:
                inner = next((s for p, s in patterns.items() if _matches(p, name)), None)
            if inner is not None:
                yield from self.look(inner, each, f"{path}/{name}", depth + 1)
            elif schema.get("additionalProperties") is False and (known or patterns):
                yield f"{path}: extraneous key [{name}] is not permitted"
        yield from self._alternatives(schema, value, path)

    def _required(self, schema: dict[str, Any], value: dict[str, Any]) -> Iterator[str]:
        for name in schema.get("required") or ():
            if name not in value:
                yield name

    def _alternatives(
        self, schema: dict[str, Any], value: dict[str, Any], path: str
    ) -> Iterator[str]:
        for keyword in ("oneOf", "anyOf"):
            wanted = [
                set(self._followed(each).get("required") or ())
                for each in schema.get(keyword) or ()
            ]
            if wanted and all(wanted) and not any(names <= value.keys() for names in wanted):
                names = "] or [".join(sorted(set.union(*wanted)))
                yield f"{path}: required key [{names}] not found"
        xor = schema.get("requiredXor")
        if xor and sum(name in value for name in xor) != 1:
            yield f"{path}: exactly one of [{', '.join(xor)}] is required"

    def _array(
        self, schema: dict[str, Any], value: list[Any], path: str, depth: int
    ) -> Iterator[str]:
        least, most = schema.get("minItems"), schema.get("maxItems")
        if least is not None and len(value) < least:
            yield f"{path}: expected minimum item count: {least}, found: {len(value)}"
        if most is not None and len(value) > most:
            yield f"{path}: expected maximum item count: {most}, found: {len(value)}"
        if schema.get("uniqueItems") and any(each in value[:i] for i, each in enumerate(value)):
            yield f"{path}: array items are not unique"
        items = schema.get("items")
        if isinstance(items, dict):
            for index, each in enumerate(value):
                yield from self.look(items, each, f"{path}/{index}", depth + 1)

    def _followed(self, schema: dict[str, Any]) -> dict[str, Any]:
        for _ in range(_DEEPEST):
            reference = schema.get("$ref")
            if not isinstance(reference, str):
                break
            found: Any = self._root
            for part in reference.removeprefix("#/").split("/"):
                found = found.get(part, {}) if isinstance(found, dict) else {}
            schema = {**found, **{k: v for k, v in schema.items() if k == "description"}}
        return schema


def _scalar(schema: dict[str, Any], value: Any, path: str) -> Iterator[str]:
    types = _types(schema)
    if types and not any(_fits(kind, value) for kind in types):
        yield f"{path}: expected type: {', '.join(types)}, found: {_found(value)}"
        return
    text = _plain(value)
    choices = schema.get("enum")
    if choices is not None and text not in {_plain(each) for each in choices}:
        yield f"{path}: {text} is not a valid enum value"
    if "string" in types or not types:
        yield from _length(schema, text, path)
    if {"number", "integer"} & set(types) and _fits("number", value):
        yield from _range(schema, float(text), path)


def _length(schema: dict[str, Any], text: str, path: str) -> Iterator[str]:
    least, most, pattern = (schema.get(each) for each in ("minLength", "maxLength", "pattern"))
    if least is not None and len(text) < least:
        yield f"{path}: expected minLength: {least}, actual: {len(text)}"
    if most is not None and len(text) > most:
        yield f"{path}: expected maxLength: {most}, actual: {len(text)}"
    if pattern and "{{resolve:" not in text and not _matches(pattern, text):
        yield f"{path}: failed validation constraint for keyword [pattern]"


def _range(schema: dict[str, Any], number: float, path: str) -> Iterator[str]:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and number < least:
        yield f"{path}: {number:g} is not greater or equal to {least}"
    if most is not None and number > most:
        yield f"{path}: {number:g} is not less or equal to {most}"


def _types(schema: dict[str, Any]) -> list[str]:
    found = schema.get("type")
    return [found] if isinstance(found, str) else list(found or ())


def _accepts(schema: dict[str, Any], kind: str) -> bool:
    types = _types(schema)
    return not types or kind in types


def _fits(kind: str, value: Any) -> bool:
    match kind:
        case "string":
            return isinstance(value, str | int | float | bool)
        case "boolean":
            return isinstance(value, bool) or str(value).lower() in ("true", "false")
        case "integer" | "number":
            try:
                number = float(value)
            except (TypeError, ValueError):
                return False
            return not isinstance(value, bool) and (kind == "number" or number.is_integer())
        case _:
            return False


def _found(value: Any) -> str:
    return {bool: "Boolean", int: "Integer", float: "Number", type(None): "Null"}.get(
        type(value), "String"
    )


def _plain(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


@lru_cache(maxsize=2048)
def _pattern(text: str) -> re.Pattern[str] | None:
    try:
        return re.compile(text)
    except re.error:  # in the dialect of another language
        return None


def _matches(pattern: str, text: str) -> bool:
    compiled = _pattern(pattern)
    return compiled is None or compiled.search(text) is not None
