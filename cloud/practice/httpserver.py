"""An HTTP server inside the event loop that is there already: uvicorn without its signal handlers.

The machine's own pages and programs are the only guests; what a foreign website makes a browser
ask for is refused by its Host header (DNS rebinding).
"""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import msgspec
import uvicorn
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from cloud.chatserver.admission import Gate
from cloud.chatserver.serving import uvicorn_config

MAX_BODY_BYTES = 64 * 1024
OWN_NAMES = ["127.0.0.1", "localhost"]


class HttpServer:
    """Serves one ASGI app on one listening socket."""

    def __init__(self, app: ASGIApp, listener: socket.socket, chat: Gate | None = None) -> None:
        """`chat`: the gate of the chat server that is part of the app, if one is."""
        walled = TrustedHostMiddleware(app, allowed_hosts=OWN_NAMES)
        config = _plain_config(walled) if chat is None else _chat_config(walled, chat)
        self._server = _QuietServer(config)
        self._listener = listener
        # Inherited by what is accepted. asyncio sets it only on sockets that it made itself, and an
        # answer right behind a batch would wait 40 ms for the client's acknowledgement.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Serve from now on."""
        self._task = asyncio.create_task(
            self._server.serve(sockets=[self._listener]), name="practice-http"
        )

    async def close(self) -> None:
        """End within two seconds, whatever clients do."""
        self._server.should_exit = True
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)
        self._listener.close()


def _plain_config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",  # what strangers send is not worth a line each
        access_log=False,
        server_header=False,
        limit_concurrency=200,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=1,
    )


def _chat_config(app: ASGIApp, gate: Gate) -> uvicorn.Config:
    return uvicorn_config(
        app,
        gate,
        limit_concurrency=2_000,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=1,
    )


class _QuietServer(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield  # the process has one owner of its signals already


class TooLarge(ValueError):
    """A request's body is longer than anything we read."""


async def read_body(request: Request, most: int = MAX_BODY_BYTES) -> bytes:
    """Return the body; raises TooLarge, having read no more than that."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise TooLarge(f"A request has at most {most} bytes.")
    return bytes(body)


def json_response(content: object, status: int = 200) -> Response:
    """Return JSON that no cache keeps."""
    return Response(
        msgspec.json.encode(content),
        status,
        {"Cache-Control": "no-store"},
        media_type="application/json",
    )


def refusal(status: int, sentence: str) -> Response:
    """Return an error with its one sentence: `{"error": ...}`."""
    return json_response({"error": sentence}, status)
