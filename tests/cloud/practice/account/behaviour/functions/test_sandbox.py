"""A function's own process."""

import pytest

from cloud.practice.account.behaviour.functions.sandbox import Broken, Sandbox
from tests.cloud.practice.account.behaviour.functions.packages import code


def test_it_sees_its_own_variables_and_none_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "real")
    monkeypatch.setenv("HTTPS_PROXY", "http://elsewhere")
    source = """
        import os
        def handler(event, context):
            return dict(os.environ)
    """
    sandbox = Sandbox(
        code(source, TABLE="t", AWS_ENDPOINT_URL="https://real"), "http://127.0.0.1:1"
    )
    try:
        answer = sandbox.call({}, "r")
    finally:
        sandbox.close()

    import json

    seen = json.loads(answer["payload"])
    assert seen["TABLE"] == "t"
    assert seen["AWS_ENDPOINT_URL"] == "http://127.0.0.1:1"
    assert seen["AWS_ACCESS_KEY_ID"] == "practice"
    assert "AWS_PROFILE" not in seen
    assert "HTTPS_PROXY" not in seen


def test_one_that_ends_itself_is_broken() -> None:
    sandbox = Sandbox(code("import os\ndef handler(event, context):\n    os._exit(3)"), "")
    try:
        with pytest.raises(Broken, match="exit status 3"):
            sandbox.call({}, "r")
    finally:
        sandbox.close()


def test_code_that_is_no_zip_is_broken() -> None:
    from dataclasses import replace

    with pytest.raises(Broken):
        Sandbox(replace(code("x = 1"), package=b"no zip"), "")
