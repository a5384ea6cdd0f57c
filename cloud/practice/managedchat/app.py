"""The app that serves both managed chats: clients' websockets, and the doors of one's own service.

wss://edge.ivschat.{region}.amazonaws.com                            ws://HERE/
wss://{id}.appsync-realtime-api.{region}.amazonaws.com/event/realtime ws://HERE/event/realtime
https://{id}.appsync-api.{region}.amazonaws.com/event                http://HERE/event
"""

import asyncio
import random
import secrets
import time
from collections.abc import Callable

from msgspec import Struct, field
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from cloud.chatserver.ratelimits import Buckets, Rate
from cloud.chatserver.tokens import Tokens
from cloud.practice.httpserver import OWN_NAMES
from cloud.practice.managedchat.doors import Doors
from cloud.practice.managedchat.eventchannels import EventChannels
from cloud.practice.managedchat.eventline import SUBPROTOCOL, EventLine, headers_of
from cloud.practice.managedchat.ivsrooms import IvsRooms, Member
from cloud.practice.managedchat.ivstokens import IvsTokens
from cloud.practice.managedchat.knobs import Board
from cloud.practice.managedchat.lines import carry
from cloud.practice.managedchat.outlet import Outlet

PUBLISH_RATE = Rate(25.0, 25.0)
"""AppSync: publish requests a second over one websocket."""


class Keys(Struct, frozen=True):
    """What opens the two chats."""

    api_key: str = field(default_factory=lambda: f"da2-{secrets.token_hex(13)}")
    """AppSync's API key."""
    service_key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """Opens the doors of the streamer's own service."""


class ManagedChats:
    """Both chats. On one event loop."""

    app: ASGIApp

    def __init__(
        self,
        keys: Keys,
        *,
        clock: Callable[[], float] = time.time,
        chance: Callable[[], float] = random.random,
        keep_alive_s: float = 60.0,
    ) -> None:
        self.board = Board()
        self._clock = clock
        self._chance = chance
        self._keep_alive_s = keep_alive_s
        self.ivs_tokens = IvsTokens(clock)
        self.rooms = IvsRooms(self.board, clock)
        tokens = Tokens(secrets.token_bytes(32), clock)
        self._channels = EventChannels(keys.api_key, tokens, self.board)
        doors = Doors(
            keys.service_key, (self.ivs_tokens, self.rooms), (tokens, self._channels), self.board
        )
        self.app = Starlette(
            routes=[
                *doors.routes,
                WebSocketRoute("/event/realtime", self._appsync),
                WebSocketRoute("/", self._ivs),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=OWN_NAMES)],
        )

    async def _ivs(self, socket: WebSocket) -> None:
        asked = socket.scope["subprotocols"]
        grant = self.ivs_tokens.redeem(asked[0]) if len(asked) == 1 else None
        if grant is None:
            await socket.close()  # before it is accepted: 403
            return
        await socket.accept(asked[0])
        outlet = Outlet(socket.send_text, self.board, self._chance)
        member = self.rooms.enter(grant, outlet)
        ending = asyncio.create_task(self._expire(member), name="managed-chat-expiry")
        try:
            await carry(socket, outlet, lambda raw: self.rooms.take(member, raw))
        finally:
            ending.cancel()
            self.rooms.leave(member)

    async def _expire(self, member: Member) -> None:
        await asyncio.sleep(max(0.0, member.grant.session_until_s - self._clock()))
        self.rooms.expire(member)

    async def _appsync(self, socket: WebSocket) -> None:
        asked = socket.scope["subprotocols"]
        if SUBPROTOCOL not in asked:
            await socket.close()
            return
        await socket.accept(SUBPROTOCOL)
        outlet = Outlet(socket.send_text, self.board, self._chance)
        rates = Buckets(PUBLISH_RATE, self._clock)
        timeout_ms = int(self._keep_alive_s * 5000)
        line = EventLine(self._channels, self.board, rates, timeout_ms, outlet)
        line.greet(headers_of(asked))
        keeping = asyncio.create_task(self._keep_alive(line), name="managed-chat-keep-alive")
        try:
            await carry(socket, outlet, line.take)
        finally:
            keeping.cancel()
            line.close()

    async def _keep_alive(self, line: EventLine) -> None:
        while True:
            await asyncio.sleep(self._keep_alive_s)
            line.keep_alive()
