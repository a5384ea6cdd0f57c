from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from moto.moto_api._internal import mock_random

from cloud.practice.account.clockwork import RepeatableTime, give_random
from cloud.practice.account.context import AccountClock, AccountContext
from cloud.practice.account.journal import CONTROL, Entry, Journal, KeptBody
from cloud.practice.account.replay import environ_of, replay


class Books:
    """Writes down what it is asked."""

    def __init__(self, context: AccountContext, status: str = "200 OK") -> None:
        self.asked: list[tuple[Any, ...]] = []
        self._context = context
        self._status = status

    def __call__(self, environ: dict[str, Any], begin: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read().decode()
        now_s = self._context.clock.now_s()
        self.asked.append((environ["PATH_INFO"], body, now_s, self._context.is_replaying))
        begin(self._status, [])
        return [b""]


def entry(at_s: float, path: str = "/CreateChannel") -> Entry:
    return Entry(
        at_s=at_s,
        seed=5,
        method="POST",
        path=path,
        service="ivs",
        region="eu-west-1",
        body=KeptBody(text="{}"),
    )


def test_calls_are_repeated_at_their_times(tmp_path: Path) -> None:
    repeatable = RepeatableTime()
    context = AccountContext(tmp_path, AccountClock(repeatable))
    books = Books(context)
    entries = [entry(100.0), Entry(at_s=160.0, advance_s=60.0), entry(170.0, "/a%20b")]
    failures = replay(entries, Journal(tmp_path), books, context, repeatable)

    assert failures == 0
    assert books.asked == [("/CreateChannel", "{}", 100.0, True), ("/a b", "{}", 170.0, True)]
    assert context.clock.ahead_s == 60.0
    assert repeatable.pinned_s is None
    assert not context.is_replaying


def test_a_control_call_is_repeated_in_its_turn(tmp_path: Path) -> None:
    repeatable = RepeatableTime()
    context = AccountContext(tmp_path, AccountClock(repeatable))
    books = Books(context)
    context.controls["formation/failures"] = lambda body: books.asked.append((body,))
    wish = Entry(at_s=1.0, method=CONTROL, path="formation/failures", body=KeptBody(text="{}"))

    assert replay([wish, entry(2.0)], Journal(tmp_path), books, context, repeatable) == 0
    assert [each[0] for each in books.asked] == [b"{}", "/CreateChannel"]


def test_a_call_that_is_no_longer_accepted_is_counted_and_logged(
    tmp_path: Path, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("WARNING", "ivs .* no longer accepted")
    repeatable = RepeatableTime()
    context = AccountContext(tmp_path, AccountClock(repeatable))
    books = Books(context, "400 Bad Request")

    assert replay([entry(1.0)], Journal(tmp_path), books, context, repeatable) == 1


def test_ids_are_made_from_the_seed(tmp_path: Path) -> None:
    was = mock_random.__class__
    give_random()
    drawn: list[str] = []

    def app(environ: dict[str, Any], begin: Callable[..., Any]) -> Iterable[bytes]:
        drawn.append(mock_random.get_random_hex(8))
        begin("200 OK", [])
        return [b""]

    repeatable = RepeatableTime()
    context = AccountContext(tmp_path, AccountClock(repeatable))
    try:
        replay([entry(1.0), entry(2.0)], Journal(tmp_path), app, context, repeatable)
    finally:
        mock_random.__class__ = was

    assert drawn[0] == drawn[1]


def test_a_repeated_request_is_signed_and_names_the_account_as_it_is_now() -> None:
    made = Entry(
        at_s=1.0,
        method="PUT",
        path="/b/%E6%97%A5",
        query="a=1",
        headers={"content-type": "text/plain", "x-amz-meta-k": "v"},
        service="s3",
        region="eu-west-1",
    )
    environ = environ_of(made, b"abc", "http://127.0.0.1:4000")

    assert environ["PATH_INFO"].encode("latin-1").decode() == "/b/日"
    assert environ["REQUEST_URI"] == "/b/%E6%97%A5?a=1"
    assert environ["HTTP_HOST"] == "127.0.0.1:4000"
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert environ["HTTP_X_AMZ_META_K"] == "v"
    assert "/eu-west-1/s3/aws4_request" in environ["HTTP_AUTHORIZATION"]


def test_what_was_pinned_is_let_go_when_it_fails(tmp_path: Path) -> None:
    repeatable = RepeatableTime()
    context = AccountContext(tmp_path, AccountClock(repeatable))

    def broken(environ: dict[str, Any], begin: Callable[..., Any]) -> Iterable[bytes]:
        raise RuntimeError("torn")

    with pytest.raises(RuntimeError):
        replay([entry(1.0)], Journal(tmp_path), broken, context, repeatable)

    assert repeatable.pinned_s is None
    assert not context.is_replaying
