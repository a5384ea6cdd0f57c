import subprocess
import sys

import pytest

from cloud.errors import CloudError, ErrorCode, Problem, TemplateError
from cloud.patterns.catalogue import pattern
from cloud.stacks.examiner import Examination, Question
from cloud.stacks.gates import linted
from cloud.stacks.gatesapart import GatesApart, examined_apart

IVS = pattern("live-ivs")


class Examiner:
    def __init__(self, answer: Examination) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str]] = []

    def __call__(self, question: Question) -> Examination:
        self.asked.append((question.pattern_id, question.region))
        return self.answer


def test_one_process_answers_for_all_gates() -> None:
    script = """
import sys
from cloud.patterns.catalogue import pattern
from cloud.stacks.gates import linted
from cloud.stacks.gatesapart import GatesApart
ivs, gates = pattern("live-ivs"), GatesApart().gates("us-east-1")
linted(gates, ivs, "us-east-1")
gates.retired(ivs)
print(*gates.regions(ivs))
print([name for name in ("boto3", "cfnlint", "sympy") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=True
    )

    regions, loaded = done.stdout.splitlines()
    assert "us-east-1" in regions.split()
    assert loaded == "[]"


def test_a_template_is_examined_once_for_a_region() -> None:
    examiner = Examiner(Examination(regions=("us-east-1",)))
    apart = GatesApart(examiner)

    for region in ("us-east-1", "us-east-1", "eu-west-1"):
        gates = apart.gates(region)
        assert gates.lint(IVS, region) == ""
        gates.retired(IVS)
        assert gates.regions(IVS) == ("us-east-1",)
    assert apart.regions(IVS) == ("us-east-1",)

    assert examiner.asked == [
        ("live-ivs", "us-east-1"),
        ("live-ivs", "eu-west-1"),
        ("live-ivs", ""),
    ]


def test_what_was_found_is_said_as_the_gates_say_it() -> None:
    retired = Problem(ErrorCode.UNKNOWN_PATTERN, {"pattern": "old"})
    missing = Problem(ErrorCode.CLOUD_SUPPORT_MISSING, {"package": "cfn-lint"})
    found = Examination("Resources/A: wrong", None, retired, (), missing)
    gates = GatesApart(Examiner(found)).gates("us-east-1")

    with pytest.raises(TemplateError, match="Resources/A: wrong"):
        linted(gates, IVS, "us-east-1")
    with pytest.raises(TemplateError) as refused:
        gates.retired(IVS)
    assert refused.value.problem == retired
    with pytest.raises(CloudError) as lacking:
        gates.regions(IVS)
    assert lacking.value.problem == missing


def test_what_breaks_there_is_tried_here() -> None:
    with pytest.raises(TemplateError):
        examined_apart(Question("live-ivs", "Resources: [", "us-east-1"))
