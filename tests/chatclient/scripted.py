"""A backend that does what a test wrote down for each connection."""

import asyncio
from collections import deque
from collections.abc import Callable

from chatclient.backends.base import Heard, Place, Traits
from chatclient.errors import ChatError
from chatclient.settings import Token, TokenSource
from chatclient.wire.answers import Answer, Joined, Paged, refused
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Envelope, MessageBody, User, plain
from chatclient.wire.pushed import Batch
from chatclient.wire.requests import Page, Request, Send

ME = User("me", "Me")


def said(*numbers: int, id: str = "") -> tuple[Envelope, ...]:
    """Return messages with these numbers as their texts."""
    return tuple(
        Envelope(seq, "msg", seq, user=ME, body=plain(MessageBody(f"{seq}", id))) for seq in numbers
    )


def joined(*numbers: int, head: int = 0) -> Joined:
    """Return the answer to a join."""
    return Joined(True, "e", max(head, *numbers, 0), 1, said(*numbers), me=ME)


def no_token() -> Token:
    """Return a token where none is asked for."""
    return Token("none")


class ScriptedConnection:
    """Answers from its backend's script; `end` is how a test ends it."""

    def __init__(self, backend: "ScriptedBackend", hear: Callable[[Heard], None]) -> None:
        self._backend = backend
        self._loop = asyncio.get_running_loop()
        self._end: asyncio.Future[ChatError] = self._loop.create_future()
        self.hear = hear
        self.is_closed = False

    def tell(self, heard: Heard) -> None:
        """Let the client hear something; from any thread."""
        self._loop.call_soon_threadsafe(self.hear, heard)

    def end(self, error: ChatError) -> None:
        """End the connection; from any thread."""
        self._loop.call_soon_threadsafe(self._end.set_result, error)

    async def ask(self, request: Request) -> Answer:
        self._backend.asked.append(request)
        if isinstance(request, Send) and self._backend.answers:
            answer = self._backend.answers.popleft()
            if isinstance(answer, ChatError):
                raise answer
            return answer
        return refused(Code.FORBIDDEN)

    async def page(self, request: Page) -> Paged:
        self._backend.paged.append(request)
        found = self._backend.pages.popleft() if self._backend.pages else None
        if isinstance(found, ChatError):
            raise found
        last = request.after + request.limit
        return found or Paged(True, "e", last, 1, said(*range(request.after + 1, last + 1)))

    async def wait_closed(self) -> None:
        raise await asyncio.shield(self._end)

    async def close(self) -> None:
        self.is_closed = True
        self._backend.closed.append(self)
        if self._backend.hangs:
            await asyncio.Event().wait()


class ScriptedBackend:
    """Connects as `script` says, one entry for each attempt; the last one again and again."""

    def __init__(self, *script: Joined | ChatError, name: str = "scripted") -> None:
        self.traits = Traits(name)
        self._script = deque(script)
        self.places: list[Place] = []
        self.connections: list[ScriptedConnection] = []
        self.closed: list[ScriptedConnection] = []
        self.asked: list[Request] = []
        self.answers: deque[Answer | ChatError] = deque()
        self.paged: list[Page] = []
        self.pages: deque[Paged | ChatError] = deque()
        self.hangs = False

    async def connect(
        self, tokens: TokenSource, place: Place, hear: Callable[[Heard], None]
    ) -> ScriptedConnection:
        self.places.append(place)
        told = self._script.popleft() if len(self._script) > 1 else self._script[0]
        if isinstance(told, ChatError):
            raise told
        connection = ScriptedConnection(self, hear)
        self.connections.append(connection)
        hear(told)
        return connection


def batch(*numbers: int) -> Batch:
    """Return a batch of messages."""
    return Batch("e", max(numbers), said(*numbers))
