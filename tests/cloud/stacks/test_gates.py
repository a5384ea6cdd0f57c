from dataclasses import replace

import pytest

from cloud.errors import ErrorCode, TemplateError
from cloud.patterns.catalogue import pattern
from cloud.stacks.gates import Gates, linted


def test_what_comes_with_livedesk_passes() -> None:
    gates = Gates()
    ivs = pattern("live-ivs")

    linted(gates, ivs, "us-east-1")
    gates.retired(ivs)

    assert "us-east-1" in gates.regions(ivs)
    assert "af-south-1" not in gates.regions(ivs)


def test_an_error_of_the_linter_is_said_with_its_place() -> None:
    ivs = pattern("live-ivs")
    broken = replace(ivs, body=ivs.body.replace("InsecureIngest: false", "Insecure: false"))

    with pytest.raises(TemplateError) as refused:
        linted(Gates(), broken, "us-east-1")

    assert refused.value.problem.code is ErrorCode.TEMPLATE_INVALID
    assert "Resources/Channel" in refused.value.problem.message
