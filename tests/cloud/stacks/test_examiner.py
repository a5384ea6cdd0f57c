import io
from dataclasses import replace

import msgspec
import pytest

from cloud.errors import CloudError, ErrorCode, TemplateError
from cloud.patterns.catalogue import pattern
from cloud.patterns.pattern import Pattern
from cloud.stacks.examiner import Examination, Question, examined, main
from cloud.stacks.gates import Gates

IVS = pattern("live-ivs")


def refuse(_: Pattern) -> None:
    raise TemplateError(ErrorCode.UNKNOWN_PATTERN, pattern="its own")


def miss(_: Pattern) -> tuple[str, ...]:
    raise CloudError(ErrorCode.CLOUD_SUPPORT_MISSING, package="cfn-lint")


def test_what_every_gate_says_comes_back_over_standard_output() -> None:
    body = IVS.body.replace("InsecureIngest: false", "Insecure: false")
    question = msgspec.json.encode(Question("live-ivs", body, "us-east-1"))
    answer = io.BytesIO()

    assert main(io.BytesIO(question), answer) == 0

    found = msgspec.json.decode(answer.getvalue(), type=Examination)
    assert "Resources/Channel" in found.lint
    assert "us-east-1" in found.regions
    assert found.lint_problem is found.retired_problem is found.regions_problem is None


def test_what_a_gate_raises_is_an_answer() -> None:
    gates = Gates(lint=lambda *_: "", retired=refuse, regions=miss)

    found = examined(Question("live-ivs", IVS.body, "us-east-1"), gates)

    assert found.retired_problem is not None
    assert found.regions_problem is not None
    assert found.retired_problem.params == {"pattern": "its own"}
    assert found.regions_problem.code is ErrorCode.CLOUD_SUPPORT_MISSING


def test_without_a_region_nothing_is_linted() -> None:
    gates = Gates(lint=lambda *_: "wrong", retired=refuse, regions=lambda _: ("a", "b"))

    assert examined(Question("live-ivs", IVS.body, ""), gates) == Examination(regions=("a", "b"))


def test_a_template_that_can_not_be_read_is_refused() -> None:
    broken = replace(IVS, body="Resources: [")

    with pytest.raises(TemplateError):
        examined(Question(broken.id, broken.body, ""), Gates())
