"""What a client asks of a room; `answers` is how it is answered.

Over Socket.IO each request is an event of its `EVENT` name with one object, and is acknowledged
with one object. Field names are the wire's names.
"""

from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from chatclient.wire.envelopes import LiveState, Role

NAMESPACE = "/chat"
ROOM_PREFIX = "live:"
MAX_PAYLOAD_BYTES = 16 * 1024
MAX_TEXT = 500
"""Code points of one message."""
MAX_PAGE = 200
MAX_BACKLOG = 1000
"""Envelopes in the answer to a join; what is missing between is fetched by `Page`."""
TIMEOUT_PRESETS_S = (10, 60, 300, 600, 1800, 86_400)

LiveId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\Z")]
UserId = Annotated[str, Meta(min_length=1, max_length=128)]
MessageId = Annotated[str, Meta(min_length=1, max_length=64)]
Seq = Annotated[int, Meta(ge=0, lt=2**53)]
Seconds = Annotated[int, Meta(ge=0, le=31 * 86_400)]


class Request(Struct, frozen=True, omit_defaults=True):
    """Base of all requests."""

    EVENT: ClassVar[str] = ""
    CAPABILITY: ClassVar[str] = ""
    """What the token must carry; empty: nothing but being in the room."""


class Join(Request, frozen=True):
    """Enter the room and be told what came after `last`; answered with `Joined`."""

    EVENT: ClassVar[str] = "join"

    live: LiveId
    last: Seq = 0
    """The last number known without a hole before it; 0: none, so the newest are returned."""
    epoch: str = ""
    """The epoch that number belongs to."""


class Leave(Request, frozen=True):
    """Leave the room."""

    EVENT: ClassVar[str] = "leave"


class Send(Request, frozen=True):
    """Say something: text, or a stamp; an amount makes it a donation (capability `donation`)."""

    EVENT: ClassVar[str] = "send"
    CAPABILITY: ClassVar[str] = "send"

    id: MessageId
    """Chosen by the client; sent again with the same id, it is still said once."""
    text: str = ""
    stamp: Annotated[str, Meta(max_length=32)] = ""
    amount: Annotated[int, Meta(ge=0, lt=10**12)] = 0
    currency: Annotated[str, Meta(max_length=3)] = ""
    reply_to: Seq = 0
    position_ms: Seq | None = None
    """Where in the video its writer was."""


class Heart(Request, frozen=True):
    """Likes, counted by the client over a second."""

    EVENT: ClassVar[str] = "heart"

    count: Annotated[int, Meta(ge=1, le=100)]


class Page(Request, frozen=True):
    """Envelopes after a number, the oldest first; answered with `Paged`."""

    EVENT: ClassVar[str] = "page"

    after: Seq
    limit: Annotated[int, Meta(ge=1, le=MAX_PAGE)] = MAX_PAGE


class Delete(Request, frozen=True):
    """Take one message down."""

    EVENT: ClassVar[str] = "mod.delete"
    CAPABILITY: ClassVar[str] = "delete"

    seq: Seq


class Purge(Request, frozen=True):
    """Take down everything that a user wrote."""

    EVENT: ClassVar[str] = "mod.purge"
    CAPABILITY: ClassVar[str] = "delete"

    user: UserId


class Timeout(Request, frozen=True):
    """Let a user not write for a while, and take down what they wrote."""

    EVENT: ClassVar[str] = "mod.timeout"
    CAPABILITY: ClassVar[str] = "ban"

    user: UserId
    seconds: Annotated[int, Meta(ge=1, le=31 * 86_400)]


class Ban(Request, frozen=True):
    """Keep a user out for good, and take down what they wrote."""

    EVENT: ClassVar[str] = "mod.ban"
    CAPABILITY: ClassVar[str] = "ban"

    user: UserId


class Unban(Request, frozen=True):
    """End a user's ban or timeout."""

    EVENT: ClassVar[str] = "mod.unban"
    CAPABILITY: ClassVar[str] = "ban"

    user: UserId


class Hold(Request, frozen=True):
    """Decide on a held message."""

    EVENT: ClassVar[str] = "mod.hold"
    CAPABILITY: ClassVar[str] = "delete"

    id: MessageId
    allow: bool


class Settings(Request, frozen=True):
    """Set how the room may be written to; None leaves a thing as it is."""

    EVENT: ClassVar[str] = "mod.settings"
    CAPABILITY: ClassVar[str] = "settings"

    slow_s: Seconds | None = None
    members_only: bool | None = None
    stamps_only: bool | None = None
    holds_links: bool | None = None
    words: (
        Annotated[
            tuple[Annotated[str, Meta(min_length=1, max_length=64)], ...], Meta(max_length=500)
        ]
        | None
    ) = None
    """Blocked words, the whole list; compared as `chatclient.wire.texts.folded`."""


class Panic(Request, frozen=True):
    """Let only moderators write, or everybody again."""

    EVENT: ClassVar[str] = "mod.panic"
    CAPABILITY: ClassVar[str] = "settings"

    on: bool


class Clear(Request, frozen=True):
    """Take everything down."""

    EVENT: ClassVar[str] = "mod.clear"
    CAPABILITY: ClassVar[str] = "delete"


class Pin(Request, frozen=True):
    """Put a message above the chat; `seq` 0 takes it down."""

    EVENT: ClassVar[str] = "mod.pin"
    CAPABILITY: ClassVar[str] = "settings"

    seq: Seq
    seconds: Seconds = 0
    """For so long; 0: until it is taken down."""


class OpenPoll(Request, frozen=True):
    """Ask everybody a question."""

    EVENT: ClassVar[str] = "poll.open"
    CAPABILITY: ClassVar[str] = "event"

    question: Annotated[str, Meta(min_length=1, max_length=120)]
    options: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=60)], ...],
        Meta(min_length=2, max_length=6),
    ]
    seconds: Seconds = 0


class Vote(Request, frozen=True):
    """Answer the open question; the last answer of a user counts."""

    EVENT: ClassVar[str] = "poll.vote"

    poll: MessageId
    option: Annotated[int, Meta(ge=0, le=5)]


class ClosePoll(Request, frozen=True):
    """End the open question and tell everybody the result."""

    EVENT: ClassVar[str] = "poll.close"
    CAPABILITY: ClassVar[str] = "event"

    poll: MessageId


class Effect(Request, frozen=True):
    """Let something happen on everybody's screen."""

    EVENT: ClassVar[str] = "effect"
    CAPABILITY: ClassVar[str] = "event"

    name: Annotated[str, Meta(min_length=1, max_length=32)]


class Live(Request, frozen=True):
    """Tell everybody what the show does."""

    EVENT: ClassVar[str] = "live"
    CAPABILITY: ClassVar[str] = "live"

    state: LiveState
    title: Annotated[str, Meta(max_length=140)] = ""


REQUESTS: dict[str, type[Request]] = {
    kind.EVENT: kind
    for kind in (
        Join, Leave, Send, Heart, Page, Delete, Purge, Timeout, Ban, Unban, Hold, Settings, Panic,
        Clear, Pin, OpenPoll, Vote, ClosePoll, Effect, Live,
    )
}  # fmt: skip

CAPABILITIES: dict[Role, frozenset[str]] = {
    Role.VIEWER: frozenset({"send"}),
    Role.MODERATOR: frozenset({"send", "delete", "ban", "settings"}),
    Role.HOST: frozenset({"send", "delete", "ban", "settings", "event", "live"}),
}
"""What a role may do unless its token says otherwise; `donation` is nobody's by role."""
