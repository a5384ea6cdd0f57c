import asyncio
import json
from collections.abc import Sequence

import pytest
from starlette.requests import Request
from starlette.types import Message

from chatclient.wire.answers import Answer, refused
from chatclient.wire.codes import Code
from chatclient.wire.requests import MAX_PAYLOAD_BYTES
from cloud.chatserver.doorkeeper import Turned
from cloud.chatserver.httpanswers import answered, body_of


def read(parts: Sequence[bytes]) -> bytes:
    """Return the body of a request that comes in these parts."""
    left = list(parts)

    async def receive() -> Message:
        part = left.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(left)}

    return asyncio.run(body_of(Request({"type": "http", "method": "POST"}, receive)))


def test_a_body_may_come_in_parts_and_be_as_large_as_a_payload() -> None:
    half = b"x" * (MAX_PAYLOAD_BYTES // 2)

    assert read([half, half]) == half + half

    with pytest.raises(Turned) as caught:
        read([half, half, b"x", b"never read"])
    assert caught.value.code is Code.TOO_LARGE


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (Answer(True, 7), 200),
        (refused(Code.HELD), 200),
        (refused(Code.BAD_TOKEN), 401),
        (refused(Code.BANNED), 403),
        (refused(Code.TOO_LARGE), 413),
    ],
)
def test_each_code_has_its_status_and_nothing_is_cached(said: Answer, status: int) -> None:
    answer = answered(said)

    assert answer.status_code == status
    assert answer.headers["cache-control"] == "no-store"
    assert json.loads(bytes(answer.body))["ok"] is said.ok


def test_when_to_come_back_is_told_in_whole_seconds() -> None:
    answer = answered(refused(Code.RATE_LIMITED, 1_001))

    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "2"
