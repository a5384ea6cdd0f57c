from cloud.check.findings import Subject, answered, picked
from cloud.errors import CallThrottled
from cloud.models import CheckItem
from cloud.patterns.metadata import Text

SUBJECT = Subject("tables.sessions", Text("Table", "テーブル"))


def test_the_group_is_what_stands_before_the_dot() -> None:
    assert SUBJECT.group == "tables"


def test_all_that_is_lacking_is_said_in_both_languages() -> None:
    item = SUBJECT.judged(
        [Text("No a.", "a なし。"), Text("No b.", "b なし。")], Text("x", "x"), {}
    )

    assert item.is_ok is False
    assert item.finding == Text("No a. No b.", "a なし。b なし。")


def test_a_call_that_fails_is_a_finding() -> None:
    def ask() -> CheckItem:
        raise CallThrottled("sns:GetTopicAttributes")

    item = answered(SUBJECT, ask)

    assert item.is_ok is False
    assert "sns:GetTopicAttributes" in item.finding.en


def test_evidence_is_what_was_answered() -> None:
    assert picked({"a": 1, "b": 2}, "a", "c") == {"a": 1}
