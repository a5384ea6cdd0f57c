"""A show that was kept: 100 segments of 2 s, and what was said at given positions."""

from chatclient.wire.envelopes import Body, Envelope, Kind, MessageBody, User, plain
from chatclient.wire.pages import Segment
from cloud.chatserver.store import Store

START_MS = 1_800_000_000_000
SEGMENT_MS = 2000


def said(
    seq: int,
    position_ms: int | None,
    text: str = "hello",
    kind: str = Kind.MESSAGE,
    user: str = "u",
) -> Envelope:
    """Return a message, or something else that carries text."""
    return about(seq, position_ms, kind, MessageBody(text), user)


def about(seq: int, position_ms: int | None, kind: str, body: Body, user: str = "mod") -> Envelope:
    """Return an envelope of any kind."""
    number = None if position_ms is None else position_ms // SEGMENT_MS
    at_ms = START_MS + (position_ms or 0)
    return Envelope(seq, kind, at_ms, position_ms, number, User(user, user.title()), plain(body))


def segments(count: int, first: int = 0) -> list[Segment]:
    """Return so many, from the start of the show."""
    return [
        Segment(number, START_MS + number * SEGMENT_MS, SEGMENT_MS, number * SEGMENT_MS)
        for number in range(first, first + count)
    ]


def keep(store: Store, live: str, *envelopes: Envelope, count: int = 100) -> None:
    """Put a show into a store."""
    store.write_segments(live, segments(count))
    store.write(live, "epoch", envelopes)
