"""Says when `rate(5 minutes)`, `cron(0 9 ? * MON-FRI *)` and `at(...)` fire. Pure."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

MOST_AT_ONCE = 10
"""Of what was missed in a long jump of the clock, so many, the newest, are made up for."""
_UNITS = {"minute": 60, "hour": 3600, "day": 86_400}
_RATE = re.compile(r"rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)")
_CRON = re.compile(r"cron\(([^)]*)\)")
_AT = re.compile(r"at\(\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\s*\)")
_MONTHS = {name.upper(): at for at, name in enumerate(calendar.month_abbr) if name}
_DAYS = {"SUN": 1, "MON": 2, "TUE": 3, "WED": 4, "THU": 5, "FRI": 6, "SAT": 7}


class BadSchedule(ValueError):
    """An expression that can't be."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Every so many seconds since it was made."""

    period_s: int


@dataclass(frozen=True, slots=True)
class Once:
    """At one local time."""

    at: datetime
    """Without a zone."""


@dataclass(frozen=True, slots=True)
class Cron:
    """At local times that fit all fields."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: str
    """The day of the month as it was written."""
    months: frozenset[int]
    weekdays: str
    """The day of the week as it was written."""
    years: frozenset[int]


Schedule = Rate | Once | Cron


def schedule_of(expression: str) -> Schedule:
    """Return what an expression means; raises BadSchedule."""
    if found := _RATE.fullmatch(expression.strip()):
        if not int(found[1]):
            raise BadSchedule(expression)
        return Rate(int(found[1]) * _UNITS[found[2]])
    if found := _AT.fullmatch(expression.strip()):
        return Once(datetime.fromisoformat(found[1]))
    found = _CRON.fullmatch(expression.strip())
    fields = found[1].split() if found else []
    if len(fields) != 6 or (fields[2] == "?") == (fields[4] == "?"):
        raise BadSchedule(expression)
    minute, hour, days, month, weekdays, year = (field.upper() for field in fields)
    try:
        cron = Cron(
            _numbers(minute, 0, 59),
            _numbers(hour, 0, 23),
            days,
            _numbers(month, 1, 12, _MONTHS),
            weekdays,
            _numbers(year, 1970, 2199),
        )
        _is_day(cron, date(2024, 2, 29))
    except ValueError:
        raise BadSchedule(expression) from None
    return cron


def firings(
    schedule: Schedule, zone: str, made_s: float, after_s: float, until_s: float
) -> list[float]:
    """Return when it fires in (after, until], in seconds since 1970: the newest ten."""
    match schedule:
        case Rate(period_s):
            last = int((until_s - made_s) // period_s)
            first = max(1, int((after_s - made_s) // period_s) + 1, last - MOST_AT_ONCE + 1)
            return [made_s + turn * period_s for turn in range(first, last + 1)]
        case Once(at):
            at_s = at.replace(tzinfo=ZoneInfo(zone)).timestamp()
            return [at_s] if after_s < at_s <= until_s else []
        case Cron():
            return list(_local_times(schedule, zone, after_s, until_s))[-MOST_AT_ONCE:]


def _local_times(cron: Cron, zone_name: str, after_s: float, until_s: float) -> Iterator[float]:
    zone = ZoneInfo(zone_name)
    day = datetime.fromtimestamp(after_s, zone).date()
    last = datetime.fromtimestamp(until_s, zone).date()
    while day <= last:
        if day.month in cron.months and day.year in cron.years and _is_day(cron, day):
            for hour in sorted(cron.hours):
                for minute in sorted(cron.minutes):
                    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
                    at_s = local.timestamp()
                    if after_s < at_s <= until_s and _exists(local, zone):
                        yield at_s
        day += timedelta(days=1)


def _exists(local: datetime, zone: ZoneInfo) -> bool:
    """Tell whether the clocks ever show this: not in the hour that summer time skips."""
    return local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None)


def _is_day(cron: Cron, day: date) -> bool:
    if cron.weekdays == "?":
        return _is_day_of_month(cron.days, day)
    return _is_weekday(cron.weekdays, day)


def _is_day_of_month(field: str, day: date) -> bool:
    length = calendar.monthrange(day.year, day.month)[1]
    if field == "L":
        return day.day == length
    if field.endswith("W"):
        return day == _nearest_workday(day, length if field == "LW" else int(field[:-1]), length)
    return day.day in _numbers(field, 1, 31)


def _nearest_workday(day: date, wanted: int, length: int) -> date:
    nearest = day.replace(day=min(wanted, length))
    match nearest.weekday():
        case 5:
            return nearest + timedelta(days=-1 if nearest.day > 1 else 2)
        case 6:
            return nearest + timedelta(days=1 if nearest.day < length else -2)
    return nearest


def _is_weekday(field: str, day: date) -> bool:
    own = day.isoweekday() % 7 + 1
    if "#" in field:
        weekday, _, nth = field.partition("#")
        return own in _numbers(weekday, 1, 7, _DAYS) and (day.day - 1) // 7 + 1 == int(nth)
    if field.endswith("L"):
        length = calendar.monthrange(day.year, day.month)[1]
        wanted = _numbers(field[:-1], 1, 7, _DAYS) if field != "L" else frozenset({7})
        return own in wanted and (field == "L" or day.day > length - 7)
    return own in _numbers(field, 1, 7, _DAYS)


def _numbers(
    field: str, lowest: int, highest: int, names: dict[str, int] | None = None
) -> frozenset[int]:
    """Return what a field of a cron expression allows; raises ValueError."""
    found: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, dash, last = span.partition("-")
        if span in ("*", "?"):
            begin, end = lowest, highest
        else:
            begin = _number(first, names)
            end = _number(last, names) if dash else (highest if step else begin)
        if not lowest <= begin <= highest or not lowest <= end <= highest or int(step or 1) < 1:
            raise ValueError(field)
        if begin > end:  # FRI-MON
            found |= {*range(begin, highest + 1), *range(lowest, end + 1)}
        else:
            found |= set(range(begin, end + 1, int(step or 1)))
    return frozenset(found)


def _number(word: str, names: dict[str, int] | None) -> int:
    return (names or {}).get(word) or int(word)
