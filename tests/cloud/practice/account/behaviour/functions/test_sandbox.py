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
        code(
            source,
            TABLE="t",
            AWS_ENDPOINT_URL="https://real",
            AWS_ENDPOINT_URL_DYNAMODB="https://real",
            AWS_IGNORE_CONFIGURED_ENDPOINT_URLS="true",
        ),
        "http://127.0.0.1:1",
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
    assert "https://real" not in seen.values()
    assert "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS" not in seen


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('192.0.2.1', 443), 1)",
        "socket.getaddrinfo('dynamodb.eu-west-1.amazonaws.com', 443)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    ],
)
def test_it_reaches_only_this_machine(attempt: str) -> None:
    sandbox = Sandbox(code(f"import socket\ndef handler(event, context):\n    {attempt}"), "")
    try:
        answer = sandbox.call({}, "r")
    finally:
        sandbox.close()

    assert answer["error"]["errorType"] == "PermissionError"


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
