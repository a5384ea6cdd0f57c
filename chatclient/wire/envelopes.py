"""What a room's log is made of: numbered envelopes, and the bodies of each kind.

Times are milliseconds of UTC. A client ignores kinds and fields that it does not know, but counts
their numbers. What there are thousands of a second is not watched by the garbage collector: what
comes of JSON has no cycles.
"""

from enum import StrEnum
from typing import TypeVar

import msgspec
from msgspec import Struct, field


class Kind(StrEnum):
    """What an envelope is about."""

    MESSAGE = "msg"
    STAMP = "stamp"
    DONATION = "donation"
    EFFECT = "effect"
    PIN = "pin"
    DELETE = "del"
    PURGE = "purge"
    CLEAR = "clear"
    SETTINGS = "settings"
    LIVE = "live"
    POLL = "poll"
    NOTICE = "notice"
    # Only moderators get the bodies of these; others get the number, so that nothing seems missing.
    MODERATION = "mod"
    HELD = "held"


PRIVATE = frozenset({Kind.MODERATION, Kind.HELD})
SPOKEN = frozenset({Kind.MESSAGE, Kind.STAMP, Kind.DONATION})
"""What people say; the rest is about it."""


class Role(StrEnum):
    """What somebody is in a room."""

    VIEWER = "viewer"
    MODERATOR = "moderator"
    HOST = "host"


class User(Struct, frozen=True, omit_defaults=True, gc=False):
    """Who said something, as the server vouches for it."""

    id: str
    name: str
    role: Role = Role.VIEWER
    badges: tuple[str, ...] = ()
    """Short names such as `member`; a client shows those it knows."""


class Envelope(Struct, frozen=True, omit_defaults=True, gc=False):
    """One numbered fact of a room."""

    seq: int = field(name="s")
    """From 1, without holes, in the one order of the room."""
    kind: str = field(name="k")
    """A `Kind`, or one that a newer server knows."""
    at_ms: int = field(name="t")
    """When the server took it."""
    position_ms: int | None = field(name="p", default=None)
    """Where in the video it belongs, on the room's media timeline; None before there is video."""
    media_sequence: int | None = field(name="m", default=None)
    """The HLS media sequence number of the segment of that moment."""
    user: User | None = field(name="u", default=None)
    body: dict[str, object] = field(name="d", default_factory=dict)


class MessageBody(Struct, frozen=True, omit_defaults=True, gc=False):
    """Text that somebody wrote; plain, never markup."""

    text: str
    id: str = ""
    """The sender's own id of it: the same id is taken once."""
    reply_to: int = 0
    """Number of the envelope that it answers; 0: none."""


class StampBody(Struct, frozen=True, omit_defaults=True, gc=False):
    """A big picture in place of words."""

    stamp: str
    """Its name; `STAMPS` are those that every client has."""
    id: str = ""
    reply_to: int = 0


class DonationBody(Struct, frozen=True, omit_defaults=True):
    """Money for the streamer, told by the payment service."""

    amount: int
    """In the currency's smallest unit: cents, or whole yen."""
    currency: str
    """ISO 4217."""
    text: str = ""
    id: str = ""


class EffectBody(Struct, frozen=True, omit_defaults=True):
    """Something that happens on the screen of everybody."""

    name: str
    """One of `EFFECTS`, or one that a client ignores."""


class PinBody(Struct, frozen=True, omit_defaults=True):
    """What stands above the chat from now on; `seq` 0 takes it down."""

    seq: int = 0
    until_ms: int | None = None
    name: str = ""
    text: str = ""


class DeleteBody(Struct, frozen=True, omit_defaults=True):
    """One message is to be seen no more."""

    seq: int


class PurgeBody(Struct, frozen=True, omit_defaults=True):
    """Everything that this user wrote up to here is to be seen no more."""

    user: str
    up_to: int


class ClearBody(Struct, frozen=True, omit_defaults=True):
    """Everything up to here is to be seen no more."""

    up_to: int


class RoomSettings(Struct, frozen=True, omit_defaults=True):
    """How a room may be written to; body of `settings`, whole each time."""

    slow_s: int = 0
    """Seconds between two messages of one viewer; 0: any."""
    members_only: bool = False
    stamps_only: bool = False
    holds_links: bool = False
    """Messages with links wait for a moderator."""
    paused: bool = False
    """Panic mode: only moderators and the host write."""


class LiveState(StrEnum):
    """What the show does."""

    START = "start"
    STOP = "stop"
    PAUSE = "pause"
    END = "end"


class LiveBody(Struct, frozen=True, omit_defaults=True):
    """The show began, stopped, pauses or is over for good."""

    state: LiveState
    title: str = ""


class PollBody(Struct, frozen=True, omit_defaults=True):
    """A question to everybody: opened (`is_open`), or closed with its result."""

    id: str
    question: str
    options: tuple[str, ...]
    is_open: bool = True
    until_ms: int | None = None
    votes: tuple[int, ...] = ()


class NoticeBody(Struct, frozen=True, omit_defaults=True):
    """The server has something to say to everybody."""

    text: str


class Action(StrEnum):
    """What a moderator did."""

    DELETE = "delete"
    PURGE = "purge"
    TIMEOUT = "timeout"
    BAN = "ban"
    UNBAN = "unban"
    APPROVE = "approve"
    DENY = "deny"
    CLEAR = "clear"
    PIN = "pin"
    UNPIN = "unpin"
    SETTINGS = "settings"
    WORDS = "words"
    PANIC = "panic"
    POLL = "poll"
    EFFECT = "effect"
    LIVE = "live"


class ModerationBody(Struct, frozen=True, omit_defaults=True):
    """The audit: who (the envelope's user) did what, to whom; for moderators only."""

    action: Action
    user: str = ""
    """Id of whom it was done to."""
    seq: int = 0
    """What it was done to."""
    held: str = ""
    """Id of the held message that was decided on."""
    until_ms: int | None = None
    """When a timeout ends; None with a ban: never."""
    words: tuple[str, ...] | None = None
    """The whole list of blocked words from now on; None: as it was."""
    detail: str = ""


class HeldBody(Struct, frozen=True, omit_defaults=True):
    """A message that waits for a moderator; the envelope's user wrote it. For moderators only."""

    id: str
    """Of this wait, as `Hold` requests name it."""
    text: str
    reason: str
    """A `Code`, or `link`."""
    client_id: str = ""
    """The sender's own id of the message."""
    reply_to: int = 0


Body = (
    MessageBody
    | StampBody
    | DonationBody
    | EffectBody
    | PinBody
    | DeleteBody
    | PurgeBody
    | ClearBody
    | RoomSettings
    | LiveBody
    | PollBody
    | NoticeBody
    | ModerationBody
    | HeldBody
)

BODIES: dict[str, type[Body]] = {
    Kind.MESSAGE: MessageBody,
    Kind.STAMP: StampBody,
    Kind.DONATION: DonationBody,
    Kind.EFFECT: EffectBody,
    Kind.PIN: PinBody,
    Kind.DELETE: DeleteBody,
    Kind.PURGE: PurgeBody,
    Kind.CLEAR: ClearBody,
    Kind.SETTINGS: RoomSettings,
    Kind.LIVE: LiveBody,
    Kind.POLL: PollBody,
    Kind.NOTICE: NoticeBody,
    Kind.MODERATION: ModerationBody,
    Kind.HELD: HeldBody,
}

STAMPS = ("clap", "heart", "laugh", "wow", "cry", "party", "fire", "ok")
EFFECTS = ("confetti", "hearts", "fireworks", "snow")

_Body = TypeVar("_Body", bound=Body)


def body_of(envelope: Envelope) -> Body | None:
    """Return the envelope's body, None when its kind is not known, or it is withheld or wrong."""
    kind = BODIES.get(envelope.kind)
    if kind is None:
        return None
    try:
        return msgspec.convert(envelope.body, kind)
    except msgspec.ValidationError:
        return None


def plain(body: Body) -> dict[str, object]:
    """Return a body as it stands in an envelope."""
    values: dict[str, object] = msgspec.to_builtins(body)
    return values


def public(envelope: Envelope) -> Envelope:
    """Return the envelope as those see it who are not moderators."""
    if envelope.kind not in PRIVATE:
        return envelope
    return Envelope(envelope.seq, envelope.kind, envelope.at_ms)
