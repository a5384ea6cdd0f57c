import io
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.response import StreamingBody
from botocore.stub import ANY, Stubber

from cloud.awsclient import Aws
from cloud.errors import CallRefused, NotThere, SignInError
from cloud.outbox.lambdasend import LambdaSend
from cloud.settings import Account
from tests.cloud.outbox.showing import a_show, started


class Session:
    """A boto3 session whose one client is stubbed."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def client(self, service_name: str, **how: Any) -> Any:
        return self._client


@pytest.fixture
def stubber() -> Iterator[Stubber]:
    client = boto3.client(
        "lambda", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x"
    )
    with Stubber(client) as stubber:
        yield stubber


@pytest.fixture
def opened() -> list[Aws]:
    return []


@pytest.fixture
def send(stubber: Stubber, opened: list[Aws]) -> LambdaSend:
    def open_aws() -> Aws:
        opened.append(
            Aws(Account(), practice_url="http://127.0.0.1:1", session=Session(stubber.client))
        )
        return opened[-1]

    return LambdaSend(open_aws, "mine-recorder")


def respond(stubber: Stubber, said: object, **more: str) -> None:
    raw = json.dumps(said).encode()
    payload = StreamingBody(io.BytesIO(raw), len(raw))
    stubber.add_response(
        "invoke",
        {"StatusCode": 200, "Payload": payload} | more,
        {"FunctionName": "mine-recorder", "Payload": ANY},
    )


def results(*status: int) -> dict[str, object]:
    each = [{"eventId": "x", "statusCode": code, "message": "m"} for code in status]
    return {"statusCode": 200, "body": json.dumps({"message": "", "results": each})}


def test_a_batch_is_one_call(send: LambdaSend, stubber: Stubber) -> None:
    respond(stubber, results(200, 200, 200))

    assert send(a_show(1)) == []
    stubber.assert_no_pending_responses()


def test_what_was_refused_is_named(send: LambdaSend, stubber: Stubber) -> None:
    respond(stubber, results(200, 400, 200))

    (rejected,) = send(a_show(1))

    assert (rejected.event_id, rejected.reason) == ("show-1:1", "m")


def test_a_batch_that_is_refused_as_a_whole_is_refused_event_by_event(
    send: LambdaSend, stubber: Stubber
) -> None:
    respond(stubber, {"statusCode": 400, "body": '{"message": "no"}'})

    assert [each.reason for each in send(a_show(1))] == ["no"] * 3


def test_a_function_that_fails_is_an_error(send: LambdaSend, stubber: Stubber) -> None:
    respond(stubber, {"errorMessage": "table away"}, FunctionError="Unhandled")

    with pytest.raises(CallRefused, match="table away"):
        send([started()])


@pytest.mark.parametrize("said", ["hello", {"statusCode": 200, "body": "{}"}, results(200, 200)])
def test_another_function_is_not_taken_for_the_recorder(
    said: object, send: LambdaSend, stubber: Stubber
) -> None:
    respond(stubber, said)

    with pytest.raises(CallRefused, match="not Livedesk's recorder"):
        send([started()])


@pytest.mark.parametrize(
    ("code", "error"),
    [("ExpiredTokenException", SignInError), ("ResourceNotFoundException", NotThere)],
)
def test_after_a_failure_the_next_try_begins_anew(
    code: str,
    error: type[Exception],
    send: LambdaSend,
    stubber: Stubber,
    opened: list[Aws],
) -> None:
    stubber.add_client_error("invoke", code)
    with pytest.raises(error):
        send([started()])
    respond(stubber, results(200))

    send([started()])

    assert len(opened) == 2


def test_nothing_is_opened_before_there_is_something_to_send(
    send: LambdaSend, opened: list[Aws]
) -> None:
    assert opened == []
    send.close()
