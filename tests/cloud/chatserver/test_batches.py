import json

import msgspec

from chatclient.wire.envelopes import Action, Envelope, Kind, ModerationBody, plain
from chatclient.wire.pushed import Batch
from cloud.chatserver.batches import MAX_BATCH_BYTES, batches_of, frames_of, items, line_of
from tests.cloud.chatserver.lines import said, unframed
from tests.cloud.chatserver.roomtalk import MODERATOR

AUDIT = Envelope(
    2, Kind.MODERATION, 5, user=MODERATOR.user, body=plain(ModerationBody(Action.BAN, "ben"))
)


def batch(frame: bytes) -> Batch:
    """Return the batch in a frame."""
    name, body = json.loads(unframed(frame).removeprefix("42/chat,"))
    assert name == "b"
    return msgspec.convert(body, Batch)


def test_a_batch_of_public_envelopes_is_encoded_once_for_all() -> None:
    frames = frames_of("e", [line_of(said(1)), line_of(said(2))], 99)

    assert frames.public is frames.whole
    assert batch(frames.public) == Batch("e", 2, (said(1), said(2)), 99)
    assert frames.count == 2


def test_a_batch_that_some_client_could_not_take_is_told_in_parts() -> None:
    lines = [line_of(said(seq, "x" * 2_000)) for seq in range(1, 501)]

    parts = list(batches_of("e", lines, 0))

    assert len(parts) > 1
    assert all(len(part.public) < MAX_BATCH_BYTES + 1_000 for part in parts)
    told = [item.seq for part in parts for item in batch(part.public).items]
    assert told == list(range(1, 501))


def test_only_moderators_see_who_did_what() -> None:
    frames = frames_of("e", [line_of(said(1)), line_of(AUDIT)], 0)

    assert batch(frames.whole).items[1] == AUDIT
    assert batch(frames.public).items[1] == Envelope(2, Kind.MODERATION, 5)


def test_lines_stand_for_envelopes_wherever_those_are_encoded() -> None:
    lines = [line_of(said(1)), line_of(AUDIT)]

    assert msgspec.json.encode(items(lines, is_moderator=True)) == msgspec.json.encode(
        (said(1), AUDIT)
    )
    assert msgspec.json.encode(items([], is_moderator=True)) == b"[]"
