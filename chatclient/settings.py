"""Where a chat is, for each kind of server; addresses only, never a token.

Tokens come from a `TokenSource`, asked anew for each attempt.
"""

from collections.abc import Callable
from typing import NewType

from msgspec import Struct

Token = NewType("Token", str)
"""Opens a chat for a short while; keep it off every log, exception and file."""
TokenSource = Callable[[], Token]
"""Returns a fresh token; may block up to 10 s, on a thread of its own; raises ChatError."""


class SocketIoChat(Struct, frozen=True, tag="socketio"):
    """Livedesk's own chat server."""

    url: str
    """`http(s)://host[:port]` of the server."""
    live: str
    """The room, without its prefix."""


class PollingChat(Struct, frozen=True, tag="polling"):
    """The same, read every few seconds through a CDN, and written to over HTTP."""

    url: str
    live: str
    api_url: str = ""
    """Where messages are posted to; empty: `url`."""


class AppSyncChat(Struct, frozen=True, tag="appsync"):
    """AWS AppSync Events."""

    http_url: str
    """`https://{id}.appsync-api.{region}.amazonaws.com`."""
    realtime_url: str
    """`wss://{id}.appsync-realtime-api.{region}.amazonaws.com`."""
    channel: str
    """`/namespace/room`."""
    auth: str = "api-key"
    """`api-key` (header x-api-key) or `bearer` (header Authorization)."""
    user: str = "host"
    """As whom one speaks, where the token doesn't say it; an API key never does."""
    name: str = ""


class IvsChat(Struct, frozen=True, tag="ivs"):
    """Amazon IVS Chat."""

    url: str
    """`wss://edge.ivschat.{region}.amazonaws.com`."""
    user: str = "host"
    """For whom the token is: it can't be read from it."""
    name: str = ""


class ReplayChat(Struct, frozen=True, tag="replay"):
    """A finished chat, by playback position."""

    source: str
    """A folder of chunks, an exported .jsonl file, or the address that `/index.json` is below."""
    live: str = ""
    """With the address of a chat server: its room, read by position through the API."""
    offset_ms: int = 0
    """Added to each message's position: the user's own correction."""


ChatAddress = SocketIoChat | PollingChat | AppSyncChat | IvsChat | ReplayChat
