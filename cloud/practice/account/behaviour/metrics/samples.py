"""Keeps what was put for each metric, in order of time, with CloudWatch's resolutions. Pure."""

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

SPANS_KEPT = ((3 * 3600, 60), (15 * 86_400, 300), (63 * 86_400, 3600), (455 * 86_400, 0))
"""How old data may grow, in seconds, and to which period they are then joined; 0: dropped."""
LISTED_S = 14 * 86_400
"""A metric without newer data is not listed."""

_AT = attrgetter("at_s")


@dataclass(frozen=True, slots=True)
class MetricKey:
    """What names one metric; all dimensions count."""

    namespace: str
    name: str
    dimensions: tuple[tuple[str, str], ...] = ()
    """Sorted pairs of name and value."""

    @classmethod
    def of(cls, namespace: str, name: str, dimensions: Iterable[tuple[str, str]]) -> "MetricKey":
        """Return the key whatever order the dimensions come in."""
        return cls(namespace, name, tuple(sorted(dimensions)))


@dataclass(slots=True)
class Sample:
    """One value, or a set of values that were put or joined together."""

    at_s: float
    known_s: float
    """From when on queries find it."""
    count: float
    total: float
    low: float
    high: float
    values: tuple[tuple[float, float], ...] = ()
    """Value and how often; empty where only the statistics are known."""
    unit: str = "None"
    period_s: int = 0
    """Over which it was joined; queries of shorter periods don't find it."""


def value_sample(at_s: float, value: float, unit: str = "None", known_s: float = 0.0) -> Sample:
    """Return a sample of one value."""
    return Sample(at_s, known_s, 1.0, value, value, value, ((value, 1.0),), unit)


class MetricStore:
    """All metrics of one account in one region."""

    def __init__(self) -> None:
        self._samples: dict[MetricKey, list[Sample]] = defaultdict(list)

    def put(self, key: MetricKey, sample: Sample) -> None:
        """Keep a sample."""
        kept = self._samples[key]
        if not kept or kept[-1].at_s <= sample.at_s:
            kept.append(sample)
        else:
            bisect.insort(kept, sample, key=_AT)

    def between(
        self, key: MetricKey, start_s: float, end_s: float, now_s: float
    ) -> Iterator[Sample]:
        """Yield what is known now of [start, end), the oldest first."""
        kept = self._samples.get(key, [])
        first = bisect.bisect_left(kept, start_s, key=_AT)
        last = bisect.bisect_left(kept, end_s, key=_AT)
        for sample in kept[first:last]:
            if sample.known_s <= now_s:
                yield sample

    def keys(self, now_s: float) -> list[MetricKey]:
        """Return the metrics that have data of the last two weeks."""
        return [
            key
            for key, kept in self._samples.items()
            if kept and kept[-1].at_s > now_s - LISTED_S and kept[0].known_s <= now_s
        ]

    def age(self, now_s: float) -> None:
        """Join what has become old, and drop what is too old."""
        for key in list(self._samples):
            kept = self._samples[key]
            for older_s, period_s in SPANS_KEPT:
                kept = _joined(kept, now_s - older_s, period_s)
            if kept:
                self._samples[key] = kept
            else:
                del self._samples[key]


def _joined(kept: list[Sample], before_s: float, period_s: int) -> list[Sample]:
    border = bisect.bisect_left(kept, before_s, key=_AT)
    if not border or (period_s and all(each.period_s >= period_s for each in kept[:border])):
        return kept
    if not period_s:
        return kept[border:]
    groups: dict[tuple[float, str], list[Sample]] = defaultdict(list)
    for sample in kept[:border]:
        groups[sample.at_s // period_s * period_s, sample.unit].append(sample)
    older = [_merged(at_s, period_s, group) for (at_s, _), group in groups.items()]
    return sorted(older, key=_AT) + kept[border:]


def _merged(at_s: float, period_s: int, group: list[Sample]) -> Sample:
    counts: dict[float, float] = defaultdict(float)
    for sample in group:
        for value, count in sample.values:
            counts[value] += count
    return Sample(
        at_s,
        max(each.known_s for each in group),
        sum(each.count for each in group),
        sum(each.total for each in group),
        min(each.low for each in group),
        max(each.high for each in group),
        tuple(sorted(counts.items())) if all(each.values for each in group) else (),
        group[0].unit,
        period_s,
    )
