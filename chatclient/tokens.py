"""Fetches entries to a chat over HTTP: from a chat server by its host key, or from one's own.

The key travels in a header and nowhere else, never where others could read it; redirects are not
followed: one server sees it.
"""

import http.client
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from chatclient.errors import ErrorCode, Refused, Unreachable
from chatclient.privacy import demand_privacy
from chatclient.settings import Token
from chatclient.wire.envelopes import Role

TIMEOUT_S = 8.0
MAX_ANSWER_BYTES = 64 * 1024
TOKEN_PATH = "/v1/chat/token"


class TokenAnswer(Struct, frozen=True):
    """What the address answers with; what else it says is ignored."""

    token: str


class HostKeyTokens:
    """A TokenSource: asks a chat server, with its host key, for the entry of one user."""

    def __init__(
        self, url: str, live: str, host_key: str, *, user: str = "host", name: str = "Host"
    ) -> None:
        self._url = url.rstrip("/") + TOKEN_PATH
        self._host_key = host_key
        self._wish = {"live": live, "user": user, "name": name, "role": str(Role.HOST)}

    def __call__(self) -> Token:
        return fetched_token(self._url, self._host_key, self._wish)


class AddressTokens:
    """A TokenSource: asks an address of the user's own, which knows what service it is for."""

    def __init__(
        self, url: str, key: str, *, live: str = "", user: str = "host", name: str = "Host"
    ) -> None:
        self._url = url
        self._key = key
        self._wish = {"live": live, "user": user, "name": name, "role": str(Role.HOST)}

    def __call__(self) -> Token:
        return fetched_token(self._url, self._key, self._wish)


def fetched_token(url: str, key: str, wish: Mapping[str, str]) -> Token:
    """POST the wish with the key as bearer and return the token; blocks 8 s. Raises ChatError."""
    demand_privacy(url)
    server = urlsplit(url).netloc
    try:
        status, body = _exchange(url, key, msgspec.json.encode(wish))
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise Unreachable(
            ErrorCode.NO_TOKEN, server=server, reason=reason or type(error).__name__
        ) from None  # the cause could show the request
    if status in (401, 403):
        raise Refused(ErrorCode.TOKEN_REFUSED, server=server)
    if status >= 500 or status == 429:
        raise Unreachable(ErrorCode.NO_TOKEN, server=server, reason=f"HTTP {status}")
    if status != 200:
        raise Refused(ErrorCode.NO_TOKEN, server=server, reason=f"HTTP {status}")
    try:
        token = msgspec.json.decode(body, type=TokenAnswer).token
    except msgspec.DecodeError:
        raise Refused(ErrorCode.NOT_CHAT, server=server) from None  # the body may hold a token
    if not token:
        raise Refused(ErrorCode.NOT_CHAT, server=server)
    return Token(token)


def _exchange(url: str, key: str, body: bytes) -> tuple[int, bytes]:
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, port, timeout=TIMEOUT_S, context=context)
    else:
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)
    try:
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        path = parts.path or "/"
        connection.request("POST", f"{path}?{parts.query}" if parts.query else path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(MAX_ANSWER_BYTES)
    finally:
        connection.close()
