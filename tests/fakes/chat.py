"""A chat client without a server: a test says what it hears, and sees what it was asked."""

import itertools
from dataclasses import dataclass

from chatclient.errors import ChatError
from chatclient.messages import (
    Answered,
    Arrived,
    Began,
    ChatEvent,
    ConnectionChanged,
    Entered,
    Entry,
    OwnChanged,
    OwnState,
    Phase,
)
from chatclient.wire.answers import Answer
from chatclient.wire.envelopes import BODIES, Body, Envelope, MessageBody, Role, User, plain
from chatclient.wire.requests import CAPABILITIES, Request
from desktop.bridges.chatfeed import Tell
from desktop.chatting.road import Road

HOST = User("host", "Studio", Role.HOST)
AKI = User("aki", "Aki")
AT_MS = 1_795_000_000_000
"""When the first message of a fake chat was said."""
_KINDS = {body: kind for kind, body in BODIES.items()}


@dataclass(frozen=True)
class Said:
    """An own message that a client was given."""

    id: str
    text: str
    stamp: str
    reply_to: int


class FakeChat:
    """A ChatClient that tells what a test says, on the test's own thread."""

    def __init__(self, road: Road, key: str, tell: Tell) -> None:
        self.road = road
        self.key = key
        self._tell = tell
        self._ids = itertools.count(1)
        self.is_started = False
        self.is_closed = False
        self.said: list[Said] = []
        self.asked: list[Request] = []
        self.retried: list[str] = []
        self.discarded: list[str] = []
        self.retries_now = 0
        self.seq = 0
        """The newest number."""

    def says(self, *events: ChatEvent) -> None:
        """Tell these."""
        for event in events:
            self._tell(event)

    def enters(self, role: Role = Role.HOST, epoch: str = "e1") -> None:
        """Connect and enter the room."""
        me = User("host", "Studio", role)
        self.says(
            ConnectionChanged(Phase.CONNECTING),
            ConnectionChanged(Phase.ONLINE),
            Entered(me, CAPABILITIES[role]),
            Began(epoch),
        )

    def hears(self, *texts: str, user: User = AKI) -> tuple[Entry, ...]:
        """Let these messages arrive, each a second after the one before; return them."""
        return self.hears_bodies(*(MessageBody(text) for text in texts), user=user)

    def hears_bodies(self, *bodies: Body, user: User | None = AKI) -> tuple[Entry, ...]:
        """Let envelopes with these bodies arrive; return them."""
        entries = []
        for body in bodies:
            self.seq += 1
            entries.append(entry_of(self.seq, body, user))
        self.says(Arrived(tuple(entries)))
        return tuple(entries)

    def accepts(self, own_id: str, user: User = HOST) -> Entry:
        """Take an own message: it is accepted, and arrives."""
        said = next(each for each in self.said if each.id == own_id)
        (entry,) = self.hears_bodies(MessageBody(said.text, said.id, said.reply_to), user=user)
        self.says(OwnChanged(own_id, said.text, said.stamp, OwnState.ACCEPTED, entry.seq))
        return entry

    def answers(self, request_id: str, answer: Answer) -> None:
        """Answer a request."""
        self.says(Answered(request_id, answer))

    # ---- ChatClient ----

    def start(self) -> None:
        self.is_started = True

    def close(self) -> None:
        self.is_closed = True

    def say(
        self, text: str = "", *, stamp: str = "", reply_to: int = 0, position_ms: int | None = None
    ) -> str:
        said = Said(f"own-{next(self._ids)}", text, stamp, reply_to)
        self.said.append(said)
        self.says(OwnChanged(said.id, text, stamp))
        return said.id

    def ask(self, request: Request) -> str:
        self.asked.append(request)
        return f"request-{next(self._ids)}"

    def retry(self, own_id: str) -> None:
        self.retried.append(own_id)

    def discard(self, own_id: str) -> None:
        self.discarded.append(own_id)

    def retry_now(self) -> None:
        self.retries_now += 1


class FakeChatDoor:
    """A ChatDoor; with `problem` set no client can be made."""

    def __init__(self) -> None:
        self.clients: list[FakeChat] = []
        self.problem: ChatError | None = None

    @property
    def client(self) -> FakeChat:
        """The newest one."""
        return self.clients[-1]

    def open_chat(self, road: Road, key: str, tell: Tell) -> FakeChat:
        if self.problem is not None:
            raise self.problem
        self.clients.append(FakeChat(road, key, tell))
        return self.client


def entry_of(seq: int, body: Body, user: User | None = AKI, at_ms: int = 0) -> Entry:
    """Return a line of a chat; without `at_ms` each number is a second after the one before."""
    at_ms = at_ms or AT_MS + 1000 * seq
    kind = str(_KINDS[type(body)])
    return Entry(Envelope(seq, kind, at_ms, user=user, body=plain(body)), body)
