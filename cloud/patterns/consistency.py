"""Whether what a template says of itself fits what it builds. Pure; yields sentences."""

import re
from collections.abc import Iterable, Iterator

from cloud.patterns.metadata import CostLine, FlowEnd, Metric, OutputRole, Suggestion
from cloud.patterns.pattern import Parameter, Pattern

WITH_SOURCE = {Suggestion.ARTEFACT_KEY, Suggestion.STACK_OUTPUT}
"""Suggestions that need `From`."""


def contradictions(pattern: Pattern) -> Iterator[str]:
    """Yield what does not fit, one reason at a time."""
    resources = {each.logical_id for each in pattern.resources}
    for parameter in pattern.parameters:
        yield from _of_a_parameter(parameter)
    for output in pattern.about.outputs:
        if output not in pattern.outputs:
            yield f"it gives {output} a role, which is no output"
    for hook in pattern.about.hooks:
        yield from _unknown("a hook", [hook.resource], resources)
    for arrow in pattern.flow:
        ends = resources | set(FlowEnd)
        yield from _unknown("the picture", [arrow.from_, arrow.to], ends)
    for line in pattern.about.costs:
        yield from _unknown(f"the price of {line.title.en}", line.resources, resources)
        yield from _of_a_cost(line, pattern)
    for metric in pattern.about.metrics:
        yield from _of_a_metric(metric, pattern)


def _unknown(who: str, named: Iterable[str], known: set[str]) -> Iterator[str]:
    for name in named:
        if name not in known:
            yield f"{who} names {name}, which is no resource"


def _of_a_parameter(parameter: Parameter) -> Iterator[str]:
    field = parameter.field
    for value in field.choices:
        if value not in parameter.allowed:
            yield f"{parameter.name} has a title for {value}, which is not allowed"
    if parameter.allowed and parameter.default not in (None, *parameter.allowed):
        yield f"the default of {parameter.name} is not allowed"
    if (field.suggestion in WITH_SOURCE) != bool(field.from_):
        yield f"the suggestion for {parameter.name} and its From do not fit"
    if field.suggestion is Suggestion.STACK_OUTPUT and field.from_ not in set(OutputRole):
        yield f"the suggestion for {parameter.name} is of {field.from_}, which is no role"
    try:
        re.compile(parameter.pattern)
    except re.error as error:
        yield f"the pattern of {parameter.name} can't be read: {error}"


def _of_a_cost(line: CostLine, pattern: Pattern) -> Iterator[str]:
    for name in line.times:
        factor = pattern.parameter(name)
        if factor is None or factor.type != "Number":
            yield f"the price of {line.title.en} is multiplied by {name}, which is no number"
    for name, values in line.when.items():
        choice = pattern.parameter(name)
        if choice is None:
            yield f"the price of {line.title.en} depends on {name}, which is no parameter"
        elif choice.allowed and not set(values) <= set(choice.allowed):
            yield f"the price of {line.title.en} depends on a value that {name} can't have"


def _of_a_metric(metric: Metric, pattern: Pattern) -> Iterator[str]:
    for value in metric.dimensions.values():
        if value.startswith("@") and value.strip("@/") not in pattern.outputs:
            yield f"the plot of {metric.title.en} reads {value}, which is no output"
