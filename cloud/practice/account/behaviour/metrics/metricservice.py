"""CloudWatch's calls about metrics, answered from our own store in place of moto's list."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from moto.cloudwatch.exceptions import CloudWatchException
from moto.cloudwatch.models import CloudWatchBackend, cloudwatch_backends
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult

from cloud.practice.account.behaviour.grafts import Grafts
from cloud.practice.account.behaviour.metrics.expression import ExpressionError
from cloud.practice.account.behaviour.metrics.metricpages import moment, page
from cloud.practice.account.behaviour.metrics.metricrequests import (
    BadRequest,
    bad_expression,
    check_period,
    check_statistic,
    key_of,
    queries_of,
    sample_of,
    seconds,
)
from cloud.practice.account.behaviour.metrics.queries import Answers, MetricQuery, in_order
from cloud.practice.account.behaviour.metrics.samples import MetricKey, MetricStore
from cloud.practice.account.behaviour.metrics.timeseries import Span, TimeSeries
from cloud.practice.account.behaviour.regions import beside, in_use
from cloud.practice.account.context import AccountContext
from cloud.practice.accountmessages import ACCOUNT_ID, Scenario

LATE_S = 300.0
"""How late data appear in the scenario of that name."""
AGEING_S = 600.0
_PAGE = 500


def metrics_of(region: str) -> MetricStore:
    """Return the metrics of a region; hold the account's lock while using them."""
    return _kept_by(cloudwatch_backends[ACCOUNT_ID][region])


def lines_of_query(
    store: MetricStore, queries: Sequence[MetricQuery], span: Span, now_s: float
) -> tuple[TimeSeries, ...]:
    """Return all lines that the queries return; raises BadRequest."""
    answers = Answers(store, in_order(queries), span, now_s)
    lines: list[TimeSeries] = []
    for query in queries:
        if query.is_returned:
            try:
                lines += answers.lines(query.id)
            except ExpressionError as error:
                raise bad_expression(query.id, error) from None
    return tuple(lines)


class MetricService:
    """Takes the place of moto's own answers about metrics."""

    def __init__(self, context: AccountContext) -> None:
        self._context = context

    def install(self, grafts: Grafts) -> None:
        """Answer from now on."""
        service = self

        def put(backend: Any, namespace: str, metric_data: Any) -> None:
            service.put(backend.region_name, namespace, metric_data)

        grafts.place(CloudWatchBackend, "put_metric_data", put)
        for name, answer in (
            ("get_metric_data", _refusing(self._get_metric_data)),
            ("get_metric_statistics", _refusing(self._get_metric_statistics)),
            ("list_metrics", _refusing(self._list_metrics)),
        ):
            grafts.place(CloudWatchResponse, name, answer)
        self._context.every(AGEING_S, self._age, "metrics-age")

    def put(self, region: str, namespace: str, data: Iterable[Mapping[str, Any]]) -> None:
        """Keep data that somebody put, or that a service of the account measured of itself."""
        store = metrics_of(region)
        now_s = self._context.clock.now_s()
        is_late = Scenario.LATE_METRICS in self._context.scenarios
        known_s = now_s + LATE_S if is_late else 0.0
        for datum in data:
            store.put(key_of(datum, namespace), sample_of(namespace, datum, now_s, known_s))

    # ---- private ----

    def _get_metric_data(self, response: Any) -> dict[str, Any]:
        asked = response._get_params()  # noqa: SLF001 - moto's only way to a request's parameters
        start_s, end_s = seconds(asked["StartTime"]), seconds(asked["EndTime"])
        if start_s >= end_s:
            raise BadRequest(
                "ValidationError",
                "The parameter StartTime must be less than the parameter EndTime.",
            )
        queries = queries_of(asked.get("MetricDataQueries") or [])
        span = Span(int(start_s), _up(end_s))
        lines = lines_of_query(_kept_by(response.cloudwatch_backend), queries, span, self._now_s())
        return page(
            lines,
            is_newest_first=asked.get("ScanBy") != "TimestampAscending",
            most=int(asked.get("MaxDatapoints") or 0),
            token=asked.get("NextToken") or "",
        )

    def _get_metric_statistics(self, response: Any) -> dict[str, Any]:
        asked = response._get_params()  # noqa: SLF001 - as above
        statistics = [*(asked.get("Statistics") or ()), *(asked.get("ExtendedStatistics") or ())]
        start_s, end_s = seconds(asked["StartTime"]), seconds(asked["EndTime"])
        period_s, key = int(asked["Period"]), key_of(asked)
        if start_s >= end_s:
            raise BadRequest(
                "InvalidParameterValue",
                "The parameter StartTime must be less than the parameter EndTime.",
            )
        if not statistics:
            raise BadRequest(
                "InvalidParameterCombination",
                "Must specify either Statistics or ExtendedStatistics",
            )
        check_period(period_s)
        if (end_s - start_s) / period_s > 1440:
            raise BadRequest(
                "InvalidParameterCombination",
                f"You have requested up to {int((end_s - start_s) / period_s)} datapoints, which "
                "exceeds the limit of 1,440.",
            )
        span = Span(int(start_s), _up(end_s))
        points: dict[int, dict[str, Any]] = {}
        for stat in statistics:
            check_statistic(stat)
            query = MetricQuery("m", "", True, key, stat, period_s, asked.get("Unit") or "")
            (line,) = lines_of_query(
                _kept_by(response.cloudwatch_backend), [query], span, self._now_s()
            )
            for at, value in line.points.items():
                _enter(points.setdefault(at, {}), stat, value)
        unit = asked.get("Unit") or _unit(
            _kept_by(response.cloudwatch_backend), key, span, self._now_s()
        )
        return {
            "Label": key.name,
            "Datapoints": [
                {"Timestamp": moment(at), "Unit": unit, **points[at]} for at in sorted(points)
            ],
        }

    def _list_metrics(self, response: Any) -> dict[str, Any]:
        asked = response._get_params()  # noqa: SLF001 - as above
        keys = [
            key
            for key in _kept_by(response.cloudwatch_backend).keys(self._now_s())
            if _is_listed(key, asked)
        ]
        keys.sort(key=lambda key: (key.namespace, key.name, key.dimensions))
        token = str(asked.get("NextToken") or "0")
        if not token.isdecimal():
            raise BadRequest("InvalidParameterValue", "Request parameter NextToken is invalid")
        first = int(token)
        answer: dict[str, Any] = {"Metrics": [_listed(key) for key in keys[first : first + _PAGE]]}
        if first + _PAGE < len(keys):
            answer["NextToken"] = str(first + _PAGE)
        return answer

    def _now_s(self) -> float:
        return self._context.clock.now_s()

    def _age(self) -> None:
        for _, backend in in_use(cloudwatch_backends):
            _kept_by(backend).age(self._now_s())


def _kept_by(backend: Any) -> MetricStore:
    return beside(backend, "livedesk_metrics", MetricStore)


def _refusing(answer: Any) -> Any:
    def answered(response: Any) -> Any:
        try:
            return ActionResult(answer(response))
        except BadRequest as error:
            raise service_error(error) from None

    return answered


def service_error(error: BadRequest) -> Exception:
    """Return what moto answers as this error."""
    refusal: Exception = CloudWatchException(error.code, str(error))
    return refusal


def _up(seconds: float) -> int:
    return -int(-seconds // 1)


def _enter(point: dict[str, Any], stat: str, value: float) -> None:
    if stat in ("SampleCount", "Average", "Sum", "Minimum", "Maximum"):
        point[stat] = value
    else:
        point.setdefault("ExtendedStatistics", {})[stat] = value


def _unit(store: MetricStore, key: MetricKey, span: Span, now_s: float) -> str:
    first = next(store.between(key, span.start_s, span.end_s, now_s), None)
    return first.unit if first else "None"


def _is_listed(key: MetricKey, asked: Mapping[str, Any]) -> bool:
    own = dict(key.dimensions)
    return (
        asked.get("Namespace") in (None, key.namespace)
        and asked.get("MetricName") in (None, key.name)
        and all(
            each["Name"] in own and each.get("Value") in (None, own[each["Name"]])
            for each in asked.get("Dimensions") or ()
        )
    )


def _listed(key: MetricKey) -> dict[str, Any]:
    return {
        "Namespace": key.namespace,
        "MetricName": key.name,
        "Dimensions": [{"Name": name, "Value": value} for name, value in key.dimensions],
    }
