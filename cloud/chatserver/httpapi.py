"""The chat over plain HTTP: tokens, messages without a connection, health and figures."""

from collections.abc import Awaitable, Callable, Sequence

import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from chatclient.wire.answers import refused
from chatclient.wire.codes import Code
from chatclient.wire.requests import Join, Send
from cloud.chatserver.desk import UNAVAILABLE_RETRY_MS, Desk
from cloud.chatserver.doorkeeper import Doorkeeper, Turned
from cloud.chatserver.gauges import Gauges
from cloud.chatserver.guests import TokenDesk, bearer
from cloud.chatserver.httpanswers import answered, body_of
from cloud.chatserver.log import LogUnavailable
from cloud.chatserver.rooms import Rooms
from cloud.chatserver.rules import entry


class HttpApi:
    """The requests that are answered over HTTP."""

    def __init__(
        self, door: Doorkeeper, tokens: TokenDesk, rooms: Rooms, desk: Desk, gauges: Gauges
    ) -> None:
        self._door = door
        self._tokens = tokens
        self._rooms = rooms
        self._desk = desk
        self._gauges = gauges

    def app(self, origins: Sequence[str], *more: BaseRoute) -> ASGIApp:
        """Return the app with these requests and `more`."""
        routes: list[BaseRoute] = [
            Route("/v1/chat/token", self._token, methods=["POST"]),
            Route("/v1/chat/{live}/messages", self._message, methods=["POST"]),
            Route("/healthz", self._health, methods=["GET"]),
            Route("/readyz", self._ready, methods=["GET"]),
            Route("/metrics", self._metrics, methods=["GET"]),
            *more,
        ]
        cors = Middleware(
            CORSMiddleware,
            allow_origins=list(origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "If-None-Match"],
            expose_headers=["ETag", "Retry-After"],
            max_age=3600,
        )
        return Starlette(routes=routes, middleware=[cors])

    async def _token(self, request: Request) -> Response:
        return await self._answered(request, self._give)

    async def _message(self, request: Request) -> Response:
        return await self._answered(request, self._say)

    async def _give(self, request: Request, body: bytes) -> object:
        if self._door.is_draining:
            raise Turned(Code.DRAINING, UNAVAILABLE_RETRY_MS)
        return self._tokens.give(request.scope, body)

    async def _say(self, request: Request, body: bytes) -> object:
        if not self._door.is_welcome(request.scope):
            raise Turned(Code.BAD_ORIGIN)
        claims = self._door.check(bearer(request.scope))
        if claims.live != request.path_params["live"]:
            raise Turned(Code.WRONG_ROOM)
        try:
            said = msgspec.json.decode(body, type=Send)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise Turned(Code.BAD_REQUEST) from None
        try:
            room = await self._rooms.get(claims.live)
        except LogUnavailable:
            raise Turned(Code.UNAVAILABLE, UNAVAILABLE_RETRY_MS) from None
        if code := entry(room.state, Join(claims.live), claims):
            raise Turned(code)
        answer = await self._desk.answer(room, said, claims)
        self._gauges.answered(answer.code)
        return answer

    async def _answered(
        self, request: Request, answer: Callable[[Request, bytes], Awaitable[object]]
    ) -> Response:
        try:
            body = await body_of(request)
            said = await answer(request, body)
        except Turned as turned:
            self._gauges.refused(turned.code)
            said = refused(turned.code, turned.retry_ms)
        except ClientDisconnect:
            return Response(status_code=400)
        return answered(said)

    async def _health(self, request: Request) -> Response:
        return Response("ok\n", media_type="text/plain", headers={"cache-control": "no-store"})

    async def _ready(self, request: Request) -> Response:
        reason = "draining" if self._door.is_draining else ""
        if not reason and (self._desk.is_failing or self._rooms.is_deaf):
            reason = "the log of the rooms is unavailable"
        return Response(
            f"{reason or 'ready'}\n",
            503 if reason else 200,
            {"cache-control": "no-store"},
            media_type="text/plain",
        )

    async def _metrics(self, request: Request) -> Response:
        return Response(self._gauges.text(), media_type="text/plain; version=0.0.4")
