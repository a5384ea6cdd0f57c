import asyncio

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from cloud.chatserver.framesocket import FrameSocket
from cloud.chatserver.serving import uvicorn_config
from tests.cloud.chatserver.runningnode import listening, member, server_of, token_of


def test_frames_are_not_compressed_and_pings_are_engine_ios() -> None:
    server = server_of()

    config = uvicorn_config(server.app, server.gate, port=8787)

    assert config.ws is FrameSocket
    assert not config.ws_per_message_deflate
    assert config.ws_ping_interval is None
    assert config.port == 8787


def test_a_server_is_served_within_another_app() -> None:
    async def run() -> None:
        server = server_of()
        await server.start()
        around = Starlette(
            routes=[
                Route("/mine", lambda request: PlainTextResponse("mine")),
                Mount("/", server.app),
            ]
        )
        async with listening(uvicorn_config(around, server.gate)) as port:
            async with member(port, token_of(server)) as one:
                assert (await one.ask("send", {"id": "1", "text": "x"}))["ok"]
            await server.close()

    asyncio.run(run())
