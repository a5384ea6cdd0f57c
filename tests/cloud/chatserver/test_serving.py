import asyncio

import engineio
import pytest
import socketio
from engineio.async_socket import AsyncSocket
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

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


@pytest.mark.parametrize(
    ("theirs", "names"),
    [
        (
            WebSocketsSansIOProtocol,
            "connection_made pause_writing resume_writing handle_cont handle_ping run_asgi "
            "send_receive_event_to_app handle_parser_exception",
        ),
        (
            H11Protocol,
            "connection_made connection_lost data_received pause_writing resume_writing",
        ),
        (engineio.AsyncServer, "create_queue generate_id _handle_connect _bad_request"),
        (AsyncSocket, "send close schedule_ping"),
        (
            socketio.AsyncServer,
            "_engineio_server_class _handle_eio_message _handle_connect _handle_disconnect",
        ),
        (
            socketio.AsyncManager,
            "get_namespaces pre_connect connect is_connected sid_from_eio_sid eio_sid_from_sid "
            "pre_disconnect disconnect",
        ),
    ],
)
def test_what_is_used_inside_of_libraries_is_still_there(theirs: type, names: str) -> None:
    missing = [name for name in names.split() if not callable(getattr(theirs, name, None))]

    assert not missing, "another version of the library: look what took their place"
