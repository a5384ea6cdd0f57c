import base64
import json
import time
from typing import Any

import boto3
import pytest
from moto import mock_aws

from cloud.chatserver.tokens import Tokens
from cloud.functions.chattoken.handler import Entry, _entry, handler

KEY = "k" * 64


class Keeper:
    """Secrets Manager, as far as the function sees it."""

    def __init__(self) -> None:
        self.key = KEY
        self.asked = 0

    def read(self) -> str:
        self.asked += 1
        return self.key


class Clock:
    def __init__(self) -> None:
        self.now_s = 1_790_000_000.5

    def __call__(self) -> float:
        return self.now_s


def by_url(body: str, **event: Any) -> dict[str, Any]:
    return {"requestContext": {"http": {"method": "POST"}}, "body": body, **event}


def test_a_host_gets_a_token_through_the_url() -> None:
    clock = Clock()
    answer = Entry(Keeper().read, clock).answer(by_url('{"live": "show", "name": "Aki"}'))
    given = json.loads(answer["body"])

    assert answer["statusCode"] == 200
    assert answer["headers"]["cache-control"] == "no-store"
    assert Tokens(KEY.encode(), clock).check(given["token"], "show").user.name == "Aki"
    assert given["expires_ms"] == 1_790_000_300_000
    assert given["user"]["id"].startswith("host-")


def test_a_direct_call_is_answered_in_the_same_way() -> None:
    answer = Entry(Keeper().read, Clock()).answer({"live": "show", "user": "u1"})

    assert json.loads(answer["body"])["user"]["id"] == "u1"


def test_a_body_may_come_in_base64() -> None:
    body = base64.b64encode(b'{"live": "show"}').decode()

    answer = Entry(Keeper().read, Clock()).answer(by_url(body, isBase64Encoded=True))

    assert answer["statusCode"] == 200


@pytest.mark.parametrize(
    "event",
    [
        by_url(""),
        by_url("["),
        by_url("[" * 4000),
        by_url('{"live": "' + "a" * 5000 + '"}'),
        by_url("\ud800"),
        by_url("!", isBase64Encoded=True),
        {"live": "no such room!"},
    ],
)
def test_nonsense_is_the_callers_fault_and_costs_no_look_at_the_key(event: dict[str, Any]) -> None:
    keeper = Keeper()

    assert Entry(keeper.read, Clock()).answer(event)["statusCode"] == 400
    assert keeper.asked == 0


def test_the_key_is_kept_for_five_minutes_and_a_new_one_used_after() -> None:
    keeper, clock = Keeper(), Clock()
    entry = Entry(keeper.read, clock)
    entry.answer({"live": "show"})
    entry.answer({"live": "show"})
    assert keeper.asked == 1

    keeper.key = "n" * 64
    clock.now_s += 300
    token = json.loads(entry.answer({"live": "show"})["body"])["token"]

    assert Tokens(b"n" * 64, clock).check(token, "show")


def test_without_a_key_the_call_fails_so_that_somebody_looks() -> None:
    def nothing() -> str:
        raise RuntimeError("no such secret")

    with pytest.raises(RuntimeError, match="no such secret"):
        Entry(nothing, Clock()).answer({"live": "show"})


def test_the_entry_reads_the_key_from_the_secret_that_the_template_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        secret = boto3.client("secretsmanager").create_secret(Name="signing", SecretString=KEY)
        monkeypatch.setenv("SIGNING_KEY_SECRET", secret["ARN"])
        try:
            answer = handler(by_url('{"live": "show"}'), None)
        finally:
            _entry.cache_clear()

    token = json.loads(answer["body"])["token"]
    assert Tokens(KEY.encode(), time.time).check(token, "show")
