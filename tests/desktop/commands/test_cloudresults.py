from pathlib import Path

import msgspec
import pytest

from cloud.errors import CallDenied
from cloud.models import Plan
from cloud.patterns.catalogue import pattern
from cloud.settings import Account
from desktop.commands.cloudresults import (
    CLOUD_RESULTS,
    ArchitectureResult,
    CloudProblem,
    PlanResult,
)
from desktop.commands.results import schema

SCHEMAS = Path(__file__).parents[3] / "docs" / "schemas"


@pytest.mark.parametrize("name", CLOUD_RESULTS)
def test_the_published_schema_is_what_is_printed(name: str) -> None:
    published = (SCHEMAS / f"{name}.json").read_bytes()

    assert published == schema(CLOUD_RESULTS[name]), (
        "write them anew: python -m desktop.commands.results docs/schemas"
    )


def test_a_failure_has_its_sentence_and_one_action() -> None:
    problem = CloudProblem.of_error(CallDenied("ivs:CreateChannel"))

    assert problem.code == "call-denied"
    assert "ivs:CreateChannel" in problem.message
    assert CloudProblem.of(None) is None


def test_an_architecture_says_what_practice_only_simulates() -> None:
    result = ArchitectureResult.of(pattern("live-ivs"))

    assert result.practice_simulated
    assert {each.name for each in result.parameters} >= {"ChannelType", "LatencyMode"}


def test_a_plan_without_a_change_set_can_still_be_printed() -> None:
    plan = Plan("live-ivs", "show", Account(), {}, ())

    assert msgspec.json.decode(msgspec.json.encode(PlanResult.of(plan, 1)))["exit_code"] == 1
