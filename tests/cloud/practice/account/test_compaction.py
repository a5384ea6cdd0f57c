from cloud.practice.account.compaction import METRICS_KEPT_S, compacted
from cloud.practice.account.journal import Entry

NOW_S = 1_800_000_000.0


def entry(operation: str, at_s: float) -> Entry:
    return Entry(at_s=at_s, method="POST", operation=operation)


def test_metrics_are_repeated_while_they_can_be_seen() -> None:
    old = entry("PutMetricData", NOW_S - METRICS_KEPT_S - 1)
    new = entry("PutMetricData", NOW_S - METRICS_KEPT_S + 1)

    assert compacted([old, new], NOW_S) == [new]


def test_what_was_made_is_repeated_however_old_it_is() -> None:
    old = entry("CreateChannel", 0.0)

    assert compacted([old], NOW_S) == [old]


def test_steps_of_the_clock_become_one() -> None:
    steps = [Entry(at_s=NOW_S + 10, advance_s=10.0), Entry(at_s=NOW_S + 40, advance_s=30.0)]
    made = entry("CreateChannel", NOW_S + 20)

    assert compacted([steps[0], made, steps[1]], NOW_S) == [
        made,
        Entry(at_s=NOW_S + 40, advance_s=40.0),
    ]


def test_a_clock_that_was_put_forward_ages_metrics_too() -> None:
    measured = entry("PutMetricData", NOW_S)
    step = Entry(at_s=NOW_S + METRICS_KEPT_S + 60, advance_s=METRICS_KEPT_S + 60)

    assert compacted([measured, step], NOW_S) == [step]
