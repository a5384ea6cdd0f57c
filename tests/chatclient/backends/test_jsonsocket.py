import asyncio
import socket
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from chatclient.backends.jsonsocket import JsonSocket
from chatclient.errors import ChatError, ErrorCode, Refused

SECRET = "header-s3cr3t"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Use = Callable[[JsonSocket], Awaitable[None]]


def tried(handler: Handler, use: Use | None = None) -> None:
    """Connect to a server that answers so, and use the socket."""

    async def run() -> None:
        app = web.Application()
        app.router.add_get("/", handler)
        app.router.add_get("/elsewhere", _never)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        one = JsonSocket("chat.example")
        try:
            await one.open(f"ws://127.0.0.1:{runner.addresses[0][1]}/", ["a", SECRET])
            if use:
                await use(one)
        finally:
            await one.close()
            await runner.cleanup()

    asyncio.run(run())


async def _never(request: web.Request) -> web.Response:
    raise AssertionError("a redirect was followed, and the secret went with it")


def accepting(*texts: str) -> Handler:
    async def handler(request: web.Request) -> web.WebSocketResponse:
        accepted = web.WebSocketResponse(protocols=["a"])
        await accepted.prepare(request)
        await accepted.send_bytes(b"not for us")
        for text in texts:
            await accepted.send_str(text)
        if not texts:
            await accepted.receive()
        await accepted.close()
        return accepted

    return handler


def answering(status: int, **headers: str) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(status=status, headers=headers)

    return handler


def test_texts_are_received_until_it_is_closed() -> None:
    got: list[str] = []

    async def use(one: JsonSocket) -> None:
        got.extend([await one.receive(10.0), await one.receive(10.0)])
        with pytest.raises(ChatError) as raised:
            await one.receive(10.0)
        assert raised.value.problem.code == ErrorCode.CLOSED
        with pytest.raises(ChatError):
            await one.send({"too": "late"})

    tried(accepting("one", "two"), use)

    assert got == ["one", "two"]


def test_silence_is_an_end_where_there_should_be_none() -> None:
    async def use(one: JsonSocket) -> None:
        with pytest.raises(ChatError) as raised:
            await one.receive(0.05)
        assert raised.value.problem.code == ErrorCode.TIMED_OUT

    tried(accepting(), use)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (200, ErrorCode.NOT_CHAT),
        (401, ErrorCode.TOKEN_REFUSED),
        (403, ErrorCode.TOKEN_REFUSED),
        (404, ErrorCode.NOT_CHAT),
        (429, ErrorCode.OVERLOADED),
        (503, ErrorCode.OVERLOADED),
    ],
)
def test_a_refused_handshake_says_why(status: int, code: ErrorCode) -> None:
    with pytest.raises(ChatError) as raised:
        tried(answering(status))

    assert raised.value.problem.code == code
    assert raised.value.__suppress_context__
    assert SECRET not in str(raised.value)


def test_no_redirect_is_followed() -> None:
    with pytest.raises(Refused) as raised:
        tried(answering(302, Location="/elsewhere"))

    assert raised.value.problem.code == ErrorCode.NOT_CHAT


def test_where_nobody_listens_it_is_told_so() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))

        async def run() -> None:
            one = JsonSocket("chat.example")
            try:
                await one.open(f"ws://127.0.0.1:{free.getsockname()[1]}/", [SECRET])
            finally:
                await one.close()

        with pytest.raises(ChatError) as raised:
            asyncio.run(run())

    assert raised.value.problem.code == ErrorCode.UNREACHABLE
    assert SECRET not in str(raised.value)
