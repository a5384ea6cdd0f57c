import msgspec
import pytest

from desktop.commands.results import RESULTS, ProblemResult, schema
from encoder.errors import ErrorCode, Problem
from tests.sourcetree import ROOT


@pytest.mark.parametrize("command", RESULTS)
def test_the_published_schema_is_the_one_of_the_code(command: str) -> None:
    published = (ROOT / "docs" / "schemas" / f"{command}.json").read_bytes()

    assert published == schema(RESULTS[command]), (
        "write them anew: python -m desktop.commands.results docs/schemas"
    )


@pytest.mark.parametrize("command", RESULTS)
def test_a_schema_describes_every_field(command: str) -> None:
    described = msgspec.json.schema(RESULTS[command])["$defs"]

    assert RESULTS[command].__name__ in described


def test_no_problem_is_null() -> None:
    assert ProblemResult.of(None) is None
    missing = ProblemResult.of(Problem(ErrorCode.KEY_MISSING))
    assert missing is not None
    assert missing.code == "key-missing"
