import json

from msgspec.structs import replace

from cloud.practice.account.compaction import (
    FEWEST_JOINED,
    METRICS_KEPT_S,
    MOST_DATA,
    compacted,
)
from cloud.practice.account.journal import Entry, KeptBody

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


def put(number: int, count: int = 1, namespace: str = "n") -> Entry:
    datum = {"MetricName": "m", "Value": number}
    members = {"Namespace": namespace, "MetricData": [datum] * count}
    return replace(
        entry("PutMetricData", NOW_S + number),
        region="eu-west-1",
        body=KeptBody(text=json.dumps(members)),
    )


def test_data_of_many_calls_are_put_together_each_with_its_time() -> None:
    made = entry("CreateChannel", NOW_S)
    first, *rest = compacted([*map(put, range(FEWEST_JOINED)), made], NOW_S)
    (one,) = rest
    members = json.loads(one.body.text)

    assert first == made
    assert members["Namespace"] == "n"
    assert [each["Value"] for each in members["MetricData"]] == list(range(FEWEST_JOINED))
    assert members["MetricData"][7]["Timestamp"] == NOW_S + 7


def test_data_keep_their_own_time_and_their_namespace() -> None:
    own = json.dumps({"Namespace": "n", "MetricData": [{"MetricName": "m", "Timestamp": 5}]})
    timed = replace(put(0), body=KeptBody(text=own))
    others = [put(number, namespace="o") for number in range(FEWEST_JOINED)]
    joined = [json.loads(each.body.text) for each in compacted([timed, *others], NOW_S)]

    assert [each["Namespace"] for each in joined] == ["n", "o"]
    assert joined[0]["MetricData"][0]["Timestamp"] == 5


def test_no_call_gets_more_data_than_cloudwatch_takes() -> None:
    entries = [put(number, count=30) for number in range(FEWEST_JOINED)]
    sizes = [len(json.loads(each.body.text)["MetricData"]) for each in compacted(entries, NOW_S)]

    assert sizes == [MOST_DATA - MOST_DATA % 30, 30 * FEWEST_JOINED - (MOST_DATA - MOST_DATA % 30)]


def test_a_few_calls_stay_as_they_are() -> None:
    entries = [put(number) for number in range(FEWEST_JOINED - 1)]

    assert compacted(entries, NOW_S) == entries


def test_what_was_put_together_can_be_put_together_again() -> None:
    once = compacted([put(number) for number in range(FEWEST_JOINED)], NOW_S)

    assert compacted(once, NOW_S) == once
