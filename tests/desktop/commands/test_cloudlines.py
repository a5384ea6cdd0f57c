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
    Running,
    StackEvent,
    StepFinding,
    TeardownProof,
)
from cloud.patterns.catalogue import pattern
from cloud.patterns.metadata import Text
from cloud.settings import Account
from desktop.commands.cloudlines import (
    catalogue_lines,
    change_line,
    check_lines,
    event_line,
    finding_line,
    price_lines,
    proof_lines,
    running_line,
)

NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)


def test_a_step_that_failed_says_why_and_what_to_do() -> None:
    line = finding_line(
        StepFinding(PlanStep.REGION, False, problem=Problem(ErrorCode.NO_CHANGES, {"stack": "a"}))
    )

    assert "FAILED" in line
    assert "a is already what you ask for. Nothing needs to be done." in line


def test_what_is_lost_is_said_in_words() -> None:
    change = Change(
        Action.MODIFY, "Table", "AWS::DynamoDB::Table", Replacement.YES, "t", ("KeySchema",)
    )

    assert "(KeySchema); is made anew and loses its address" in change_line(change)


def test_an_unknown_price_is_said_and_never_guessed() -> None:
    lines = list(
        price_lines(
            price_of(pattern("live-ivs"), {"ChannelType": "STANDARD"}, Usage(), "us-east-1")
        )
    )

    assert any("price unknown, see https://" in line for line in lines)
    assert not any("$0.00 and what is unknown" in line for line in lines)


def test_a_price_of_another_region_says_so() -> None:
    there = list(price_lines(price_of(pattern("artefacts"), {}, Usage(), "ap-northeast-1")))
    here = list(price_lines(price_of(pattern("artefacts"), {}, Usage(), "us-east-1")))

    assert "The prices are those of us-east-1; in ap-northeast-1 they may be others." in there
    assert not any("may be others" in line for line in here)


def test_what_costs_next_to_nothing_does_not_look_free() -> None:
    lines = list(price_lines(price_of(pattern("artefacts"), {}, Usage(), "us-east-1")))

    assert lines[0].startswith("Storage: below $0.01")


def test_an_architecture_is_listed_with_what_can_be_chosen() -> None:
    lines = list(catalogue_lines(pattern("live-ivs")))

    assert lines[0] == "live-ivs: Amazon IVS channel"
    assert "  LatencyMode = LOW  Delay  (LOW | NORMAL)" in lines


def test_what_costs_by_the_hour_says_since_when_and_how_much() -> None:
    since = datetime(2026, 11, 21, 10, 20, tzinfo=UTC)
    name = Text("MediaLive", "MediaLive")
    found = Running("show", "7", name, since, 3.11, 6.74, is_complete=False)

    words = "show: MediaLive running 2 h 10 min, more than $6.74 so far, more than $3.11 an hour"
    assert running_line(found, NOW) == words


def test_an_event_has_its_time_and_its_reason() -> None:
    event = StackEvent("1", NOW, "Table", "AWS::DynamoDB::Table", "CREATE_FAILED", "limit")

    assert event_line(event) == "12:30:00 CREATE_FAILED                Table  limit"


def test_a_proof_says_what_is_kept_and_what_is_left() -> None:
    kept = Leftover("arn:t", "AWS::DynamoDB::Table", True, True)
    left = Leftover("arn:b", "AWS::S3::Bucket", False, True)
    clean = TeardownProof("show", "1", "us-east-1", NOW, (), (kept,), ("tag:GetResources",))
    dirty = TeardownProof("show", "1", "us-east-1", NOW, (), (kept, left), ())

    assert "Nothing that costs money is left but what is kept on purpose." in proof_lines(clean)
    assert "There is no stack show." in proof_lines(clean)
    assert any(line.startswith("LEFT, costs money: AWS::S3") for line in proof_lines(dirty))
    assert not any("Nothing that costs" in line for line in proof_lines(dirty))


def test_each_verified_thing_has_a_line() -> None:
    item = CheckItem("a.b", "a", Text("Table", "表"), False, Text("No index.", "なし"))
    result = CheckResult("show", Account(), "1", NOW, (item,))

    assert list(check_lines(result)) == ["NOT OK   Table: No index."]
