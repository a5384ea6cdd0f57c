import msgspec
import pytest

from chatclient.wire.answers import Joined, Paged
from chatclient.wire.envelopes import Action, Envelope, HeldBody, Kind, ModerationBody, plain
from chatclient.wire.requests import MAX_BACKLOG, Join
from cloud.chatserver.log import Slice
from cloud.chatserver.room import MAX_BACKLOG_BYTES, NEWEST
from tests.cloud.chatserver.lines import client, room, said
from tests.cloud.chatserver.roomtalk import MODERATOR, ROOM, VIEWER, claims


def read(answer: Joined) -> Joined:
    """Return an answer as its reader decodes it."""
    return msgspec.json.decode(msgspec.json.encode(answer), type=Joined)


def moderated(seq: int, body: ModerationBody) -> Envelope:
    """Return a moderator's deed."""
    return Envelope(seq, Kind.MODERATION, 9, user=MODERATOR.user, body=plain(body))


@pytest.mark.parametrize("last", range(6))
def test_a_join_returns_exactly_what_came_after(last: int) -> None:
    here = room(*(said(seq) for seq in range(1, 5)))
    here.heard("e", [said(5)])

    joined = read(here.joined(client()[0], Join(ROOM, last, "e"), 7))

    assert [item.seq for item in joined.items] == list(range(last + 1, 6))
    assert (joined.head, joined.now_ms, joined.me) == (5, 7, VIEWER.user)


def test_a_join_without_a_number_or_of_another_epoch_returns_the_newest() -> None:
    here = room()
    here.heard("e", [said(seq) for seq in range(1, 2 * MAX_BACKLOG)])
    newest = list(range(2 * MAX_BACKLOG - NEWEST, 2 * MAX_BACKLOG))

    for join in (Join(ROOM), Join(ROOM, 1_500, "another")):
        assert [item.seq for item in read(here.joined(client()[0], join, 0)).items] == newest
    behind = read(here.joined(client()[0], Join(ROOM, 3, "e"), 0))
    assert len(behind.items) == MAX_BACKLOG
    assert behind.items[-1].seq == behind.head


def test_a_backlog_of_long_messages_is_cut_at_its_old_end() -> None:
    here = room()
    here.heard("e", [said(seq, "猫" * 500) for seq in range(1, 900)])

    joined = read(here.joined(client()[0], Join(ROOM, 1, "e"), 0))

    numbers = [item.seq for item in joined.items]
    assert len(msgspec.json.encode(joined)) < MAX_BACKLOG_BYTES + 1_000
    assert numbers == list(range(900 - len(numbers), 900))


def test_what_waits_and_blocked_words_are_for_moderators() -> None:
    held = Envelope(1, Kind.HELD, 5, user=VIEWER.user, body=plain(HeldBody("h", "x", "link")))
    words = moderated(2, ModerationBody(Action.WORDS, words=("bad",)))
    here = room(held, words)

    seen = read(here.joined(client()[0], Join(ROOM), 0))
    whole = read(here.joined(client(MODERATOR)[0], Join(ROOM), 0))

    assert (seen.held, seen.words, seen.items[0].body) == ((), (), {})
    assert (whole.held, whole.words, whole.items[0]) == ((held,), ("bad",), held)


def test_a_hole_in_what_is_heard_is_told_as_a_gap() -> None:
    here = room(said(1))

    here.heard("e", [said(4)])

    assert read(here.joined(client()[0], Join(ROOM, 1, "e"), 0)).gaps == ((2, 3),)


def test_another_epoch_begins_anew_and_everybody_joins_again() -> None:
    here = room(said(1), said(2))
    guest, line = client()
    here.enter(guest)

    here.heard("f", [said(1, "other")])

    assert line.events("resync") == [{}]
    joined = read(here.joined(guest, Join(ROOM, 2, "e"), 0))
    assert (joined.epoch, [item.body["text"] for item in joined.items]) == ("f", ["other"])


def test_who_is_banned_is_thrown_out_of_every_window() -> None:
    here = room()
    both = [client(claims("ben")), client(claims("ben"))]
    other, _ = client(claims("aki"))
    for one in (both[0][0], both[1][0], other):
        here.enter(one)

    here.heard("e", [moderated(1, ModerationBody(Action.BAN, "ben"))])

    assert all(line.events("resync") == [{"code": "banned"}] for _, line in both)
    assert here.everyone() == [other]
    assert list(here.members) == ["aki"]


DENIED: dict[str, object] = {"id": "mine", "ok": False, "code": "denied"}
SAID = Envelope(2, Kind.MESSAGE, 6, user=VIEWER.user, body={"text": "x", "id": "mine"})
LOSES_ALL = (Action.TIMEOUT, Action.PURGE)


@pytest.mark.parametrize(
    ("action", "told"),
    [
        (Action.APPROVE, {"id": "mine", "ok": True, "seq": 2}),
        (Action.DENY, DENIED),
        (Action.TIMEOUT, DENIED),
        (Action.PURGE, DENIED),
    ],
)
def test_the_writer_of_a_held_message_hears_what_became_of_it(
    action: Action, told: dict[str, object]
) -> None:
    body = HeldBody("h", "x", "link", client_id="mine")
    here = room(Envelope(1, Kind.HELD, 5, user=VIEWER.user, body=plain(body)))
    writer, line = client()
    other, others_line = client(claims("other"))
    here.enter(writer)
    here.enter(other)
    approved = [SAID] if action is Action.APPROVE else []
    named = "" if action in LOSES_ALL else "h"

    here.heard("e", approved)
    audit = ModerationBody(action, VIEWER.user.id, held=named)
    here.heard("e", [moderated(2 + len(approved), audit)])

    assert line.events("own") == [told]
    assert others_line.frames == []


def test_a_page_withholds_from_viewers_what_is_private() -> None:
    here = room(said(1))
    audit = moderated(2, ModerationBody(Action.PANIC))
    found = Slice("e", 2, 1, (said(1), audit))

    for is_moderator, body in ((True, audit.body), (False, {})):
        answer = here.paged(found, is_moderator=is_moderator)
        paged = msgspec.json.decode(msgspec.json.encode(answer), type=Paged)
        assert paged.items[1].body == body
