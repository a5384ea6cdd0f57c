"""What the rules come to for one request, and how its envelopes are drafted."""

import hashlib

from msgspec import Struct

from chatclient.wire.answers import Answer, refused
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import (
    BODIES,
    Body,
    Envelope,
    ModerationBody,
    User,
    plain,
)
from cloud.chatserver.log import Draft


class Known(Struct, frozen=True):
    """What was looked up for a request, as `rules.named` and `rules.counted` asked for."""

    envelope: Envelope | None = None
    """The one that a `Delete` or `Pin` names; None: there is none."""
    votes: tuple[int, ...] = ()
    """Of the poll that a `ClosePoll` names."""


class Verdict(Struct, frozen=True):
    """What to do about a request: append the drafts together, then answer.

    An answer can say no and yet have drafts, as for what is held. One that is ok gets the number of
    the first draft, unless that one is private. What follows for the clients (a ban throws out, a
    decision is told to who waited for it) is read from the log, as it is on every other node.
    """

    answer: Answer
    drafts: tuple[Draft, ...] = ()


KINDS = {body: kind for kind, body in BODIES.items()}


def no(code: Code, retry_ms: int = 0, id: str = "") -> Verdict:
    """Return the verdict that says no."""
    return Verdict(refused(code, retry_ms, id))


def draft(body: Body, user: User | None, now_ms: int) -> Draft:
    """Return the draft of an envelope with this body."""
    return Draft(KINDS[type(body)], now_ms, plain(body), user)


def acted(user: User, now_ms: int, record: ModerationBody, *effects: Body, id: str = "") -> Verdict:
    """Return the verdict on what a moderator did: what everybody sees of it, and the audit."""
    drafts = [draft(effect, user, now_ms) for effect in effects]
    return Verdict(Answer(True, id=id), (*drafts, draft(record, user, now_ms)))


def dedupe(user_id: str, client_id: str, is_held: bool = False) -> str:
    """Return the key under which a message is numbered once.

    With the length of the user's id, as either may hold a slash. What is held is another thing than
    the message that comes of it.
    """
    return f"{'held:' if is_held else ''}{len(user_id)}:{user_id}/{client_id}"


def short_id(*parts: str) -> str:
    """Return an id that always comes of the same parts, and of no others."""
    told = hashlib.blake2s(digest_size=12)
    for part in parts:
        raw = part.encode(errors="surrogatepass")
        told.update(len(raw).to_bytes(4, "big") + raw)
    return told.hexdigest()
