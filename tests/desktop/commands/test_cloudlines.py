from datetime import UTC, datetime

from cloud.costs.pricing import price_of
from cloud.costs.values import Usage
from cloud.errors import ErrorCode, Problem
from cloud.models import (
    Action,
    Change,
    CheckItem,
    CheckResult,
    Leftover,
    PlanStep,
    Replacement,
    StackEvent,
    StepFinding,
    TeardownProof,
)
from cloud.patterns.catalogue import pattern
from cloud.patterns.metadata import Text
from cloud.settings import Account
from desktop.commands.cloudlines import (
    change_line,
    check_lines,
    event_line,
    finding_line,
    price_lines,
    proof_lines,
)

NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)


def test_a_step_that_failed_says_why_and_what_to_do() -> None:
    line = finding_line(
        StepFinding(PlanStep.REGION, False, problem=Problem(ErrorCode.NO_CHANGES, {"stack": "a"}))
    )

    assert "FAILED" in line
    assert "a already is what you ask for. Change a parameter first" in line


def test_what_is_lost_is_said_in_words() -> None:
    change = Change(
        Action.MODIFY, "Table", "AWS::DynamoDB::Table", Replacement.YES, "t", ("KeySchema",)
    )

    assert "(KeySchema); is made anew and loses its address" in change_line(change)


def test_an_unknown_price_is_said_and_never_guessed() -> None:
    lines = list(price_lines(price_of(pattern("live-ivs"), {}, Usage(), "us-east-1")))

    assert any("price unknown, see https://" in line for line in lines) or "$" in lines[0]


def test_an_event_has_its_time_and_its_reason() -> None:
    event = StackEvent("1", NOW, "Table", "AWS::DynamoDB::Table", "CREATE_FAILED", "limit")

    assert event_line(event) == "12:30:00 CREATE_FAILED                Table  limit"


def test_a_proof_says_what_is_kept_and_what_is_left() -> None:
    kept = Leftover("arn:t", "AWS::DynamoDB::Table", True, True)
    left = Leftover("arn:b", "AWS::S3::Bucket", False, True)
    clean = TeardownProof("show", "1", "us-east-1", NOW, (), (kept,), ("tag:GetResources",))
    dirty = TeardownProof("show", "1", "us-east-1", NOW, (), (kept, left), ())

    assert any("Nothing that costs money is left" in line for line in proof_lines(clean))
    assert any(line.startswith("LEFT, costs money: AWS::S3") for line in proof_lines(dirty))
    assert not any("Nothing that costs" in line for line in proof_lines(dirty))


def test_each_verified_thing_has_a_line() -> None:
    item = CheckItem("a.b", "a", Text("Table", "表"), False, Text("No index.", "なし"))
    result = CheckResult("show", Account(), "1", NOW, (item,))

    assert list(check_lines(result)) == ["NOT OK   Table: No index."]
