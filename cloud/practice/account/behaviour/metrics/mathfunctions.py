"""The functions of metric math. Pure. Each gets what its arguments are worth."""

import itertools
import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from cloud.practice.account.behaviour.metrics.expression import ExpressionError
from cloud.practice.account.behaviour.metrics.timeseries import Span, TimeSeries, Value

Reducer = Callable[[Sequence[float]], float]

_ONE_BY_ONE: Mapping[str, Callable[[float], float]] = {
    "ABS": abs,
    "CEIL": lambda value: float(math.ceil(value)),
    "FLOOR": lambda value: float(math.floor(value)),
    "LOG": lambda value: math.log(value) if value > 0 else math.nan,
    "LOG10": lambda value: math.log10(value) if value > 0 else math.nan,
}
_REDUCERS: Mapping[str, Reducer] = {
    "AVG": lambda values: math.fsum(values) / len(values),
    "MAX": max,
    "MIN": min,
    "SUM": math.fsum,
    "STDDEV": statistics.pstdev,
}
FILLERS = ("REPEAT", "LINEAR")


def call(function: str, arguments: Sequence[Value | str], span: Span) -> Value:
    """Return what a function makes of its arguments; raises ExpressionError."""
    if function in _ONE_BY_ONE:
        return _each(function, _only(function, arguments), _ONE_BY_ONE[function])
    if function in _REDUCERS:
        return _reduced(_REDUCERS[function], _only(function, arguments))
    if function in _LINES:
        return _each_line(function, _only(function, arguments), _LINES[function])
    match function, arguments:
        case "FILL", [value, filler]:
            return _filled_each(value, filler, span)
        case "IF", [condition, yes]:
            return _chosen(_number_or_lines("IF", condition), _number_or_lines("IF", yes), None)
        case "IF", [condition, yes, no]:
            return _chosen(
                _number_or_lines("IF", condition),
                _number_or_lines("IF", yes),
                _number_or_lines("IF", no),
            )
        case "PERIOD", [TimeSeries() as line]:
            return float(line.period_s)
        case "TIME_SERIES", [float() | int() as number]:
            return TimeSeries({at: float(number) for at in span.periods(60)})
        case "METRIC_COUNT", [value]:
            return float(len(lines_of(value)))
        case "REMOVE_EMPTY", [value]:
            return tuple(line for line in lines_of(value) if line.points)
        case (("FIRST" | "LAST"), [value]) if lines_of(value):
            return lines_of(value)[0 if function == "FIRST" else -1]
    raise ExpressionError(f"{function} can't be used in this way")


def lines_of(value: Value | str) -> tuple[TimeSeries, ...]:
    """Return the lines in a value; a number has none."""
    match value:
        case TimeSeries():
            return (value,)
        case tuple():
            return value
    return ()


def _only(function: str, arguments: Sequence[Value | str]) -> Value:
    """Return the one argument; several are taken as many lines, as in SUM(m1, m2)."""
    if len(arguments) == 1:
        return _number_or_lines(function, arguments[0])
    if not arguments:
        raise ExpressionError(f"{function} wants an argument")
    return tuple(line for each in arguments for line in lines_of(each))


def _number_or_lines(function: str, value: Value | str) -> Value:
    if isinstance(value, str):
        raise ExpressionError(f"{function} can't take text")
    return value


def _each(function: str, value: Value, change: Callable[[float], float]) -> Value:
    match value:
        case TimeSeries():
            return value.mapped(change)
        case tuple():
            return tuple(line.mapped(change) for line in value)
    return change(value)


def _each_line(
    function: str, value: Value, change: Callable[[TimeSeries], TimeSeries]
) -> TimeSeries | tuple[TimeSeries, ...]:
    match value:
        case TimeSeries():
            return change(value)
        case tuple():
            return tuple(map(change, value))
    raise ExpressionError(f"{function} wants a time series")


def _reduced(reduce: Reducer, value: Value) -> Value:
    """One line becomes a number, many lines become one."""
    match value:
        case TimeSeries():
            return reduce(list(value.points.values())) if value.points else math.nan
        case tuple():
            times = sorted({at for line in value for at in line.points})
            points = {
                at: reduce([line.points[at] for line in value if at in line.points]) for at in times
            }
            return TimeSeries(points, period_s=max((each.period_s for each in value), default=60))
    return value


def _changes(line: TimeSeries, worth: Callable[[float, int], float]) -> TimeSeries:
    times = sorted(line.points)
    points = {
        at: worth(line.points[at] - line.points[before], at - before)
        for before, at in itertools.pairwise(times)
    }
    return replace(line, points=points)


def _running_sum(line: TimeSeries) -> TimeSeries:
    total, points = 0.0, {}
    for at in sorted(line.points):
        total += line.points[at]
        points[at] = total
    return replace(line, points=points)


_LINES: Mapping[str, Callable[[TimeSeries], TimeSeries]] = {
    "DIFF": lambda line: _changes(line, lambda change, passed: change),
    "DIFF_TIME": lambda line: _changes(line, lambda change, passed: float(passed)),
    "RATE": lambda line: _changes(line, lambda change, passed: change / passed),
    "RUNNING_SUM": _running_sum,
}


def _filled_each(value: Value | str, filler: Value | str, span: Span) -> Value:
    if isinstance(filler, tuple) or (isinstance(filler, str) and filler not in FILLERS):
        raise ExpressionError("FILL wants a number, a time series, REPEAT or LINEAR")
    lines = tuple(_filled(line, filler, span) for line in lines_of(value))
    if not lines and not isinstance(value, tuple):
        raise ExpressionError("FILL wants a time series")
    return lines if isinstance(value, tuple) else lines[0]


def _filled(line: TimeSeries, filler: float | TimeSeries | str, span: Span) -> TimeSeries:
    times = span.periods(line.period_s)
    points: dict[int, float] = {}
    known = sorted(line.points)
    before: int | None = None
    later = iter(known)
    after = next(later, None)
    for at in times:
        while after is not None and after <= at:
            before, after = after, next(later, None)
        if at in line.points:
            points[at] = line.points[at]
        elif (value := _gap(line, filler, at, before, after)) is not None:
            points[at] = value
    return replace(line, points=points)


def _gap(
    line: TimeSeries,
    filler: float | TimeSeries | str,
    at: int,
    before: int | None,
    after: int | None,
) -> float | None:
    match filler:
        case "REPEAT":
            return None if before is None else line.points[before]
        case "LINEAR":
            if before is None or after is None:
                return None
            share = (at - before) / (after - before)
            return line.points[before] + share * (line.points[after] - line.points[before])
        case TimeSeries():
            return filler.points.get(at)
        case str():
            return None
    return filler


def _chosen(condition: Value, yes: Value, no: Value | None) -> Value:
    if isinstance(condition, tuple):
        return tuple(_chosen_line(line, yes, no) for line in condition)
    if isinstance(condition, TimeSeries):
        return _chosen_line(condition, yes, no)
    chosen = yes if condition else no
    if chosen is None:
        return replace(lines_of(yes)[0], points={}) if lines_of(yes) else TimeSeries({})
    return chosen


def _chosen_line(condition: TimeSeries, yes: Value, no: Value | None) -> TimeSeries:
    points: dict[int, float] = {}
    for at, value in condition.points.items():
        found = _at(yes if value else no, at)
        if found is not None:
            points[at] = found
    return replace(condition, points=points)


def _at(value: Value | None, at: int) -> float | None:
    match value:
        case None:
            return None
        case TimeSeries():
            return value.points.get(at)
        case tuple():
            raise ExpressionError("IF can't choose between many lines")
    return value
