"""Checks what was typed into the form of an architecture as CloudFormation would. Pure."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from cloud.errors import ErrorCode, TemplateError
from cloud.patterns.pattern import Parameter, Pattern
from cloud.patterns.rules import broken_rules

HIDDEN = "***"
"""Stands for the value of a secret in what is told."""
EMPTY = "empty"
"""Stands for no value."""


class Reason(NamedTuple):
    """Why a value can't be; the sentence is translated before the limit is put into it."""

    sentence: str
    """English, with {limit} where there is one."""
    limit: str = ""

    def __str__(self) -> str:
        return self.sentence.replace("{limit}", self.limit)


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
            shown = HIDDEN if parameter.is_secret else value or ""
            raise _refused(parameter.name, shown, str(reason))
        values[parameter.name] = value or ""
    for name, rule in broken_rules(pattern.document, values):
        asked = pattern.parameter(name)
        shown = HIDDEN if asked is None or asked.is_secret else values[name]
        raise _refused(name, shown, rule)
    return values


def reason_against(parameter: Parameter, value: str | None) -> Reason | None:
    """Return why a parameter can't have this value; nothing if it can."""
    if value is None:
        return Reason("It has to be given.")
    if parameter.allowed and value not in parameter.allowed:
        return Reason("It has to be one of: {limit}.", ", ".join(parameter.allowed))
    if parameter.type == "Number":
        return _against_number(parameter, value)
    return _against_text(parameter, value)


def _refused(name: str, shown: str, reason: str) -> TemplateError:
    return TemplateError(
        ErrorCode.PARAMETER_INVALID, parameter=name, value=shown or EMPTY, reason=reason
    )


def _against_number(parameter: Parameter, value: str) -> Reason | None:
    # What float() takes beyond this (nan, 1_000, spaces) CloudFormation does not.
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", value, re.ASCII):
        return Reason("It has to be a number.")
    number = float(value)
    if parameter.least is not None and number < parameter.least:
        return Reason("It has to be {limit} or more.", f"{parameter.least:g}")
    if parameter.most is not None and number > parameter.most:
        return Reason("It has to be {limit} or less.", f"{parameter.most:g}")
    return None


def _against_text(parameter: Parameter, value: str) -> Reason | None:
    least, most = parameter.least_length, parameter.most_length
    if least is not None and len(value) < least:
        return Reason("It has to have {limit} characters or more.", str(least))
    if most is not None and len(value) > most:
        return Reason("It has to have {limit} characters or less.", str(most))
    # CloudFormation takes a pattern for the whole value.
    if parameter.pattern and not re.fullmatch(parameter.pattern, value):
        if parameter.constraint:
            return Reason(parameter.constraint)
        return Reason("It has to match {limit}.", parameter.pattern)
    return None
