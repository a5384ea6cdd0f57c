from datetime import UTC, datetime

import msgspec
import pytest

from cloud.models import (
    Action,
    Change,
    CheckItem,
    CheckResult,
    Leftover,
    OutputValue,
    Plan,
    PlanStep,
    Replacement,
    StackEvent,
    StackPhase,
    StackStatus,
    StepFinding,
    TeardownProof,
)
from cloud.patterns.metadata import OutputRole, Text
from cloud.settings import Account

NOW = datetime(2026, 11, 21, tzinfo=UTC)
TEXT = Text(en="Tables", ja="テーブル")


def plan(*findings: StepFinding, changes: tuple[Change, ...] = (), change_set: str = "arn") -> Plan:
    return Plan("live-ivs", "show", Account(), {}, findings, changes, change_set)


def proof(*leftovers: Leftover) -> TeardownProof:
    return TeardownProof("show", "123456789012", "eu-west-1", NOW, (), leftovers)


def test_a_plan_is_applicable_when_all_is_fine_and_there_is_something_to_do() -> None:
    fine = StepFinding(PlanStep.LINT, True)

    assert plan(fine).is_applicable
    assert not plan(fine, change_set="").is_applicable
    assert not plan(fine, StepFinding(PlanStep.QUOTA, False)).is_applicable


def test_what_is_made_anew_or_goes_is_pointed_out() -> None:
    added = Change(Action.ADD, "A", "AWS::SNS::Topic")
    kept = Change(Action.MODIFY, "B", "AWS::SNS::Topic")
    anew = Change(Action.MODIFY, "C", "AWS::SNS::Topic", Replacement.YES)
    maybe = Change(Action.MODIFY, "D", "AWS::SNS::Topic", Replacement.MAYBE)
    gone = Change(Action.REMOVE, "E", "AWS::SNS::Topic")

    assert plan(changes=(added, kept, anew, maybe, gone)).replaced == (anew, maybe, gone)


@pytest.mark.parametrize(
    ("status", "reason", "is_failure"),
    [
        ("CREATE_FAILED", "The name is taken", True),
        ("CREATE_FAILED", "Resource creation cancelled", False),
        ("CREATE_COMPLETE", "", False),
    ],
)
def test_what_is_cancelled_after_a_failure_is_none_itself(
    status: str, reason: str, is_failure: bool
) -> None:
    event = StackEvent("1", NOW, "A", "AWS::SNS::Topic", status, reason)

    assert event.is_failure is is_failure


def test_an_output_is_found_by_its_role() -> None:
    output = OutputValue("PlaybackUrl", "https://example.com", OutputRole.PLAYBACK_URL)
    stack = StackStatus("show", StackPhase.READY, "CREATE_COMPLETE", outputs=(output,))

    assert stack.output(OutputRole.PLAYBACK_URL) == "https://example.com"
    assert stack.output(OutputRole.INGEST_URL) == ""


def test_only_what_costs_and_is_not_kept_on_purpose_spoils_a_teardown() -> None:
    kept = Leftover("arn:a", "s3", is_retained=True, is_billable=True)
    free = Leftover("arn:b", "iam", is_retained=False, is_billable=False)
    paid = Leftover("arn:c", "medialive", is_retained=False, is_billable=True)

    assert proof(kept, free).is_clean
    assert not proof(kept, free, paid).is_clean


def test_a_check_is_fine_when_every_item_was_verified() -> None:
    def result(*found: bool | None) -> CheckResult:
        items = tuple(CheckItem(str(n), "tables", TEXT, each, TEXT) for n, each in enumerate(found))
        return CheckResult("show", Account(), "123456789012", NOW, items)

    assert result(True, True).is_ok
    assert not result(True, False).is_ok
    assert not result(True, None).is_ok


def test_all_of_it_can_be_written_as_json() -> None:
    stack = StackStatus("show", StackPhase.READY, "CREATE_COMPLETE", created_at=NOW)

    assert msgspec.json.decode(msgspec.json.encode(stack), type=StackStatus) == stack
    assert msgspec.json.decode(msgspec.json.encode(plan()), type=Plan) == plan()
