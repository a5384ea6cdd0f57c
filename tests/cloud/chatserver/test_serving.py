import asyncio
import socket

import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from cloud.chatserver.framesocket import FrameSocket
from cloud.chatserver.serving import uvicorn_config
from tests.cloud.chatserver.runningnode import _served, member, server_of, token_of


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
        with socket.create_server(("127.0.0.1", 0)) as listening:
            node = uvicorn.Server(uvicorn_config(around, server.gate))
            running = asyncio.create_task(_served(node, listening))
            while not node.started:
                await asyncio.sleep(0.001)
            async with member(listening.getsockname()[1], token_of(server)) as one:
                assert (await one.ask("send", {"id": "1", "text": "x"}))["ok"]
            await server.close()
            node.should_exit = True
            await running

    asyncio.run(run())
