"""Asks all rules about a call, and says what AWS would say."""

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any

from cloud.practice.account.calls import Call
from cloud.practice.account.context import AccountClock, Refusal
from cloud.practice.account.strict.alarmrules import put_metric_alarm
from cloud.practice.account.strict.eventrules import put_events
from cloud.practice.account.strict.metricrules import put_metric_data
from cloud.practice.account.strict.modelrules import Fault, faults
from cloud.practice.account.strict.reading import ReadCall, read

# How services call a member that their model forbids; the others: ValidationException.
CODES = {
    "appsync": "BadRequestException",
    "cloudwatch": "InvalidParameterValue",
    "iam": "ValidationError",
    "lambda": "InvalidParameterValueException",
    "logs": "InvalidParameterException",
    "medialive": "BadRequestException",
    "sns": "InvalidParameter",
    "sqs": "InvalidParameterValue",
}
MOST_TOLD = 5

Rule = Callable[[Mapping[str, Any], float], Refusal | None]
RULES: Mapping[tuple[str, str], Rule] = {
    ("cloudwatch", "PutMetricData"): put_metric_data,
    ("cloudwatch", "PutMetricAlarm"): lambda parameters, now_s: put_metric_alarm(parameters),
    ("events", "PutEvents"): lambda parameters, now_s: put_events(parameters),
}


class Strict:
    """Asked before each call; any thread may ask."""

    def __init__(self, clock: AccountClock) -> None:
        self._clock = clock

    def refusal(self, call: Call) -> Refusal | None:
        """Return why AWS would refuse the call, None when it would not."""
        asked = read(call)
        return None if asked is None else self.refusal_of(asked)

    def refusal_of(self, asked: ReadCall) -> Refusal | None:
        """Return the same for a call that has been read."""
        name, now_s = asked.operation.name, self._clock.now_s()
        refusal = refusal_by_rule(asked.service, name, asked.parameters, now_s)
        if refusal is not None:
            return refusal
        found = list(islice(faults(asked.operation.input_shape, asked.parameters), MOST_TOLD))
        return _told(asked.service, found) if found else None


def refusal_by_rule(
    service: str, operation: str, parameters: Mapping[str, Any], now_s: float
) -> Refusal | None:
    """Return what a rule written here says; `service` as botocore calls it."""
    rule = RULES.get((service, operation))
    return rule(parameters, now_s) if rule else None


def _told(service: str, found: list[Fault]) -> Refusal:
    code = CODES.get(service, "ValidationException")
    if service == "cloudwatch":
        return _told_by_cloudwatch(found[0])
    sentences = "; ".join(
        f"Value {_quoted(fault)}at '{fault.path}' failed to satisfy constraint: {fault.rule}"
        for fault in found
    )
    errors = "error" if len(found) == 1 else "errors"
    return Refusal(code, f"{len(found)} validation {errors} detected: {sentences}")


def _told_by_cloudwatch(fault: Fault) -> Refusal:
    parts = [part[:1].upper() + part[1:] for part in fault.path.split(".")]
    path = ".".join(parts).replace(".Member", "#member")
    for number in [part for part in parts if part.isdigit()]:
        path = path.replace(f".{number}#member", f".member.{number}")
    if fault.is_missing:
        return Refusal("MissingParameter", f"The parameter {path} is required.")
    if "enum" in fault.rule:
        values = fault.rule.partition("[")[2].rstrip("]")
        return Refusal(
            "InvalidParameterValue",
            f"The parameter {path} must be a value in the set [ {values} ].",
        )
    return Refusal("InvalidParameterValue", f"The parameter {path} is invalid: {fault.rule}.")


def _quoted(fault: Fault) -> str:
    return "" if fault.value is None else f"'{fault.value}' "
