"""`POST /v1/chat/token`: who gets which token."""

import hmac
import secrets
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Role, User
from chatclient.wire.requests import LiveId, UserId
from cloud.chatserver.doorkeeper import Doorkeeper, Scope, Turned, header, is_local
from cloud.chatserver.log import Clock
from cloud.chatserver.options import ServerOptions
from cloud.chatserver.ratelimits import RateLimits
from cloud.chatserver.tokens import TokenRefused, Tokens


class Asked(Struct, frozen=True):
    """The body of the request."""

    live: LiveId
    name: Annotated[str, Meta(min_length=1, max_length=200)] = "guest"
    user: UserId | None = None
    role: Role = Role.VIEWER
    badges: tuple[str, ...] = ()
    capabilities: tuple[str, ...] | None = None
    """In place of the role's; with the host key only."""


class Given(Struct, frozen=True):
    """The body of the answer."""

    token: str
    expires_ms: int
    user: User


class TokenDesk:
    """Mints tokens for who shows the host key, and for guests where they are welcome."""

    def __init__(
        self,
        options: ServerOptions,
        tokens: Tokens,
        door: Doorkeeper,
        limits: RateLimits,
        clock: Clock,
    ) -> None:
        self._options = options
        self._tokens = tokens
        self._door = door
        self._limits = limits
        self._clock = clock

    def give(self, scope: Scope, body: bytes) -> Given:
        """Return a token for who asks so. Raises Turned."""
        if not self._door.is_welcome(scope):
            raise Turned(Code.BAD_ORIGIN)
        is_host = self.shows_host_key(scope)
        if not is_host:
            if not self._options.guests:
                raise Turned(Code.FORBIDDEN)
            address = self._door.address(scope)
            if not is_local(address) and (retry_ms := self._limits.token(address)):
                raise Turned(Code.RATE_LIMITED, retry_ms)
        try:
            asked = msgspec.json.decode(body, type=Asked)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise Turned(Code.BAD_REQUEST) from None
        if not is_host:
            # What else a guest wishes to be is not heard: the id is new, so nobody's name is taken.
            asked = Asked(asked.live, asked.name)
        return self._minted(asked)

    def _minted(self, asked: Asked) -> Given:
        user = User(asked.user or f"guest-{secrets.token_hex(8)}", asked.name)
        lifetime_s = self._options.token_s
        try:
            token = self._tokens.mint(
                user, asked.live, asked.role, asked.capabilities, lifetime_s, asked.badges
            )
            claims = self._tokens.check(token)
        except TokenRefused as error:
            raise Turned(error.code) from None
        return Given(token, claims.expires_ms, claims.user)

    def shows_host_key(self, scope: Scope) -> bool:
        """Tell whether the host key is shown; a wrong one is an error, not a guest."""
        shown = bearer(scope)
        if not shown:
            return False
        host_key = self._options.secrets.host_key
        if not host_key or not hmac.compare_digest(shown.encode(), host_key.encode()):
            raise Turned(Code.BAD_TOKEN)
        return True


def bearer(scope: Scope) -> str:
    """Return what `Authorization: Bearer ...` holds; empty: nothing."""
    scheme, _, value = header(scope, b"authorization").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""
