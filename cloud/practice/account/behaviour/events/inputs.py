"""Makes what a target gets out of an event: all of it, a part, a text, or a constant. Pure."""

import json
import re
from collections.abc import Mapping
from typing import Any

_PLACE = re.compile(r"<([A-Za-z0-9_.-]+)>")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\[['\"]([^'\"]+)['\"]\]")
_ABSENT = object()


def input_of(
    target: Mapping[str, Any], event: Mapping[str, Any], rule_arn: str, rule: str
) -> object:
    """Return what a rule's target gets; text that is no JSON stays text."""
    if "Input" in target and target["Input"] is not None:
        return _decoded(target["Input"])
    if path := target.get("InputPath"):
        found = at_path(event, path)
        return None if found is _ABSENT else found
    if transformer := target.get("InputTransformer"):
        values = {
            name: at_path(event, path)
            for name, path in (transformer.get("InputPathsMap") or {}).items()
        }
        values |= {
            "aws.events.rule-arn": rule_arn,
            "aws.events.rule-name": rule,
            "aws.events.event": dict(event),
            "aws.events.event.json": dict(event),
            "aws.events.event.ingestion-time": event.get("time", ""),
        }
        return _decoded(_filled(transformer["InputTemplate"], values))
    return dict(event)


def at_path(event: object, path: str) -> Any:
    """Return what stands at a JSONPath such as `$.detail.items[0].name`, or _ABSENT."""
    found: Any = event
    for step in _STEP.finditer(path.removeprefix("$")):
        name = step[1] or step[3]
        if name is not None:
            found = found.get(name, _ABSENT) if isinstance(found, Mapping) else _ABSENT
        else:
            place = int(step[2])
            found = found[place] if isinstance(found, list) and place < len(found) else _ABSENT
        if found is _ABSENT:
            return _ABSENT
    return found


def _filled(template: str, values: Mapping[str, Any]) -> str:
    """Put values in: inside quotes as text, elsewhere as JSON, in plain text as they are."""
    is_json = template.lstrip()[:1] in ("{", "[")

    def worth(place: re.Match[str]) -> str:
        if place[1] not in values:
            return place[0]
        value = values[place[1]]
        is_quoted = template[: place.start()].replace('\\"', "").count('"') % 2 == 1
        if value is _ABSENT:
            return "" if is_quoted or not is_json else "null"
        if isinstance(value, str):
            encoded = json.dumps(value)
            if is_quoted:
                return encoded[1:-1]
            return encoded if is_json else value
        encoded = json.dumps(value)
        return (
            json.dumps(encoded)[1:-1] if is_quoted and isinstance(value, dict | list) else encoded
        )

    return _PLACE.sub(worth, template)


def _decoded(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text
