"""Tokens that open a room: short-lived JWTs that say who somebody is and what they may do.

No exception and no log line of this module quotes a token, nor anything that was read from one.
"""

import secrets
from collections.abc import Iterable, Sequence
from typing import Annotated

import jwt
import msgspec
from msgspec import Meta, Struct

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Role, User
from chatclient.wire.requests import CAPABILITIES, LiveId, UserId
from chatclient.wire.texts import cleaned, cleaned_name
from cloud.chatserver.log import Clock

ALGORITHM = "HS256"
MIN_KEY_BYTES = 32
LIFETIME_S = 300
MAX_LIFETIME_S = 12 * 3600
MAX_LENGTH = 4096
LEEWAY_S = 60.0
"""How much another machine's clock may be ahead, when a token was minted there."""

_Short = Annotated[str, Meta(min_length=1, max_length=32)]


class TokenRefused(Exception):
    """A token that opens nothing, or one that can't be minted; `code` says why."""

    def __init__(self, code: Code) -> None:
        super().__init__(code.value)
        self.code = code


class Claims(Struct, frozen=True):
    """What a token says; all of it vouched for by who minted it."""

    user: User
    live: str
    capabilities: frozenset[str]
    expires_ms: int
    jti: str


class _Payload(Struct, frozen=True):
    sub: UserId
    name: Annotated[str, Meta(max_length=500)]
    role: Role
    live: LiveId
    caps: Annotated[tuple[_Short, ...], Meta(max_length=16)]
    jti: Annotated[str, Meta(min_length=1, max_length=64)]
    exp: Annotated[int, Meta(ge=0, lt=2**40)]
    iat: Annotated[int, Meta(ge=0, lt=2**40)]
    badges: Annotated[tuple[_Short, ...], Meta(max_length=8)] = ()


class Tokens:
    """Mints and checks tokens with one key. Any thread."""

    def __init__(self, signing_key: bytes, clock: Clock) -> None:
        if len(signing_key) < MIN_KEY_BYTES:
            raise ValueError(f"a signing key has {MIN_KEY_BYTES} bytes or more")
        self._key = signing_key
        self._clock = clock

    def mint(
        self,
        user: User,
        live: str,
        role: Role,
        capabilities: Iterable[str] | None = None,
        lifetime_s: int = LIFETIME_S,
        badges: Sequence[str] = (),
    ) -> str:
        """Return a token for `user` (of whom only id and name count) in room `live`.

        Without `capabilities` the role's. Raises TokenRefused (BAD_REQUEST) for what can't stand
        in a token, such as a name with nothing to be seen in it.
        """
        now_s = int(self._clock())
        caps = CAPABILITIES[role] if capabilities is None else capabilities
        payload = {
            "sub": user.id,
            "name": cleaned_name(user.name),
            "role": str(role),
            "live": live,
            "caps": sorted(caps),
            "jti": secrets.token_urlsafe(12),
            "exp": now_s + max(1, min(lifetime_s, MAX_LIFETIME_S)),
            "iat": now_s,
            "badges": list(badges),
        }
        try:
            _claims(payload)
        except TokenRefused:
            raise TokenRefused(Code.BAD_REQUEST) from None
        token = jwt.encode(payload, self._key, algorithm=ALGORITHM)
        if len(token) > MAX_LENGTH:
            raise TokenRefused(Code.BAD_REQUEST)
        return token

    def check(self, token: object, live: str | None = None) -> Claims:
        """Return what a token says; raises TokenRefused. With `live`, only for that room."""
        if not isinstance(token, str) or not 0 < len(token) <= MAX_LENGTH:
            raise TokenRefused(Code.BAD_TOKEN)
        try:
            payload = jwt.decode(
                token,
                self._key,
                algorithms=[ALGORITHM],
                # Times are compared below, by the clock that was handed in.
                options={"verify_exp": False, "verify_iat": False, "verify_nbf": False},
            )
        except (jwt.PyJWTError, ValueError):
            raise TokenRefused(Code.BAD_TOKEN) from None
        claims = _claims(payload)
        now_s = self._clock()
        if payload["iat"] > now_s + LEEWAY_S:
            raise TokenRefused(Code.BAD_TOKEN)
        if payload["exp"] <= now_s:
            raise TokenRefused(Code.AUTH_EXPIRED)
        if live is not None and claims.live != live:
            raise TokenRefused(Code.WRONG_ROOM)
        return claims


def _claims(payload: object) -> Claims:
    """Return what a payload says; raises TokenRefused when it is not of the right shape."""
    try:
        said = msgspec.convert(payload, _Payload)
    except msgspec.ValidationError:
        raise TokenRefused(Code.BAD_TOKEN) from None
    name = cleaned_name(said.name)
    marks = (said.sub, *said.caps, *said.badges)
    if not name or any(not mark.isprintable() or cleaned(mark) != mark for mark in marks):
        raise TokenRefused(Code.BAD_TOKEN)
    if said.exp - said.iat > MAX_LIFETIME_S:
        raise TokenRefused(Code.BAD_TOKEN)
    user = User(said.sub, name, said.role, said.badges)
    return Claims(user, said.live, frozenset(said.caps), said.exp * 1000, said.jti)
