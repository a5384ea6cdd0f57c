"""Checks what was typed into the form of an architecture as CloudFormation would. Pure."""

import re
from collections.abc import Mapping

from cloud.errors import ErrorCode, TemplateError
from cloud.patterns.pattern import Parameter, Pattern
from cloud.patterns.rules import broken_rules

HIDDEN = "***"
"""Stands for the value of a secret in what is told."""


def checked_values(pattern: Pattern, given: Mapping[str, str]) -> dict[str, str]:
    """Return a value for each parameter: the given one, or the default.

    Raises TemplateError: PARAMETER_UNKNOWN, or PARAMETER_INVALID for the first that can't be, also
    together with others.
    """
    for name in given:
        if pattern.parameter(name) is None:
            raise TemplateError(ErrorCode.PARAMETER_UNKNOWN, pattern=pattern.id, parameter=name)
    values = {}
    for parameter in pattern.parameters:
        value = given.get(parameter.name, parameter.default)
        if reason := reason_against(parameter, value):
            raise _refused(parameter.name, HIDDEN if parameter.is_secret else value or "", reason)
        values[parameter.name] = value or ""
    for name, reason in broken_rules(pattern.document, values):
        asked = pattern.parameter(name)
        shown = HIDDEN if asked is None or asked.is_secret else values[name]
        raise _refused(name, shown, reason)
    return values


def reason_against(parameter: Parameter, value: str | None) -> str:
    """Return why a parameter can't have this value, as a sentence; nothing if it can."""
    if value is None:
        return "It has to be given."
    if parameter.allowed and value not in parameter.allowed:
        return f"It has to be one of: {', '.join(parameter.allowed)}."
    if parameter.type == "Number":
        return _against_number(parameter, value)
    return _against_text(parameter, value)


def _refused(name: str, shown: str, reason: str) -> TemplateError:
    return TemplateError(
        ErrorCode.PARAMETER_INVALID, parameter=name, value=shown or "empty", reason=reason
    )


def _against_number(parameter: Parameter, value: str) -> str:
    # What float() takes beyond this (nan, 1_000, spaces) CloudFormation does not.
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", value, re.ASCII):
        return "It has to be a number."
    number = float(value)
    if parameter.least is not None and number < parameter.least:
        return f"It has to be {parameter.least:g} or more."
    if parameter.most is not None and number > parameter.most:
        return f"It has to be {parameter.most:g} or less."
    return ""


def _against_text(parameter: Parameter, value: str) -> str:
    least, most = parameter.least_length, parameter.most_length
    if least is not None and len(value) < least:
        return f"It has to have {least} characters or more."
    if most is not None and len(value) > most:
        return f"It has to have {most} characters or less."
    # CloudFormation takes a pattern for the whole value.
    if parameter.pattern and not re.fullmatch(parameter.pattern, value):
        return parameter.constraint or f"It has to match {parameter.pattern}."
    return ""
