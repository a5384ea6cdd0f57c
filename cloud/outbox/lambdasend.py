"""Brings events to the recorder function, in practice or LIVE."""

import json
from collections.abc import Callable, Sequence

import msgspec

from cloud.awsclient import Aws
from cloud.errors import CallError, CallRefused, SignInError
from cloud.outbox.events import OutboxEvent, as_sent, event_id
from cloud.outbox.sender import Rejected

ACTION = "lambda:InvokeFunction"


class _Result(msgspec.Struct, frozen=True, rename="camel"):
    status_code: int = 200
    message: str = ""


class _Body(msgspec.Struct, frozen=True):
    message: str = ""
    results: tuple[_Result, ...] = ()


class _Answer(msgspec.Struct, frozen=True, rename="camel"):
    status_code: int
    body: str


class LambdaSend:
    """A `Send` for one function; its one caller is a Sender's thread."""

    def __init__(self, open_aws: Callable[[], Aws], function_name: str) -> None:
        """`open_aws` makes the way to the account when it is needed; it may block and raise."""
        self._open_aws = open_aws
        self._function_name = function_name
        self._aws: Aws | None = None

    def __call__(self, events: Sequence[OutboxEvent]) -> Sequence[Rejected]:
        """Send them in one call; raises CloudError."""
        self._aws = aws = self._aws or self._open_aws()
        payload = msgspec.json.encode({"events": [as_sent(each) for each in events]})
        try:
            answer = aws.call("lambda", "invoke", FunctionName=self._function_name, Payload=payload)
        except (SignInError, CallError):
            self.close()  # the next try begins with new credentials, and finds a new address
            raise
        text: bytes = answer["Payload"].read()
        if "FunctionError" in answer:
            raise CallRefused(ACTION, _reason(text), "FunctionError")
        return _rejected(events, text)

    def close(self) -> None:
        """Give the connection back; it is opened again when needed."""
        aws, self._aws = self._aws, None
        if aws is not None:
            aws.close()


def _rejected(events: Sequence[OutboxEvent], text: bytes) -> list[Rejected]:
    try:
        answer = msgspec.json.decode(text, type=_Answer)
        body = msgspec.json.decode(answer.body, type=_Body)
    except msgspec.MsgspecError as error:
        raise CallRefused(ACTION, "the function is not Livedesk's recorder") from error
    if answer.status_code != 200:
        return [Rejected(event_id(each), body.message) for each in events]
    if len(body.results) != len(events):
        raise CallRefused(ACTION, "the function is not Livedesk's recorder")
    return [
        Rejected(event_id(event), result.message)
        for event, result in zip(events, body.results, strict=True)
        if result.status_code != 200
    ]


def _reason(text: bytes) -> str:
    """Return what a function that failed says of it."""
    try:
        said = json.loads(text)
        return str(said["errorMessage"])[:300]
    except (ValueError, KeyError, TypeError):
        return "the function failed"
