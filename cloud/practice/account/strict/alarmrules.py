"""What PutMetricAlarm takes: periods, spans, metrics, actions. Pure.

Amazon CloudWatch API Reference, PutMetricAlarm; CloudWatch quotas, as of 2026-11.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from cloud.practice.account.context import Refusal

SHORT_PERIODS_S = (10, 20, 30)
LONGEST_SPAN_S = 86_400
LONGEST_DAILY_SPAN_S = 7 * 86_400
"""With periods of at least an hour."""
MOST_METRICS = 10
MOST_ACTIONS = 5
STATISTIC_PARAMETERS = ("MetricName", "Namespace", "Period", "Statistic", "ExtendedStatistic")
ACTIONS = ("AlarmActions", "OKActions", "InsufficientDataActions")


def put_metric_alarm(parameters: Mapping[str, Any]) -> Refusal | None:
    """Return why CloudWatch refuses the alarm."""
    return next(_refusals(parameters), None)


def _refusals(parameters: Mapping[str, Any]) -> Iterator[Refusal]:
    metrics: list[Mapping[str, Any]] = parameters.get("Metrics") or []
    if metrics:
        both = [name for name in STATISTIC_PARAMETERS if parameters.get(name) is not None]
        if both:
            yield _combination(f"Parameters {', '.join(both)} and Metrics can't be used together.")
        yield from _of_metrics(metrics)
    else:
        yield from _of_one_metric(parameters)
    yield from _of_span(parameters, metrics)
    yield from _of_threshold(parameters, metrics)
    for name in ACTIONS:
        if len(parameters.get(name) or ()) > MOST_ACTIONS:
            yield _value(f"The collection {name} must not have a size greater than {MOST_ACTIONS}.")


def _of_one_metric(parameters: Mapping[str, Any]) -> Iterator[Refusal]:
    for name in ("MetricName", "Namespace", "Period"):
        if parameters.get(name) is None:
            yield Refusal("MissingParameter", f"The parameter {name} is required.")
    given = [name for name in ("Statistic", "ExtendedStatistic") if parameters.get(name)]
    if len(given) != 1:
        yield _combination("Exactly one of Statistic and ExtendedStatistic must be given.")
    yield from _of_period(parameters.get("Period"), "Period")


def _of_metrics(metrics: list[Mapping[str, Any]]) -> Iterator[Refusal]:
    if len(metrics) > MOST_METRICS:
        yield _value(f"The collection Metrics must not have a size greater than {MOST_METRICS}.")
    ids = [each.get("Id", "") for each in metrics]
    if len(set(ids)) != len(ids):
        yield _value("The ids in Metrics must be unique.")
    for number, each in enumerate(metrics, 1):
        identity = str(each.get("Id", ""))
        if not identity[:1].islower() or not identity.replace("_", "").isalnum():
            yield _value(
                f"The value {identity} for parameter Metrics.member.{number}.Id is not matching "
                "the expected pattern ^[a-z][a-zA-Z0-9_]*$."
            )
        if (each.get("MetricStat") is None) == (each.get("Expression") is None):
            yield _value(f"Metrics.member.{number} needs one of MetricStat and Expression.")
        period_s = (each.get("MetricStat") or each).get("Period")
        yield from _of_period(period_s, f"Metrics.member.{number}.Period")
    # Without a word about it, a metric's data count.
    returned = [each for each in metrics if each.get("ReturnData", True)]
    if len(returned) != 1:
        yield _value("Exactly one element of the metrics list should return data.")


def _of_period(period_s: object, path: str) -> Iterator[Refusal]:
    if isinstance(period_s, int) and not is_period(period_s):
        yield _value(
            f"The parameter {path} must be 10, 20, 30 or a multiple of 60; {period_s} is not."
        )


def is_period(period_s: int) -> bool:
    """Tell whether an alarm may have that period."""
    return period_s in SHORT_PERIODS_S or (period_s > 0 and period_s % 60 == 0)


def _of_span(parameters: Mapping[str, Any], metrics: list[Mapping[str, Any]]) -> Iterator[Refusal]:
    count = parameters.get("EvaluationPeriods") or 0
    wanted = parameters.get("DatapointsToAlarm")
    if wanted is not None and wanted > count:
        yield _value("DatapointsToAlarm must be less than or equal to EvaluationPeriods.")
    periods = [(each.get("MetricStat") or each).get("Period") for each in metrics]
    periods_s = [each for each in (parameters.get("Period"), *periods) if each]
    longest_s = LONGEST_DAILY_SPAN_S if periods_s and min(periods_s) >= 3600 else LONGEST_SPAN_S
    if periods_s and max(periods_s) * count > longest_s:
        yield _value(
            f"Metrics cannot be checked across more than {longest_s} seconds "
            "(EvaluationPeriods * Period)."
        )


def _of_threshold(
    parameters: Mapping[str, Any], metrics: list[Mapping[str, Any]]
) -> Iterator[Refusal]:
    is_band = parameters.get("ThresholdMetricId") is not None
    if is_band == (parameters.get("Threshold") is not None):
        yield _combination("Exactly one of Threshold and ThresholdMetricId must be given.")
    if is_band and parameters["ThresholdMetricId"] not in [each.get("Id") for each in metrics]:
        yield _value("ThresholdMetricId must be the id of one of the metrics.")


def _value(message: str) -> Refusal:
    return Refusal("InvalidParameterValue", message)


def _combination(message: str) -> Refusal:
    return Refusal("InvalidParameterCombination", message)
