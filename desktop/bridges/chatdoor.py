"""Makes real chat clients: the road's backend, and what fetches the entry for each attempt.

Importing this imports the chat's libraries: on a worker, once the window is on screen.
"""

from pathlib import Path

from chatclient.errors import ErrorCode, Refused
from chatclient.settings import Token, TokenSource
from chatclient.tokens import AddressTokens, HostKeyTokens
from desktop.bridges.chatfeed import ChatClient, Tell
from desktop.chatting.road import Entry, Road

DEFAULT_NAME = "Host"


def open_client(road: Road, key: str, practice_home: Path, tell: Tell) -> ChatClient:
    """Return a client for this road, not started yet."""
    from chatclient.client import Client
    from chatclient.roads import roads_to

    backend, fallback = roads_to(road.address)
    return Client(backend, tokens_for(road, key, practice_home), tell, fallback=fallback)


def tokens_for(road: Road, key: str, practice_home: Path) -> TokenSource:
    """Return what fetches an entry; it blocks, and raises ChatError."""
    name = road.name or DEFAULT_NAME
    match road.entry:
        case Entry.PRACTICE:
            raise Refused(ErrorCode.NO_TOKEN, server="practice", reason="no chat")
        case Entry.HOST_KEY:
            return HostKeyTokens(road.token_url, road.live, key, name=name)
        case Entry.TOKEN_URL:
            return AddressTokens(road.token_url, key, live=road.live, name=name)
        case Entry.KEY_ITSELF:
            return lambda: Token(key)
