"""Queries over samples, with the math on them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud.practice.account.behaviour.metrics.expression import ExpressionError
from cloud.practice.account.behaviour.metrics.queries import Answers, MetricQuery, in_order
from cloud.practice.account.behaviour.metrics.samples import MetricKey, MetricStore, value_sample
from cloud.practice.account.behaviour.metrics.timeseries import Span

VIEWERS = MetricKey.of("N", "Viewers", [("Channel", "a")])
TOTAL = MetricKey.of("N", "Viewers", [])
NOW_S = 10_000.0


def store() -> MetricStore:
    kept = MetricStore()
    for minute, value in enumerate((10.0, 20.0, 5.0)):
        kept.put(VIEWERS, value_sample(minute * 60 + 5.0, value, "Count"))
        kept.put(VIEWERS, value_sample(minute * 60 + 35.0, value + 2, "Count"))
    kept.put(TOTAL, value_sample(0.0, 99.0))
    return kept


def stat(
    id: str, key: MetricKey = VIEWERS, name: str = "Average", period_s: int = 60
) -> MetricQuery:
    return MetricQuery(id, "", True, key, name, period_s)


def math(id: str, expression: str, label: str = "") -> MetricQuery:
    return MetricQuery(id, label, expression=expression)


def answers(*queries: MetricQuery, span: Span | None = None) -> Answers:
    return Answers(store(), in_order(queries), span or Span(0, 180), NOW_S)


def test_a_query_finds_exactly_its_dimensions() -> None:
    (line,) = answers(stat("m1", TOTAL)).lines("m1")
    assert dict(line.points) == {0: 99.0}
    (other,) = answers(stat("m1", MetricKey.of("N", "Viewers", [("Track", "1")]))).lines("m1")
    assert dict(other.points) == {}


@pytest.mark.parametrize(
    ("name", "period_s", "points"),
    [
        ("Average", 60, {0: 11.0, 60: 21.0, 120: 6.0}),
        ("Sum", 120, {0: 64.0, 120: 12.0}),
        ("p50", 180, {0: 11.0}),
        ("SampleCount", 30, {0: 1.0, 30: 1.0, 60: 1.0, 90: 1.0, 120: 1.0, 150: 1.0}),
    ],
)
def test_statistics_by_period(name: str, period_s: int, points: dict[int, float]) -> None:
    (line,) = answers(stat("m1", VIEWERS, name, period_s)).lines("m1")

    assert dict(line.points) == points


def test_only_samples_of_the_unit_count() -> None:
    query = MetricQuery("m1", "", True, VIEWERS, "Sum", 60, "Seconds")

    assert answers(query).lines("m1")[0].points == {}


@pytest.mark.parametrize(
    ("expression", "points"),
    [
        ("m1 * 2", {0: 22.0, 60: 42.0, 120: 12.0}),
        ("m1 - DIFF(m1)", {60: 11.0, 120: 21.0}),
        ("SUM(METRICS())", {0: 110.0, 60: 21.0, 120: 6.0}),
        ("SUM(METRICS('m1'))", {0: 11.0, 60: 21.0, 120: 6.0}),
        ("FILL(m2, 0) + m1", {0: 110.0, 60: 21.0, 120: 6.0}),
        ("FILL(m2, REPEAT)", {0: 99.0, 60: 99.0, 120: 99.0}),
        ("IF(m1 > 10, 1, 0)", {0: 1.0, 60: 1.0, 120: 0.0}),
        ("m1 / SUM(m1)", {0: 11 / 38, 60: 21 / 38, 120: 6 / 38}),
        ("RATE(m1) * PERIOD(m1)", {60: 10.0, 120: -15.0}),
        ("TIME_SERIES(3)", {0: 3.0, 60: 3.0, 120: 3.0}),
    ],
)
def test_math_on_other_queries(expression: str, points: dict[int, float]) -> None:
    (line,) = answers(stat("m1"), stat("m2", TOTAL), math("e1", expression)).lines("e1")

    assert line.points == pytest.approx(points)


def test_a_search_gives_a_line_for_each_metric_with_data() -> None:
    found = answers(math("e1", "SEARCH('MetricName=\"Viewers\"', 'Maximum', 60)", "now"))

    lines = {line.label: dict(line.points) for line in found.lines("e1")}
    assert lines == {
        "now Viewers": {0: 99.0},
        "now a": {0: 12.0, 60: 22.0, 120: 7.0},
    }
    summed = answers(math("e1", "SUM(SEARCH('{N,Channel}', 'Sum', 180))"))
    assert dict(summed.lines("e1")[0].points) == {0: 76.0}


@pytest.mark.parametrize(
    "expression",
    [
        "e1 + 1",
        "m9",
        "3",
        "'text'",
        "m1 + 'text'",
        "SUM(m1)",
        "METRICS(m1)",
        "SEARCH('a')",
        "SEARCH('a', 'b')",
    ],
)
def test_what_can_not_be_answered_is_told(expression: str) -> None:
    with pytest.raises(ExpressionError):
        answers(stat("m1"), math("e1", expression)).lines("e1")


def test_every_sample_of_hours_counts_once() -> None:
    kept = MetricStore()
    for second in range(10_000):
        kept.put(VIEWERS, value_sample(float(second), 1.0))
    queries = in_order([stat("m1", VIEWERS, "Sum", 5), math("e1", "FILL(m1, REPEAT) * 2")])
    (line,) = Answers(kept, queries, Span(0, 10_000), 10_000.0).lines("e1")

    assert (len(line.points), set(line.points.values())) == (2_000, {10.0})


@given(
    st.lists(st.tuples(st.integers(0, 599), st.integers(-50, 50)), max_size=40),
    st.sampled_from((30, 60, 120)),
    st.integers(0, 119),
)
def test_it_agrees_with_sums_that_are_added_one_by_one(
    put: list[tuple[int, int]], period_s: int, start_s: int
) -> None:
    kept = MetricStore()
    expected: dict[int, float] = {}
    first = start_s // period_s * period_s
    for at, value in put:
        kept.put(VIEWERS, value_sample(float(at), float(value)))
        if first <= at < 480:
            begun = at // period_s * period_s
            expected[begun] = expected.get(begun, 0.0) + value
    queries = in_order([stat("m1", VIEWERS, "Sum", period_s)])
    (line,) = Answers(kept, queries, Span(start_s, 480), NOW_S).lines("m1")

    assert dict(line.points) == expected
