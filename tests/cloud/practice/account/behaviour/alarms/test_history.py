"""What is kept of alarms' pasts."""

from types import SimpleNamespace

from cloud.practice.account.behaviour.alarms.history import note, shown
from tests.cloud.practice.account.behaviour.alarms.records import record


def books() -> SimpleNamespace:
    backend = SimpleNamespace()
    for number in range(3):
        note(backend, record(), "StateUpdate", f"s{number}", {}, float(number))
    note(backend, record(name="b", rule="ALARM(a)"), "Action", "acted", {}, 3.0)
    return backend


def summaries(**asked: object) -> list[str]:
    return [each["HistorySummary"] for each in shown(books(), asked)["AlarmHistoryItems"]]


def test_the_newest_comes_first_unless_asked_otherwise() -> None:
    assert summaries() == ["s2", "s1", "s0"]
    assert summaries(ScanBy="TimestampAscending") == ["s0", "s1", "s2"]


def test_it_is_found_by_name_kind_and_time() -> None:
    assert summaries(AlarmName="b") == ["acted"]
    assert summaries(AlarmTypes=["CompositeAlarm"]) == ["acted"]
    assert summaries(HistoryItemType="Action", AlarmTypes=["CompositeAlarm"]) == ["acted"]
    assert summaries(StartDate=1.0, EndDate=1.0) == ["s1"]


def test_a_page_has_the_token_of_the_next() -> None:
    first = shown(books(), {"MaxRecords": 2})
    second = shown(books(), {"MaxRecords": 2, "NextToken": first["NextToken"]})

    assert [each["HistorySummary"] for each in second["AlarmHistoryItems"]] == ["s0"]
    assert "NextToken" not in second
