"""The tokens of the IVS Chat of this machine: each opens one session, once, within a minute."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

TOKEN_S = 60.0
"""So long a token may wait to be used."""
MOST_TOKENS = 10_000
MOST_ATTRIBUTE_BYTES = 1024

Capability = Literal["SEND_MESSAGE", "DELETE_MESSAGE", "DISCONNECT_USER"]


class CreateChatToken(Struct, frozen=True, rename="camel"):
    """The request of this name in the IVS Chat API Reference."""

    room_identifier: Annotated[str, Meta(min_length=1, max_length=128)]
    user_id: Annotated[str, Meta(min_length=1, max_length=128)]
    capabilities: tuple[Capability, ...] = ()
    session_duration_in_minutes: Annotated[int, Meta(ge=1, le=180)] = 60
    attributes: dict[str, str] = {}


class ChatToken(Struct, frozen=True, rename="camel"):
    """Its answer; times are ISO 8601."""

    token: str
    token_expiration_time: str
    session_expiration_time: str


class Grant(Struct, frozen=True):
    """What a token opens."""

    asked: CreateChatToken
    usable_until_s: float
    session_until_s: float


class IvsTokens:
    """Tokens that were handed out and not used yet."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._grants: dict[str, Grant] = {}

    def create(self, asked: CreateChatToken) -> ChatToken:
        """Hand one out; raises ValueError for what the service would refuse."""
        if len(msgspec.json.encode(asked.attributes)) > MOST_ATTRIBUTE_BYTES:
            raise ValueError("attributes have at most 1 KB")
        now_s = self._clock()
        until_s = now_s + asked.session_duration_in_minutes * 60
        token = secrets.token_urlsafe(48)
        self._grants[token] = Grant(asked, now_s + TOKEN_S, until_s)
        if len(self._grants) > MOST_TOKENS:
            del self._grants[next(iter(self._grants))]
        return ChatToken(token, iso(now_s + TOKEN_S), iso(until_s))

    def redeem(self, token: str) -> Grant | None:
        """Take a token; None: it opens nothing (any more)."""
        grant = self._grants.pop(token, None)
        return grant if grant and self._clock() <= grant.usable_until_s else None


def iso(utc_s: float) -> str:
    """Return a time as the service writes it."""
    return (
        datetime.fromtimestamp(utc_s, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    )
