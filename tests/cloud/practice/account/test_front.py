import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

import pytest

from cloud.practice.account.calls import Call
from cloud.practice.account.context import AccountContext, Refusal
from cloud.practice.account.control import Controls, Owner, info_of
from cloud.practice.account.front import Front, is_at_home, is_known, is_presigned
from cloud.practice.account.journal import Journal
from tests.cloud.practice.account.ingests import NOW_S, StillClock
from tests.cloud.practice.account.test_calls import posted, signed


@dataclass
class Door:
    """A front door before an app that answers as the test says."""

    home: Path
    refused: Refusal | None = None
    status: str = "200 OK"
    raises: Exception | None = None
    asked: list[str] = field(default_factory=list)
    touched: int = 0

    def __post_init__(self) -> None:
        self.context = AccountContext(self.home, StillClock(), url="http://127.0.0.1:1")
        self.journal = Journal(self.home)
        owner = Owner(
            info=lambda: info_of(1, self.context.url),
            touch=self._touch,
            shut_down=lambda: None,
            journaled=lambda: self.journal.count,
            advance=lambda seconds: None,
            remember=lambda name, body: None,
        )
        controls = Controls(self.context, owner, "token")
        self.front = Front(self._app, self.context, self.journal, controls, self._check)

    def ask(
        self,
        path: str = "/CreateChannel",
        body: bytes = b"{}",
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> tuple[int, dict[str, str], bytes]:
        sent = {"host": "127.0.0.1:1"} | signed("ivs") | dict(headers)
        told: list[tuple[str, list[tuple[str, str]]]] = []
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": unquote(path),
            "REQUEST_URI": path,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            **{f"HTTP_{name.upper().replace('-', '_')}": each for name, each in sent.items()},
        }
        pieces = self.front(environ, lambda status, heads: told.append((status, heads)))
        status, heads = told[0]
        return int(status.split()[0]), {n.lower(): v for n, v in heads}, b"".join(pieces)

    def _touch(self) -> None:
        self.touched += 1

    def _check(self, call: Call) -> Refusal | None:
        return self.refused

    def _app(self, environ: dict[str, Any], begin: Callable[..., Any]) -> Iterable[bytes]:
        self.asked.append(environ["wsgi.input"].read().decode())
        if self.raises is not None:
            raise self.raises
        begin(self.status, [("Content-Type", "application/json")])
        return [b'{"a":', b"1}"]


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


def test_a_call_is_answered_by_the_app_and_keeps_the_account_in_use(door: Door) -> None:
    status, headers, body = door.ask()

    assert (status, body) == (200, b'{"a":1}')
    assert headers["content-length"] == "7"
    assert headers["x-amzn-requestid"]
    assert door.asked == ["{}"]
    assert door.touched == 1


def test_what_changed_something_is_written_down_with_its_time(door: Door) -> None:
    door.ask(body=b'{"name": "show"}')
    (entry,) = door.journal.entries()

    assert (entry.service, entry.operation, entry.at_s) == ("ivs", "CreateChannel", NOW_S)
    assert entry.body.text == '{"name": "show"}'


def test_neither_looks_nor_failures_are_written_down(door: Door) -> None:
    door.ask(path="/GetChannel")
    door.status = "404 Not Found"
    door.ask()

    assert door.journal.entries() == []


def test_what_a_rule_or_a_gate_refuses_never_reaches_the_app(door: Door) -> None:
    door.refused = Refusal("ValidationException", "No.")
    by_rule = door.ask()
    door.context.gates.append(lambda service, operation: Refusal("Throttling", operation, 429))
    by_gate = door.ask()

    assert (by_rule[0], json.loads(by_rule[2])["__type"]) == (400, "ValidationException")
    assert (by_gate[0], json.loads(by_gate[2])["message"]) == (429, "CreateChannel")
    assert door.asked == []


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "rebound.example:1"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_what_a_web_page_makes_a_browser_send_is_refused(
    door: Door, headers: dict[str, str]
) -> None:
    assert door.ask(headers=headers)[0] == 403
    assert door.asked == []
    assert door.touched == 0


def test_moto_s_own_pages_are_closed(door: Door) -> None:
    assert door.ask(path="/moto-api/reset")[0] == 403
    assert door.ask(path="/%6doto-api/reset")[0] == 403


def test_a_request_without_signature_is_refused_unless_its_address_has_one(door: Door) -> None:
    assert door.ask(headers={"authorization": "none"})[0] == 403
    presigned = Call("GET", "/b/k", "X-Amz-Signature=0", {}, b"", "", "", "")

    assert is_presigned(presigned)
    assert not is_presigned(posted("s3"))


def test_a_service_that_nobody_answers_for_is_not_offered(door: Door) -> None:
    status, _, body = door.ask(headers=signed("pricing"))

    assert status == 501
    assert "does not offer pricing:CreateChannel" in json.loads(body)["message"]
    assert is_known("ivs")
    assert not is_known("pricing")


def test_an_operation_that_moto_lacks_is_not_offered(door: Door) -> None:
    door.raises = NotImplementedError("nothing there")

    status, _, body = door.ask()
    assert status == 501
    assert "nothing there" in json.loads(body)["message"]


def test_an_error_of_the_app_is_logged_and_answered(
    door: Door, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("ERROR", "ivs CreateChannel failed")
    door.raises = KeyError("x")

    status, _, body = door.ask()
    assert (status, json.loads(body)["__type"]) == (500, "InternalFailure")


def test_who_answers_a_passing_call_may_call_the_account_himself(door: Door) -> None:
    held: list[bool] = []

    def check(service: str, operation: str) -> None:
        held.append(operation == "Invoke")

    door.context.gates.append(check)
    path = "/2015-03-31/functions/recorder/invocations"
    status, _, _ = door.ask(path, headers=signed("lambda"))

    assert status == 200
    assert held == [True]
    assert door.journal.entries() == []


def test_control_calls_want_the_token(door: Door) -> None:
    refused = door.ask(path="/livedesk/control/info")
    answered = door.ask(path="/livedesk/control/info", headers={"authorization": "Bearer token"})

    assert refused[0] == 401
    assert json.loads(answered[2])["url"] == "http://127.0.0.1:1"


def test_only_this_machine_is_at_home() -> None:
    assert is_at_home({"host": "localhost:80"})
    assert is_at_home({"host": "127.0.0.1"})
    assert not is_at_home({"host": "127.0.0.1.example:80"})
    assert not is_at_home({})


def test_a_body_that_is_too_large_is_refused_unread(door: Door) -> None:
    answered: list[str] = []
    environ = {
        "REQUEST_METHOD": "PUT",
        "PATH_INFO": "/b/k",
        "HTTP_HOST": "127.0.0.1",
        "CONTENT_LENGTH": str(10**12),
        "wsgi.input": io.BytesIO(b""),
    }
    door.front(environ, lambda status, heads: answered.append(status))

    assert answered == ["413 -"]


def test_a_disk_that_is_full_costs_the_memory_not_the_call(
    door: Door, expected_log: Callable[[str, str], None]
) -> None:
    class Full(Journal):
        def append(self, entry: object) -> None:
            raise OSError(28, "No space left on device")

    expected_log("ERROR", "can't be kept .* No space left")
    door.front._journal = Full(door.home)

    assert door.ask()[0] == 200
