"""What is read over HTTP has an end, and is read once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from aiohttp import web

from chatclient.backends import webreading
from chatclient.backends.webreading import WebReader
from chatclient.errors import ChatError, ErrorCode, Interrupted, Refused, Unreachable
from chatclient.wire.answers import Answer
from tests.fakes.loopthread import settle

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_T = TypeVar("_T")


def served(handler: Handler, use: Callable[[WebReader, str], Awaitable[_T]]) -> _T:
    """Return what `use` returns, with a server that answers everything with `handler`."""

    async def run() -> _T:
        app = web.Application()
        app.router.add_route("*", "/{any:.*}", handler)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        reader = WebReader()
        try:
            port = runner.addresses[0][1]
            return await use(reader, f"http://127.0.0.1:{port}/x")
        finally:
            await reader.close()
            await runner.cleanup()
            await settle()

    return asyncio.run(run())


def answering(status: int, body: bytes = b"{}", headers: dict[str, str] | None = None) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(status=status, body=body, headers=headers)

    return handler


async def read(reader: WebReader, url: str) -> Answer | None:
    return await reader.read(url, Answer)


def test_what_did_not_change_is_not_read_again() -> None:
    asked = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request.headers.get("If-None-Match"))
        if asked[-1] == '"1"':
            return web.Response(status=304)
        return web.Response(body=b'{"ok":true}', headers={"ETag": '"1"'})

    async def use(reader: WebReader, url: str) -> list[Answer | None]:
        return [await reader.read_new(url, Answer) for _ in range(2)]

    assert served(handler, use) == [Answer(True), None]
    assert asked == [None, '"1"']


def test_what_is_not_there_is_nothing() -> None:
    assert served(answering(404), read) is None


@pytest.mark.parametrize(
    ("handler", "kind", "code"),
    [
        (answering(503, headers={"Retry-After": "7"}), Interrupted, ErrorCode.OVERLOADED),
        (answering(500), Refused, ErrorCode.NOT_CHAT),
        (answering(200, b"<html>"), Refused, ErrorCode.NOT_CHAT),
        (answering(200, b"\xff"), Refused, ErrorCode.NOT_CHAT),
        (answering(200, b"[" * 100_000), Refused, ErrorCode.NOT_CHAT),
        (answering(200, b" " * (webreading.MAX_BYTES + 1)), Refused, ErrorCode.NOT_CHAT),
        (answering(302, headers={"Location": "/x"}), Unreachable, ErrorCode.UNREACHABLE),
    ],
)
def test_what_is_wrong_has_a_code(handler: Handler, kind: type, code: ErrorCode) -> None:
    with pytest.raises(ChatError) as raised:
        served(handler, read)

    assert type(raised.value) is kind
    assert raised.value.problem.code == code
    if isinstance(raised.value, Interrupted):
        assert raised.value.retry_after_s == 7


def test_what_is_posted_is_not_sent_on_to_elsewhere() -> None:
    asked = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(status=307, headers={"Location": "/elsewhere"}, body=b"{}")

    async def post(reader: WebReader, url: str) -> bytes:
        return await reader.post(url, b"{}", {"Authorization": "Bearer secret"})

    assert served(handler, post) == b"{}"
    assert asked == ["/x"]
