"""Where the viewers talk, and how one reads it, as the settings keep it; no secrets.

The chat server's host key, or what opens a managed chat, is in the key store or typed anew.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

ChatKind = Literal["practice", "server", "polling", "appsync", "ivs", "off"]
ChatAuth = Literal["api-key", "bearer"]
Keyword = Annotated[str, Meta(min_length=1, max_length=64)]
SMALLEST_TEXT, LARGEST_TEXT = 0.8, 2.0


class ChatChoice(Struct, frozen=True, forbid_unknown_fields=True):
    """Which chat is shown beside the picture."""

    kind: ChatKind = "practice"
    url: str = ""
    """`server`, `polling`: the server's address. `appsync`: its HTTP address. `ivs`: `wss://…`."""
    live: Annotated[str, Meta(max_length=128)] = ""
    """The room; with `appsync` the channel, `/namespace/room`. In practice it is known."""
    name: Annotated[str, Meta(max_length=50)] = ""
    """As whom one writes; empty: as the host."""
    api_url: str = ""
    """`polling`: where messages are posted to; empty: `url`."""
    realtime_url: str = ""
    """`appsync`: its WebSocket address."""
    auth: ChatAuth = "api-key"
    """`appsync`: whether the key is its API key, or a token."""
    token_url: str = ""
    """`ivs`, and `appsync` by token: where tokens are had with the key; empty: the key is one."""
    keeps_key: bool = False
    """Ask the operating system's key store for the key."""


class ChatTaste(Struct, frozen=True, forbid_unknown_fields=True):
    """How one reads a chat."""

    is_shown: bool = True
    text_scale: Annotated[float, Meta(ge=SMALLEST_TEXT, le=LARGEST_TEXT)] = 1.0
    keywords: Annotated[tuple[Keyword, ...], Meta(max_length=50)] = ()
    """Words that are highlighted wherever they are said."""
    alerts: bool = True
    """Say beside the clock who spoke to one while the window can't be seen."""
    export_folder: str = ""
    """Where a chat was saved last; empty: the folder for documents."""
    width_px: Annotated[int, Meta(ge=0, le=4000)] = 0
    """Of the chat's own column in a wide window; 0: the usual."""
