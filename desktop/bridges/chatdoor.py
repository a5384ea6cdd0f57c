"""Makes real chat clients: the road's backend, and what fetches the entry for each attempt.

Importing this imports the chat's libraries: on a worker, once the window is on screen.
"""

from pathlib import Path

from chatclient.backoff import Pace
from chatclient.client import Client
from chatclient.errors import ErrorCode, Unreachable
from chatclient.roads import roads_to
from chatclient.settings import Token, TokenSource
from chatclient.tokens import AddressTokens, HostKeyTokens
from cloud.errors import CloudError, PracticeUnreachable
from cloud.practice.client import PracticeClient
from desktop.bridges.chatfeed import ChatClient, Tell
from desktop.chatting.road import HOST_ID, Entry, Road

IN_PRACTICE = Pace(cap_s=3.0)


def open_client(road: Road, key: str, practice_home: Path, tell: Tell) -> ChatClient:
    """Return a client for this road, not started yet; raises ChatError."""
    backend, fallback = roads_to(road.address)
    tokens = tokens_for(road, key, practice_home)
    if road.entry is Entry.PRACTICE:
        # On this machine nothing stands between: it is there again in seconds, or not at all.
        return Client(backend, tokens, tell, pace=IN_PRACTICE)
    return Client(backend, tokens, tell, fallback=fallback)


def tokens_for(road: Road, key: str, practice_home: Path) -> TokenSource:
    """Return what fetches an entry; it blocks, and raises ChatError."""
    name = road.name
    match road.entry:
        case Entry.PRACTICE:
            return PracticeTokens(practice_home, road.live, name)
        case Entry.HOST_KEY:
            return HostKeyTokens(road.token_url, road.live, key, user=HOST_ID, name=name)
        case Entry.TOKEN_URL:
            return AddressTokens(road.token_url, key, live=road.live, user=HOST_ID, name=name)
        case Entry.KEY_ITSELF:
            return lambda: Token(key)


class PracticeTokens:
    """A TokenSource: asks the practice cloud for the host's entry to one channel's chat."""

    def __init__(self, home: Path, channel: str, name: str) -> None:
        self._client = PracticeClient(home)
        self._channel = channel
        self._name = name

    def __call__(self) -> Token:
        try:
            return Token(self._client.chat_token(self._channel, self._name))
        except PracticeUnreachable:
            raise Unreachable(ErrorCode.NOT_RUNNING) from None
        except CloudError as error:
            reason = error.problem.message.rstrip(".")
            raise Unreachable(ErrorCode.NO_TOKEN, server="practice", reason=reason) from None
