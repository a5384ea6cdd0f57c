"""Asks an ASGI app directly, without a socket."""

from urllib.parse import unquote

import msgspec
from msgspec import Struct
from starlette.types import ASGIApp, Message


class Reply(Struct, frozen=True):
    """What an app answered; header names are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> object:
        """Return the body, read as JSON."""
        return msgspec.json.decode(self.body)


async def ask(
    app: ASGIApp,
    target: str,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: bytes = b"",
) -> Reply:
    """Send one request, and return the whole answer."""
    path, _, query = target.partition("?")
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), v.encode()) for name, v in (headers or {}).items()],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 80),
    }
    await app(scope, receive, send)
    start = sent[0]
    answer = b"".join(message.get("body", b"") for message in sent[1:])
    return Reply(start["status"], {k.decode(): v.decode() for k, v in start["headers"]}, answer)
