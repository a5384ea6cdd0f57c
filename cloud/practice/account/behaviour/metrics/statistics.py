"""Calculates CloudWatch's statistics of the samples in a period. Pure."""

import re
from collections.abc import Iterable, Sequence

from cloud.practice.account.behaviour.metrics.samples import Sample

SIMPLE = ("SampleCount", "Average", "Sum", "Minimum", "Maximum")
_PERCENTILE = re.compile(r"p(\d{1,2}(?:\.\d{1,10})?|100)")
_TRIMMED = re.compile(r"(tm|tc|ts|wm)(\d{1,2}(?:\.\d{1,10})?)")


def is_statistic(name: str) -> bool:
    """Tell whether queries may ask for it."""
    return (
        name in SIMPLE
        or name == "IQM"
        or bool(_PERCENTILE.fullmatch(name) or _TRIMMED.fullmatch(name))
    )


def statistic(name: str, samples: Sequence[Sample]) -> float | None:
    """Return the statistic of all samples together; None where it can't be known."""
    count = sum(each.count for each in samples)
    if not count:
        return None
    match name:
        case "SampleCount":
            return count
        case "Sum":
            return sum(each.total for each in samples)
        case "Average":
            return sum(each.total for each in samples) / count
        case "Minimum":
            return min(each.low for each in samples)
        case "Maximum":
            return max(each.high for each in samples)
    values = _ordered(samples)
    if values is None:
        return None
    if name == "IQM":
        return _mean(_cut(values, 0.25, 0.75))
    if found := _PERCENTILE.fullmatch(name):
        return _percentile(values, float(found[1]) / 100)
    if found := _TRIMMED.fullmatch(name):
        return _trimmed(found[1], values, float(found[2]) / 100)
    return None


def _ordered(samples: Iterable[Sample]) -> list[tuple[float, float]] | None:
    """Return values with their counts, sorted; of a set of equal values nothing else is needed."""
    pairs: list[tuple[float, float]] = []
    for each in samples:
        if each.values:
            pairs.extend(each.values)
        elif each.low == each.high:
            pairs.append((each.low, each.count))
        else:
            return None
    return sorted(pairs)


def _percentile(values: list[tuple[float, float]], share: float) -> float:
    """Interpolate between the neighbouring values, as spreadsheets do."""
    total = sum(count for _, count in values)
    place = share * (total - 1)
    below = _value_at(values, int(place))
    above = _value_at(values, min(int(place) + 1, int(total) - 1))
    return below + (above - below) * (place - int(place))


def _value_at(values: list[tuple[float, float]], place: int) -> float:
    passed = 0.0
    for value, count in values:
        passed += count
        if place < passed:
            return value
    return values[-1][0]


def _trimmed(kind: str, values: list[tuple[float, float]], share: float) -> float | None:
    kept = _cut(values, 0.0, share)
    if kind == "tc":
        return sum(count for _, count in kept)
    if kind == "ts":
        return sum(value * count for value, count in kept)
    if kind == "wm" and kept:  # what is cut away counts as the highest value that is kept
        total = sum(count for _, count in values)
        rest = total - sum(count for _, count in kept)
        kept = [*kept, (kept[-1][0], rest)]
    return _mean(kept)


def _cut(
    values: list[tuple[float, float]], lowest: float, highest: float
) -> list[tuple[float, float]]:
    total = sum(count for _, count in values)
    kept, passed = [], 0.0
    for value, count in values:
        inside = min(passed + count, highest * total) - max(passed, lowest * total)
        if inside > 0:
            kept.append((value, inside))
        passed += count
    return kept


def _mean(values: list[tuple[float, float]]) -> float | None:
    count = sum(count for _, count in values)
    return sum(value * each for value, each in values) / count if count else None
