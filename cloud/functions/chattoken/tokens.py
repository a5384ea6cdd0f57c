"""What is asked of the function, and the token that answers it: an HS256 JWT. Pure.

The chat's nodes check these tokens with the same key; `cloud.chatserver.tokens` says what stands in
them.
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

LIFETIME_S = 300
MOST_BODY_BYTES = 4096
CAPABILITIES = {
    "viewer": ("send",),
    "moderator": ("ban", "delete", "send", "settings"),
    "host": ("ban", "delete", "event", "live", "send", "settings"),
}
"""What a role may do."""

_LIVE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_USER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:@-]{0,127}")


class Refused(Exception):
    """A request that gets no token; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants into which room, as what."""

    live: str
    name: str
    user: str
    role: str


def wish_of(body: object, new_user: Callable[[], str]) -> Wish:
    """Return what a request says; raises Refused. `new_user` names who has no id."""
    if not isinstance(body, Mapping):
        raise Refused("The body has to be a JSON object.")
    if unknown := sorted(set(body) - {"live", "name", "user", "role"}):
        raise Refused(f"There is no field {unknown[0][:40]}.")
    live, name = body.get("live"), body.get("name", "host")
    role, user = body.get("role", "host"), body.get("user") or new_user()
    if not isinstance(live, str) or not _LIVE.fullmatch(live):
        raise Refused("live has to be the name of a room.")
    if not isinstance(name, str) or not name.isprintable() or not 0 < len(name.strip()) <= 50:
        raise Refused("name has to have 1 to 50 characters that can be seen.")
    if not isinstance(user, str) or not _USER.fullmatch(user):
        raise Refused("user has to be an id of at most 128 letters and digits.")
    if not isinstance(role, str) or role not in CAPABILITIES:
        raise Refused(f"role has to be one of {', '.join(CAPABILITIES)}.")
    return Wish(live, name.strip(), user, role)


def minted(wish: Wish, key: bytes, now_s: int, token_id: str) -> str:
    """Return a token that opens the room for five minutes."""
    claims = {
        "sub": wish.user,
        "name": wish.name,
        "role": wish.role,
        "live": wish.live,
        "caps": list(CAPABILITIES[wish.role]),
        "jti": token_id,
        "iat": now_s,
        "exp": now_s + LIFETIME_S,
        "badges": [],
    }
    signed = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
    signature = hmac.new(key, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_text(signature)}"


def _part(content: Mapping[str, Any]) -> str:
    return _text(json.dumps(content, separators=(",", ":")).encode())


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
