"""Values over time, and arithmetic with them as CloudWatch does it. Pure.

A point that is missing on one side is missing in the result; so is what can't be divided.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

Operator: TypeAlias = Callable[[float, float], float]


@dataclass(frozen=True, slots=True)
class TimeSeries:
    """One line of a graph."""

    points: Mapping[int, float]
    """Seconds since 1970 at which a period begins, in order, and the value; gaps are absent."""
    label: str = ""
    id: str = ""
    """Of the query it comes from."""
    period_s: int = 60

    def mapped(self, change: Callable[[float], float]) -> "TimeSeries":
        """Return it with each value changed."""
        points = {
            at: after for at, value in self.points.items() if _is_real(after := change(value))
        }
        return replace(self, points=points)


Value: TypeAlias = float | TimeSeries | tuple[TimeSeries, ...]
"""A number, a line, or many lines."""


@dataclass(frozen=True, slots=True)
class Span:
    """Which periods are looked at."""

    start_s: int
    end_s: int
    phase_s: int = 0
    """Periods begin at this second, modulo their length."""
    starts: dict[int, list[int]] = field(default_factory=dict)

    def aligned(self, period_s: int) -> int:
        """Return when the first period begins."""
        return self.start_s - (self.start_s - self.phase_s) % period_s

    def periods(self, period_s: int) -> list[int]:
        """Return when each period begins."""
        if period_s not in self.starts:
            first = self.aligned(period_s)
            self.starts[period_s] = list(range(first, max(first, self.end_s), period_s))
        return self.starts[period_s]


OPERATORS: Mapping[str, Operator] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right if right else math.nan,
    "^": lambda left, right: _power(left, right),
    "==": lambda left, right: float(left == right),
    "!=": lambda left, right: float(left != right),
    "<": lambda left, right: float(left < right),
    ">": lambda left, right: float(left > right),
    "<=": lambda left, right: float(left <= right),
    ">=": lambda left, right: float(left >= right),
    "&&": lambda left, right: float(bool(left) and bool(right)),
    "||": lambda left, right: float(bool(left) or bool(right)),
}


def combined(operator: Operator, left: Value, right: Value) -> Value:
    """Return what the operator makes of two values, of whatever kinds."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        return tuple(_of_two(operator, a, b) for a, b in zip(left, right, strict=False))
    if isinstance(left, tuple):
        return tuple(_line(operator, each, right) for each in left)
    if isinstance(right, tuple):
        return tuple(_line(operator, left, each) for each in right)
    if isinstance(left, TimeSeries) or isinstance(right, TimeSeries):
        return _line(operator, left, right)
    return operator(left, right)


def _line(operator: Operator, left: Value, right: Value) -> TimeSeries:
    match left, right:
        case TimeSeries(), TimeSeries():
            return _of_two(operator, left, right)
        case TimeSeries(), float() | int():
            return left.mapped(lambda value: operator(value, right))
        case float() | int(), TimeSeries():
            return right.mapped(lambda value: operator(left, value))
    raise TypeError("many lines within many lines")


def _of_two(operator: Operator, left: TimeSeries, right: TimeSeries) -> TimeSeries:
    points = {
        at: after
        for at, value in left.points.items()
        if at in right.points and _is_real(after := operator(value, right.points[at]))
    }
    return replace(left, points=points, period_s=max(left.period_s, right.period_s))


def _power(base: float, exponent: float) -> float:
    try:
        power = base**exponent
    except (OverflowError, ZeroDivisionError):
        return math.nan
    return power if isinstance(power, float) else math.nan


def _is_real(value: float) -> bool:
    return math.isfinite(value)
