"""How uvicorn serves the managed chats."""

import socket
from typing import Any

import uvicorn
from starlette.types import ASGIApp

MOST_FRAME_BYTES = 1_300_000
"""Five events of 240 KB fit."""


def uvicorn_config(app: ASGIApp, **given: Any) -> uvicorn.Config:
    """Return the configuration; `given` may hold whatever uvicorn.Config takes."""
    return uvicorn.Config(
        app,
        http="h11",
        ws="websockets-sansio",
        ws_max_size=MOST_FRAME_BYTES,
        lifespan="off",
        log_config=None,
        log_level="error",  # below, tokens of handshakes would be logged
        access_log=False,
        server_header=False,
        limit_concurrency=500,
        timeout_graceful_shutdown=1,
        **given,
    )


def listen(port: int) -> socket.socket:
    """Return a socket that listens on this machine; 0: on any free port.

    Its connections send at once: asyncio sees to that only for sockets it opened itself, and an
    answer right behind an event would wait 40 ms for the client's acknowledgement.
    """
    listener = socket.create_server(("127.0.0.1", port))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
