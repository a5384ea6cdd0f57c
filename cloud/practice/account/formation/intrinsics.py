"""Computes what the functions in a template mean: Ref, Fn::Sub, Fn::If and the others. Pure."""

import base64
import ipaddress
import json
import re
from typing import Any, Protocol

from cloud.practice.account.formation.refusals import Refused

UNKNOWN = "{{changeSet:KNOWN_AFTER_APPLY}}"
"""Stands in a change set for what only the change itself will tell."""
MISSING = object()
"""What AWS::NoValue means: whatever holds it has nothing there."""

_PLACEHOLDER = re.compile(r"\$\{(!?)([^}]+)\}")


class Scope(Protocol):
    """What names mean where a value stands."""

    def reference(self, name: str) -> Any:
        """Return what Ref of a parameter, pseudo parameter or resource gives; may raise Refused."""
        ...

    def attribute(self, logical_id: str, attribute: str) -> Any:
        """Return what Fn::GetAtt gives; may raise Refused."""
        ...

    def is_true(self, condition: str) -> bool:
        """Tell whether a condition of the template holds."""
        ...

    def mapping(self, name: str) -> Any:
        """Return a table of the template."""
        ...

    def imported(self, name: str) -> Any:
        """Return what another stack exports by that name."""
        ...

    def zones(self, region: str) -> list[str]:
        """Return the availability zones of a region; empty: the stack's."""
        ...


def evaluated(value: Any, scope: Scope) -> Any:
    """Return a value with every function computed; MISSING where there is none."""
    if isinstance(value, list):
        found = (evaluated(each, scope) for each in value)
        return [each for each in found if each is not MISSING]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        name, argument = next(iter(value.items()))
        if name == "Ref":
            return MISSING if argument == "AWS::NoValue" else scope.reference(str(argument))
        if name == "Condition" and isinstance(argument, str):
            return scope.is_true(argument)
        if name in _FUNCTIONS:
            return _FUNCTIONS[name](argument, scope)
        if name.startswith("Fn::"):
            raise Refused(f"Template error: {name} is not available in practice")
    pairs = ((key, evaluated(each, scope)) for key, each in value.items())
    return {key: each for key, each in pairs if each is not MISSING}


def has_unknown(value: Any) -> bool:
    """Tell whether something in a value is known only after the change."""
    if isinstance(value, dict):
        return any(has_unknown(each) for each in value.values())
    if isinstance(value, list):
        return any(has_unknown(each) for each in value)
    return isinstance(value, str) and UNKNOWN in value


def _get_att(argument: Any, scope: Scope) -> Any:
    if isinstance(argument, str):
        argument = argument.split(".", 1)
    return scope.attribute(str(argument[0]), str(evaluated(argument[1], scope)))


def _sub(argument: Any, scope: Scope) -> Any:
    text, names = (argument, {}) if isinstance(argument, str) else (argument[0], argument[1])

    def filled(found: re.Match[str]) -> str:
        literal, name = found[1], found[2].strip()
        if literal:
            return "${" + found[2] + "}"
        if name in names:
            return _text(evaluated(names[name], scope))
        if "." in name:
            logical_id, _, attribute = name.partition(".")
            return _text(scope.attribute(logical_id, attribute))
        return _text(scope.reference(name))

    return _PLACEHOLDER.sub(filled, text)


def _if(argument: Any, scope: Scope) -> Any:
    if not isinstance(argument, list) or len(argument) != 3:
        raise Refused("Template error: Fn::If requires a list argument with three elements")
    return evaluated(argument[1] if scope.is_true(argument[0]) else argument[2], scope)


def _join(argument: Any, scope: Scope) -> Any:
    parts = evaluated(argument[1], scope)
    if isinstance(parts, str) and UNKNOWN in parts:
        return UNKNOWN
    if not isinstance(parts, list):
        raise Refused("Template error: every Fn::Join object requires a list of values")
    return str(argument[0]).join(_text(each) for each in parts)


def _split(argument: Any, scope: Scope) -> Any:
    text = evaluated(argument[1], scope)
    return [UNKNOWN] if has_unknown(text) else str(text).split(str(argument[0]))


def _select(argument: Any, scope: Scope) -> Any:
    index, values = evaluated(argument[0], scope), evaluated(argument[1], scope)
    if has_unknown(values):
        return UNKNOWN
    try:
        return values[int(index)]
    except (IndexError, ValueError) as error:
        raise Refused(
            f"Template error: Fn::Select cannot select nonexistent value at index {index}"
        ) from error


def _find_in_map(argument: Any, scope: Scope) -> Any:
    name, *keys = (evaluated(each, scope) for each in argument[:3])
    found = scope.mapping(str(name))
    for key in keys:
        if not isinstance(found, dict) or str(key) not in found:
            if len(argument) > 3 and "DefaultValue" in argument[3]:
                return evaluated(argument[3]["DefaultValue"], scope)
            raise Refused(
                f"Template error: Unable to get mapping for {name}::{'::'.join(map(str, keys))}"
            )
        found = found[str(key)]
    return found


def _base64(argument: Any, scope: Scope) -> Any:
    text = _text(evaluated(argument, scope))
    return UNKNOWN if UNKNOWN in text else base64.b64encode(text.encode()).decode()


def _cidr(argument: Any, scope: Scope) -> Any:
    block, count, *bits = (evaluated(each, scope) for each in argument)
    if has_unknown(block):
        return [UNKNOWN] * int(count)
    network = ipaddress.ip_network(str(block))
    prefix = network.max_prefixlen - int(bits[0] if bits else 8)
    subnets = network.subnets(new_prefix=prefix)
    return [str(next(subnets)) for _ in range(int(count))]


def _to_json(argument: Any, scope: Scope) -> Any:
    return json.dumps(evaluated(argument, scope), separators=(",", ":"))


def _length(argument: Any, scope: Scope) -> Any:
    return len(evaluated(argument, scope))


def _equals(argument: Any, scope: Scope) -> bool:
    one, other = (evaluated(each, scope) for each in argument)
    return _text(one) == _text(other) if not isinstance(one, list | dict) else bool(one == other)


def _all(argument: Any, scope: Scope) -> bool:
    return all(evaluated(each, scope) for each in argument)


def _any(argument: Any, scope: Scope) -> bool:
    return any(evaluated(each, scope) for each in argument)


def _not(argument: Any, scope: Scope) -> bool:
    return not evaluated(argument[0], scope)


def _import(argument: Any, scope: Scope) -> Any:
    return scope.imported(_text(evaluated(argument, scope)))


def _zones(argument: Any, scope: Scope) -> list[str]:
    return scope.zones(_text(evaluated(argument, scope)))


def _contains(argument: Any, scope: Scope) -> bool:
    values, wanted = (evaluated(each, scope) for each in argument)
    return _text(wanted) in [_text(each) for each in values]


def _each_in(argument: Any, scope: Scope) -> bool:
    values, allowed = (evaluated(each, scope) for each in argument)
    return {_text(each) for each in values} <= {_text(each) for each in allowed}


def _each_equals(argument: Any, scope: Scope) -> bool:
    values, wanted = (evaluated(each, scope) for each in argument)
    return all(_text(each) == _text(wanted) for each in values)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(_text(each) for each in value)
    return "" if value is MISSING else str(value)


_FUNCTIONS = {
    "Fn::GetAtt": _get_att,
    "Fn::Sub": _sub,
    "Fn::If": _if,
    "Fn::Join": _join,
    "Fn::Split": _split,
    "Fn::Select": _select,
    "Fn::FindInMap": _find_in_map,
    "Fn::Base64": _base64,
    "Fn::Cidr": _cidr,
    "Fn::ToJsonString": _to_json,
    "Fn::Length": _length,
    "Fn::Equals": _equals,
    "Fn::And": _all,
    "Fn::Or": _any,
    "Fn::Not": _not,
    "Fn::Contains": _contains,
    "Fn::EachMemberIn": _each_in,
    "Fn::EachMemberEquals": _each_equals,
    "Fn::ImportValue": _import,
    "Fn::GetAZs": _zones,
}
