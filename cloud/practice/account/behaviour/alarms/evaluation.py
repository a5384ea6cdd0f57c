"""Decides an alarm's state from its newest data points, as CloudWatch documents it. Pure.

More periods are looked at than the alarm evaluates (the evaluation range), so that late or
missing points can be made up for by older ones. Then, with N = evaluation periods and M = data
points to alarm:
- N or more real points: the newest N decide, and how missing data are treated is not asked;
- fewer: all real points count, and what lacks to N is filled in by the treatment;
- treated as missing or ignored, an alarm is not held back by missing points: when all real points
  breach and the oldest is at least M periods old, the alarm goes off (ignored: stays as it is).
"User Guide, Configuring how CloudWatch alarms treat missing data" has both tables of the tests.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

EXTRA_PERIODS = 2
"""How many more than N are looked at: 5 for N = 3 in the guide."""


class AlarmState(StrEnum):
    """In CloudWatch's words."""

    OK = "OK"
    ALARM = "ALARM"
    INSUFFICIENT_DATA = "INSUFFICIENT_DATA"


class Missing(StrEnum):
    """How missing data are treated."""

    MISSING = "missing"
    IGNORE = "ignore"
    BREACHING = "breaching"
    NOT_BREACHING = "notBreaching"


COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "GreaterThanOrEqualToThreshold": operator.ge,
    "GreaterThanThreshold": operator.gt,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """When an alarm goes off."""

    comparison: str
    threshold: float
    evaluation_periods: int
    datapoints_to_alarm: int
    missing: Missing = Missing.MISSING

    @property
    def range(self) -> int:
        """How many periods are looked at."""
        return self.evaluation_periods + EXTRA_PERIODS

    def is_breaching(self, value: float) -> bool:
        """Tell whether a value counts towards the alarm."""
        return COMPARISONS[self.comparison](value, self.threshold)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from the data."""

    state: AlarmState | None
    """None: stays as it is."""
    evaluated: tuple[int, ...] = ()
    """Places of the real points that decided, newest first, in what was handed in."""
    filled: int = 0
    """How many missing points were made up."""


def evaluate(rule: Rule, points: Sequence[float | None]) -> Verdict:
    """Return what follows from the newest `rule.range` points, the newest last; None is missing."""
    newest_first = list(reversed(points))
    real = [place for place, value in enumerate(newest_first) if value is not None]
    places = [len(points) - 1 - place for place in real]
    breaching = [rule.is_breaching(points[place] or 0.0) for place in places]
    needed = rule.evaluation_periods
    if len(real) >= needed:
        return Verdict(_decided(rule, sum(breaching[:needed])), tuple(places[:needed]))
    filled = needed - len(real)
    match rule.missing:
        case Missing.BREACHING:
            return Verdict(_decided(rule, sum(breaching) + filled), tuple(places), filled)
        case Missing.NOT_BREACHING:
            return Verdict(_decided(rule, sum(breaching)), tuple(places), filled)
    is_ignored = rule.missing is Missing.IGNORE
    if not real:
        state = None if is_ignored else AlarmState.INSUFFICIENT_DATA
        return Verdict(state, (), filled)
    state = _decided(rule, sum(breaching))
    if state is AlarmState.OK and all(breaching) and real[-1] + 1 >= rule.datapoints_to_alarm:
        return Verdict(None if is_ignored else AlarmState.ALARM, tuple(places), filled)
    return Verdict(state, tuple(places), filled)


def _decided(rule: Rule, breaching: int) -> AlarmState:
    return AlarmState.ALARM if breaching >= rule.datapoints_to_alarm else AlarmState.OK
