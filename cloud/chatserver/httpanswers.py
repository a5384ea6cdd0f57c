"""What all requests over HTTP share: a body that is not too large, and the answer's status."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from chatclient.wire.answers import Answer
from chatclient.wire.codes import Code
from chatclient.wire.requests import MAX_PAYLOAD_BYTES
from cloud.chatserver.doorkeeper import Turned

STATUS: dict[str, int] = {
    Code.BAD_TOKEN: 401,
    Code.AUTH_EXPIRED: 401,
    Code.BAD_REQUEST: 400,
    Code.TOO_LONG: 400,
    Code.NOT_FOUND: 404,
    Code.TOO_LARGE: 413,
    Code.SLOW_MODE: 429,
    Code.RATE_LIMITED: 429,
    Code.UNAVAILABLE: 503,
    Code.DRAINING: 503,
    Code.HELD: 200,
}
"""HTTP status of each code; what is not here is 403."""


async def body_of(request: Request) -> bytes:
    """Return the request's body. Raises Turned when it is too large, and ClientDisconnect."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_PAYLOAD_BYTES:
            raise Turned(Code.TOO_LARGE)
    return body


def answered(said: object) -> Response:
    """Return what was asked for, or the refusal, which no cache may keep."""
    status, headers = 200, {"cache-control": "no-store"}
    if isinstance(said, Answer) and not said.ok:
        status = STATUS.get(said.code, 403)
        if said.retry_ms:
            headers["retry-after"] = str(-(-said.retry_ms // 1000))
    return Response(msgspec.json.encode(said), status, headers, media_type="application/json")
