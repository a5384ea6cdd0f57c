"""How a room's envelopes are encoded: each once on arrival, twice where only moderators see it all.

Batches, backlogs and pages are joined from those bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

import msgspec
from msgspec import Struct

from chatclient.wire.envelopes import PRIVATE, Envelope, public
from chatclient.wire.pushed import Batch
from cloud.chatserver.frames import event_frame

MAX_BATCH_BYTES = 256 * 1024
"""Client libraries end a connection over a message of 1 MB."""
_encoder = msgspec.json.Encoder()


class Line(Struct, frozen=True, gc=False):
    """One envelope of a room, encoded."""

    seq: int
    public: bytes
    """As viewers see it."""
    whole: bytes
    """As moderators see it; the same object unless something is withheld."""


def line_of(envelope: Envelope) -> Line:
    """Return an envelope as it is sent."""
    seen = _encoder.encode(public(envelope))
    is_private = envelope.kind in PRIVATE
    return Line(envelope.seq, seen, _encoder.encode(envelope) if is_private else seen)


def items(lines: Iterable[Line], *, is_moderator: bool) -> tuple[Envelope, ...]:
    """Return lines in the place of envelopes: msgspec writes their bytes as they are."""
    parts = [line.whole if is_moderator else line.public for line in lines]
    return cast("tuple[Envelope, ...]", msgspec.Raw(b"[" + b",".join(parts) + b"]"))


class Frames(Struct, frozen=True):
    """One batch, ready to be written to the sockets of a room."""

    public: bytes
    whole: bytes
    count: int


def batches_of(epoch: str, lines: Sequence[Line], now_ms: int) -> Iterator[Frames]:
    """Yield lines as batches; more than one only when one would be too large for some client."""
    start = size = 0
    for number, line in enumerate(lines):
        size += len(line.whole)
        if size > MAX_BATCH_BYTES and number > start:
            yield frames_of(epoch, lines[start:number], now_ms)
            start, size = number, len(line.whole)
    yield frames_of(epoch, lines[start:], now_ms)


def frames_of(epoch: str, lines: Sequence[Line], now_ms: int) -> Frames:
    """Return a batch as frames; both are one object when nothing in it is withheld."""
    head = lines[-1].seq

    def frame(is_moderator: bool) -> bytes:
        batch = Batch(epoch, head, items(lines, is_moderator=is_moderator), now_ms)
        return event_frame(Batch.EVENT, batch)

    seen = frame(False)
    withheld = any(line.whole is not line.public for line in lines)
    return Frames(seen, frame(True) if withheld else seen, len(lines))
