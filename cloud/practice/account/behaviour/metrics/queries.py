"""Answers metric queries: statistics of stored samples, and math on them. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cloud.practice.account.behaviour.metrics.expression import (
    Call,
    ExpressionError,
    Name,
    Node,
    Number,
    Operation,
    Text,
    parse,
)
from cloud.practice.account.behaviour.metrics.mathfunctions import FILLERS, call, lines_of
from cloud.practice.account.behaviour.metrics.samples import MetricKey, MetricStore, Sample
from cloud.practice.account.behaviour.metrics.search import found, label_of
from cloud.practice.account.behaviour.metrics.statistics import is_statistic, statistic
from cloud.practice.account.behaviour.metrics.timeseries import (
    OPERATORS,
    Span,
    TimeSeries,
    Value,
    combined,
)


@dataclass(frozen=True, slots=True)
class MetricQuery:
    """One query: a statistic of a metric, or an expression."""

    id: str
    label: str = ""
    is_returned: bool = True
    key: MetricKey | None = None
    stat: str = "Average"
    period_s: int = 60
    unit: str = ""
    """Only samples of this unit; empty: any."""
    expression: str = ""


@dataclass(slots=True)
class Answers:
    """Works the queries of one call out, each once, from what is known at a time."""

    store: MetricStore
    queries: Mapping[str, MetricQuery]
    span: Span
    now_s: float
    _worth: dict[str, Value] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def lines(self, id: str) -> tuple[TimeSeries, ...]:
        """Return the lines of a query; raises ExpressionError."""
        value = self.value(id)
        if isinstance(value, float):
            raise ExpressionError("it gives a single number, not a time series")
        label, lines = self.queries[id].label, lines_of(value)
        if len(lines) > 1 and label:
            return tuple(replace(line, id=id, label=f"{label} {line.label}") for line in lines)
        return tuple(replace(line, id=id, label=label or line.label or id) for line in lines)

    def value(self, id: str) -> Value:
        """Return what a query is worth; raises ExpressionError."""
        if id not in self._worth:
            if id in self._open:
                raise ExpressionError(f"{id} needs itself")
            self._open.append(id)
            self._worth[id] = self._answer(self.queries[id])
            self._open.remove(id)
        return self._worth[id]

    def _answer(self, query: MetricQuery) -> Value:
        if query.key is not None:
            return self._stat(query.key, query.stat, query.period_s, query)
        value = self._node(parse(query.expression))
        if isinstance(value, str):
            raise ExpressionError("it gives text")
        if isinstance(value, TimeSeries):
            return replace(value, label=query.label or query.id)
        return value

    def _stat(
        self, key: MetricKey, stat: str, period_s: int, query: MetricQuery | None = None
    ) -> TimeSeries:
        unit = query.unit if query else ""
        groups: dict[int, list[Sample]] = {}
        first = self.span.aligned(period_s)
        for sample in self.store.between(key, first, self.span.end_s, self.now_s):
            if sample.period_s <= period_s and (not unit or sample.unit == unit):
                at = first + int((sample.at_s - first) // period_s) * period_s
                groups.setdefault(at, []).append(sample)
        points = {
            at: value
            for at, samples in groups.items()
            if (value := statistic(stat, samples)) is not None
        }
        return TimeSeries(points, key.name, query.id if query else "", period_s)

    def _node(self, node: Node) -> Value | str:
        match node:
            case Number(value):
                return value
            case Text(text):
                return text
            case Name(text):
                return self._named(text)
            case Operation(sign, left, right):
                return combined(OPERATORS[sign], self._operand(left), self._operand(right))
            case Call("METRICS", arguments):
                return self._metrics(arguments)
            case Call("SEARCH", arguments):
                return self._search(arguments)
            case Call(function, arguments):
                return call(function, [self._node(each) for each in arguments], self.span)

    def _operand(self, node: Node) -> Value:
        value = self._node(node)
        if isinstance(value, str):
            raise ExpressionError(f"{value!r} is text")
        return value

    def _named(self, name: str) -> Value | str:
        if name in self.queries:
            return self.value(name)
        if name in FILLERS:
            return name
        raise ExpressionError(f"there is no query {name}")

    def _metrics(self, arguments: Sequence[Node]) -> tuple[TimeSeries, ...]:
        part = ""
        match arguments:
            case []:
                pass
            case [Text(text)]:
                part = text
            case _:
                raise ExpressionError("METRICS wants nothing or a part of ids in quotes")
        return tuple(
            line
            for id, query in self.queries.items()
            if query.key is not None and part in id
            for line in lines_of(self.value(id))
        )

    def _search(self, arguments: Sequence[Node]) -> tuple[TimeSeries, ...]:
        match arguments:
            case [Text(search), Text(stat), *rest]:
                pass
            case _:
                raise ExpressionError("SEARCH wants what to look for and a statistic, in quotes")
        period_s = int(rest[0].value) if rest and isinstance(rest[0], Number) else 300
        if not is_statistic(stat) or period_s < 1:
            raise ExpressionError(f"there is no statistic {stat}")
        keys = found(search, self.store.keys(self.now_s))
        lines = [(key, self._stat(key, stat, period_s)) for key in keys]
        return tuple(replace(line, label=label_of(keys, key)) for key, line in lines if line.points)


def in_order(queries: Iterable[MetricQuery]) -> dict[str, MetricQuery]:
    """Return queries by id, in the order they were asked."""
    return {query.id: query for query in queries}
