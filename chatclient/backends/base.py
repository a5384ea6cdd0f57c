"""What every backend promises: it connects once, says what it hears, and ends; nothing else.

A backend neither orders nor retries: `chatclient.room` orders, `chatclient.client` connects again.
All of it runs on the client's asyncio loop.
"""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from msgspec import Struct

from chatclient.settings import TokenSource
from chatclient.wire.answers import Answer, Joined, Paged
from chatclient.wire.pages import Latest
from chatclient.wire.pushed import Batch, Own, Stats
from chatclient.wire.requests import Page, Request


class Traits(Struct, frozen=True):
    """What a kind of backend can do."""

    name: str
    """`socketio`, `polling`, `appsync`, `ivs` or `replay`."""
    has_numbers: bool = True
    """The server numbers what is said; else the backend does.

    It goes on from the place it is given, under that place's epoch, and leaves one number out for
    what it may have missed: `Joined.gaps` names it.
    """
    fills_gaps: bool = True
    """What was missed can be fetched."""
    can_send: bool = True
    can_moderate: bool = True
    cannot: frozenset[str] = frozenset()
    """Events of requests that this kind of service has no word for, whoever asks."""


Heard = Joined | Batch | Stats | Own | Latest | Paged
"""What a connection may tell at any time; `Joined` first."""


class Place(Struct, frozen=True):
    """Up to where the room is known without a hole."""

    last: int = 0
    epoch: str = ""


class Connection(Protocol):
    """One connection to one room."""

    async def ask(self, request: Request) -> Answer:
        """Send a request and return its answer; raises ChatError when there is none in time."""
        ...

    async def page(self, request: Page) -> Paged:
        """Return a stretch of the log; raises ChatError."""
        ...

    async def wait_closed(self) -> None:
        """Return never: raises the ChatError with which the connection ended."""
        ...

    async def close(self) -> None:
        """End it; returns within 2 s, raises nothing."""
        ...


@runtime_checkable
class Seekable(Protocol):
    """A connection that follows the playback of a recording."""

    def seek(self, position_ms: int) -> None:
        """Know where playback is just now; a step back, or far ahead, begins the list anew."""
        ...


class Backend(Protocol):
    """One kind of server."""

    traits: Traits

    async def connect(
        self, tokens: TokenSource, place: Place, hear: Callable[[Heard], None]
    ) -> Connection:
        """Connect, enter the room from `place`, and tell `hear` from then on, on this loop.

        Returns once `Joined` was told. Raises ChatError within 10 s.
        """
        ...
