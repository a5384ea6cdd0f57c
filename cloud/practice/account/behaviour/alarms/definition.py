"""What an alarm watches and when it goes off, read from the record that moto keeps of it. Pure."""

from dataclasses import dataclass
from typing import Any

from cloud.practice.account.behaviour.alarms.evaluation import COMPARISONS, Missing, Rule
from cloud.practice.account.behaviour.metrics.metricrequests import BadRequest
from cloud.practice.account.behaviour.metrics.queries import MetricQuery
from cloud.practice.account.behaviour.metrics.samples import MetricKey

SHORT_STEP_S, STEP_S = 10, 60


@dataclass(frozen=True, slots=True)
class Definition:
    """One metric alarm."""

    rule: Rule
    queries: tuple[MetricQuery, ...]
    watched: str
    """Id of the query whose values are compared."""
    period_s: int

    @property
    def step_s(self) -> int:
        """How often it is evaluated."""
        return SHORT_STEP_S if self.period_s < STEP_S else STEP_S


def definition_of(alarm: Any) -> Definition:
    """Return what a metric alarm of moto's means; raises BadRequest for what practice can't do."""
    if alarm.comparison_operator not in COMPARISONS:
        raise BadRequest(
            "ValidationError",
            f"Alarms that are {alarm.comparison_operator} are not offered in practice.",
        )
    periods = int(alarm.evaluation_periods)
    rule = Rule(
        alarm.comparison_operator,
        float(alarm.threshold or 0.0),
        periods,
        int(alarm.datapoints_to_alarm or periods),
        Missing(alarm.treat_missing_data or Missing.MISSING),
    )
    queries = _queries(alarm)
    watched = [query.id for query in queries if query.is_returned]
    if len(watched) != 1:
        raise BadRequest(
            "ValidationError", "Exactly one element of the metrics list should return data."
        )
    period_s = max((query.period_s for query in queries if query.key), default=STEP_S)
    return Definition(rule, queries, watched[0], period_s)


def _queries(alarm: Any) -> tuple[MetricQuery, ...]:
    if not alarm.metric_data_queries:
        stat = alarm.extended_statistic or alarm.statistic or "Average"
        key = _key(alarm.namespace, alarm.metric_name, alarm.dimensions)
        return (
            MetricQuery("m1", "", True, key, stat, int(alarm.period or STEP_S), alarm.unit or ""),
        )
    return tuple(_query(each) for each in alarm.metric_data_queries)


def _query(asked: Any) -> MetricQuery:
    is_returned = str(asked.return_data).lower() != "false"
    if stat := asked.metric_stat:
        key = _key(stat.metric.namespace, stat.metric.metric_name, stat.metric.dimensions)
        return MetricQuery(
            asked.id,
            asked.label or "",
            is_returned,
            key,
            stat.stat,
            int(stat.period),
            stat.unit or "",
        )
    period_s = int(asked.period or STEP_S)
    return MetricQuery(
        asked.id, asked.label or "", is_returned, None, "", period_s, "", asked.expression
    )


def _key(namespace: str, name: str, dimensions: Any) -> MetricKey:
    return MetricKey.of(namespace, name, [(each.name, each.value) for each in dimensions])
