"""Who is let in: the page they come from, their token, their ban, and whether there is place."""

import random
from collections.abc import Iterable, MutableMapping
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any

from chatclient.wire.codes import Code
from chatclient.wire.requests import Join
from cloud.chatserver.log import Clock, LogUnavailable
from cloud.chatserver.options import ServerOptions
from cloud.chatserver.ratelimits import RateLimits
from cloud.chatserver.rooms import Rooms
from cloud.chatserver.rules import entry
from cloud.chatserver.tokens import Claims, TokenRefused, Tokens

FULL_RETRY_MS = (2_000, 10_000)
"""Between these, at random: those who were turned away must not come back together."""
Scope = MutableMapping[str, Any]


class Turned(Exception):
    """Somebody was not let in; `code` says why."""

    def __init__(self, code: Code, retry_ms: int = 0) -> None:
        super().__init__(code.value)
        self.code = code
        self.retry_ms = retry_ms


class Doorkeeper:
    """Looks at everybody who comes, over sockets and HTTP."""

    def __init__(
        self,
        options: ServerOptions,
        tokens: Tokens,
        rooms: Rooms,
        limits: RateLimits,
        clock: Clock,
    ) -> None:
        self._options = options
        self._tokens = tokens
        self._rooms = rooms
        self._limits = limits
        self._clock = clock
        self.is_draining = False

    def now_ms(self) -> int:
        """Return the time as envelopes have it."""
        return int(self._clock() * 1000)

    async def admit(self, scope: Scope, auth: object, present: int) -> Claims:
        """Return what the token of a new connection says. Raises Turned."""
        if self.is_draining:
            raise Turned(Code.DRAINING, random.randint(0, FULL_RETRY_MS[0]))
        if not self.is_welcome(scope):
            raise Turned(Code.BAD_ORIGIN)
        if present >= self._options.max_clients:
            raise Turned(Code.UNAVAILABLE, random.randint(*FULL_RETRY_MS))
        address = self.address(scope)
        if not is_local(address) and (retry_ms := self._limits.connect(address)):
            raise Turned(Code.RATE_LIMITED, retry_ms)
        claims = self.check(auth.get("token") if isinstance(auth, dict) else None)
        try:
            room = await self._rooms.get(claims.live)
        except LogUnavailable:
            raise Turned(Code.UNAVAILABLE, random.randint(*FULL_RETRY_MS)) from None
        if code := entry(room.state, Join(claims.live), claims):
            raise Turned(code)
        return claims

    def check(self, token: object) -> Claims:
        """Return what a token says. Raises Turned."""
        try:
            return self._tokens.check(token)
        except TokenRefused as error:
            raise Turned(error.code) from None

    def is_welcome(self, scope: Scope) -> bool:
        """Tell whether the page that asks may; programs name no page, and may."""
        origin = header(scope, b"origin")
        if not origin or "*" in self._options.origins or origin in self._options.origins:
            return True
        return origin.partition("://")[2] == header(scope, b"host")

    def allowed_origin(self, scope: Scope) -> str:
        """Return the page of another server that may read the answer; empty: none."""
        origin = header(scope, b"origin")
        is_listed = "*" in self._options.origins or origin in self._options.origins
        return origin if origin and is_listed else ""

    def address(self, scope: Scope) -> str:
        """Return the address of who asks, as far as it can be believed; of IPv6 its network."""
        if self._options.behind_proxy:
            # Some proxies go on with the client's header, others add one of their own.
            told = _headers(scope, b"x-forwarded-for")
            last = told[-1].rpartition(",")[2].strip() if told else ""
            if last:
                return _counted(last[:64])
        client = scope.get("client")
        return _counted(str(client[0])) if client else ""


def header(scope: Scope, name: bytes) -> str:
    """Return the first header of that (lower-case) name."""
    found = _headers(scope, name)
    return found[0] if found else ""


def _headers(scope: Scope, name: bytes) -> list[str]:
    headers: Iterable[tuple[bytes, bytes]] = scope.get("headers", ())
    return [value.decode("latin-1") for key, value in headers if key.lower() == name]


def _counted(address: str) -> str:
    """Return what is counted as one address: whoever has one of IPv6 has its whole /64."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address) or known.is_loopback:
        return address
    return str(known.ipv4_mapped or IPv6Network((int(known), 64), strict=False).network_address)


def is_local(address: str) -> bool:
    """Tell whether an address is this machine's own; it is not limited."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
