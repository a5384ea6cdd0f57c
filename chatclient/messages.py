"""What a chat client reports, as frozen events, and how an own message fares.

Events come from the client's own thread, in order; `Arrived` is never dropped or joined with
another, the figures may be replaced by newer ones.
"""

from enum import StrEnum

from msgspec import Struct

from chatclient.errors import Problem
from chatclient.wire.answers import Answer
from chatclient.wire.envelopes import (
    Body,
    ClearBody,
    Envelope,
    LiveBody,
    PinBody,
    PollBody,
    PurgeBody,
    RoomSettings,
    User,
)


class Entry(Struct, frozen=True, gc=False):
    """One line of a chat, or the mark of a gap in it."""

    envelope: Envelope
    body: Body | None = None
    """Of its kind; None for a gap, and for kinds that are not shown."""
    gap_to: int = 0
    """For a gap: the last missing number; the envelope's is the first, its time the one before."""

    @property
    def seq(self) -> int:
        """Its place in the room's one order; unique among the entries that are shown."""
        return self.envelope.seq

    @property
    def is_gap(self) -> bool:
        """Numbers are missing here that can't be had any more."""
        return self.gap_to > 0


class Phase(StrEnum):
    """How a client is connected."""

    IDLE = "idle"
    CONNECTING = "connecting"
    ONLINE = "online"
    WAITING = "waiting"
    """The connection failed; the next attempt is due in `retry_s`."""
    POLLING = "polling"
    """Stepped down: messages are fetched every few seconds."""
    ENDED = "ended"
    """For good; `problem` says why."""


class ConnectionChanged(Struct, frozen=True):
    """The connection entered a phase."""

    phase: Phase
    problem: Problem | None = None
    retry_s: float = 0.0
    attempt: int = 0
    fills_gaps: bool = True
    """False: this service keeps no history, so what was missed is marked and stays missing."""


class Entered(Struct, frozen=True):
    """The room was joined; who one is there, and what one may do."""

    me: User | None
    capabilities: frozenset[str]
    cannot: frozenset[str] = frozenset()
    """Events of requests that this kind of service has no word for, whatever one may do."""


class Began(Struct, frozen=True):
    """The list begins anew: the room lost its order (another epoch), or another room was joined."""

    epoch: str


class Arrived(Struct, frozen=True):
    """The list changed: `entries` in the room's order, each number once, ever."""

    entries: tuple[Entry, ...] = ()
    """Later than all before, but for those that fill a gap shown before."""
    removed: frozenset[int] = frozenset()
    """Numbers, shown or not, that are to be seen no more; gaps that were filled as well.

    They go before `entries` come: what is left of a gap may have the number of the one before.
    """
    audit: tuple[Entry, ...] = ()
    """What moderators did, for moderators."""
    is_backlog: bool = False
    """Said before one came, or while one was away."""
    swept: tuple[PurgeBody | ClearBody, ...] = ()
    """What took more down than one message. `removed` reaches back as far as the list was
    remembered; who keeps more than that applies these."""


class RoomChanged(Struct, frozen=True):
    """The room as it stands, folded from everything up to now."""

    settings: RoomSettings = RoomSettings()
    pin: PinBody | None = None
    poll: PollBody | None = None
    live: LiveBody | None = None
    held: tuple[Entry, ...] = ()
    words: tuple[str, ...] = ()


class Counted(Struct, frozen=True):
    """How many watch and speak just now."""

    viewers: int = 0
    total: int = 0
    likes: int = 0
    rate: float = 0.0
    votes: tuple[int, ...] = ()
    is_deaf: bool = False


class FeedMeasured(Struct, frozen=True):
    """How the chat reaches this client, every second."""

    at_utc_s: float
    messages_per_s: float = 0.0
    delay_p50_ms: float | None = None
    """From the server's acceptance to here, by the server's clock; None without messages."""
    delay_p99_ms: float | None = None
    reconnects: int = 0
    duplicates: int = 0
    gaps: int = 0
    backend: str = ""


class OwnState(StrEnum):
    """How an own message fares."""

    SENDING = "sending"
    ACCEPTED = "accepted"
    HELD = "held"
    REJECTED = "rejected"


class OwnChanged(Struct, frozen=True):
    """An own message entered a state."""

    id: str
    text: str
    stamp: str = ""
    state: OwnState = OwnState.SENDING
    seq: int = 0
    """Once accepted."""
    code: str = ""
    """Why it was held or rejected; a `Code`, or what the service says."""
    retry_ms: int = 0


class Answered(Struct, frozen=True):
    """A request other than a message was answered."""

    request_id: str
    """As `Client.ask` returned it."""
    answer: Answer


ChatEvent = (
    ConnectionChanged
    | Entered
    | Began
    | Arrived
    | RoomChanged
    | Counted
    | FeedMeasured
    | OwnChanged
    | Answered
)
