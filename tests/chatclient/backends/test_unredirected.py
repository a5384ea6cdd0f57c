import asyncio

import pytest
from aiohttp import web

from chatclient.backends.unredirected import session_without_redirects
from chatclient.errors import ErrorCode, Refused


async def asked(path: str) -> str:
    app = web.Application()
    app.router.add_get("/away", away)
    app.router.add_get("/here", here)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}{path}"
    try:
        async with session_without_redirects("chat.example") as one, one.get(url) as answer:
            return await answer.text()
    finally:
        await runner.cleanup()


async def away(request: web.Request) -> web.Response:
    return web.Response(status=307, headers={"Location": "/here"})


async def here(request: web.Request) -> web.Response:
    return web.Response(text="here")


def test_who_is_sent_elsewhere_does_not_go() -> None:
    with pytest.raises(Refused) as caught:
        asyncio.run(asked("/away"))

    assert caught.value.problem.code is ErrorCode.NOT_CHAT
    assert caught.value.problem.params == {"server": "chat.example"}


def test_the_server_itself_is_heard() -> None:
    assert asyncio.run(asked("/here")) == "here"
