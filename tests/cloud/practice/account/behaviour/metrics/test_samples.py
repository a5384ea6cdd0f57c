"""Samples that are kept, found and grow old."""

from cloud.practice.account.behaviour.metrics.samples import (
    MetricKey,
    MetricStore,
    Sample,
    value_sample,
)

KEY = MetricKey.of("N", "m", [("b", "2"), ("a", "1")])
NOW_S = 500 * 86_400.0


def found(store: MetricStore, start_s: float = 0.0, end_s: float = NOW_S) -> list[Sample]:
    return list(store.between(KEY, start_s, end_s, NOW_S))


def test_dimensions_have_no_order_and_all_of_them_count() -> None:
    assert MetricKey.of("N", "m", [("a", "1"), ("b", "2")]) == KEY
    assert MetricKey.of("N", "m", [("a", "1")]) != KEY


def test_samples_are_found_in_order_whenever_they_came() -> None:
    store = MetricStore()
    for at_s in (30.0, 10.0, 20.0, 40.0):
        store.put(KEY, value_sample(at_s, at_s))

    assert [each.at_s for each in found(store, 10, 40)] == [10.0, 20.0, 30.0]


def test_what_is_not_known_yet_is_not_found() -> None:
    store = MetricStore()
    store.put(KEY, value_sample(10.0, 1.0, known_s=NOW_S + 1))

    assert found(store) == []
    assert store.keys(10.0) == []
    assert store.keys(NOW_S + 1) == []  # nothing in two weeks


def test_what_is_old_is_joined_and_at_last_dropped() -> None:
    store = MetricStore()
    for age_s in (0, 4 * 3600, 4 * 3600 + 10, 20 * 86_400, 70 * 86_400, 460 * 86_400):
        store.put(KEY, value_sample(NOW_S - age_s, 2.0, "Count"))

    store.age(NOW_S)
    store.age(NOW_S)

    assert [(each.count, each.period_s) for each in found(store, 0, NOW_S + 1)] == [
        (1.0, 3600),
        (1.0, 300),
        (1.0, 60),
        (1.0, 60),
        (1.0, 0),
    ]


def test_what_is_joined_keeps_its_values() -> None:
    store = MetricStore()
    minute_s = NOW_S - 4 * 3600
    for second, value in enumerate((1.0, 5.0, 5.0)):
        store.put(KEY, value_sample(minute_s + second, value, "Count"))
    store.age(NOW_S)

    (joined,) = found(store)
    assert (joined.count, joined.total, joined.low, joined.high) == (3.0, 11.0, 1.0, 5.0)
    assert joined.values == ((1.0, 1.0), (5.0, 2.0))


def test_a_metric_that_has_all_gone_is_forgotten() -> None:
    store = MetricStore()
    store.put(KEY, value_sample(0.0, 1.0))
    store.age(NOW_S)

    assert store.keys(1.0) == []
