"""Envelopes become entries, or take entries down."""

from chatclient.shown import MEMORY, Shown
from chatclient.standing import Standing
from chatclient.wire.envelopes import (
    Action,
    Body,
    ClearBody,
    DeleteBody,
    Envelope,
    Kind,
    MessageBody,
    ModerationBody,
    PurgeBody,
    RoomSettings,
    User,
    plain,
    public,
)


def envelope(seq: int, kind: Kind, body: Body, user: str = "aki") -> Envelope:
    return Envelope(seq, kind, seq, user=User(user, user), body=plain(body))


def message(seq: int, user: str = "aki") -> Envelope:
    return envelope(seq, Kind.MESSAGE, MessageBody("hello"), user)


def shown() -> Shown:
    return Shown(Standing())


def test_settings_without_anything_set_are_an_entry_too() -> None:
    change = shown().fold([envelope(1, Kind.SETTINGS, RoomSettings())])

    assert [entry.body for entry in change.entries] == [RoomSettings()]


def test_what_moderators_did_is_for_the_audit_and_not_for_the_list() -> None:
    did = envelope(1, Kind.MODERATION, ModerationBody(Action.BAN, "ben"))

    assert [entry.seq for entry in shown().fold([did]).audit] == [1]
    assert shown().fold([did]).entries == []
    assert shown().fold([public(did)]).audit == []


def test_a_purge_remembers_as_many_as_are_promised() -> None:
    memory = shown()
    memory.fold([message(seq) for seq in range(1, MEMORY + 11)])

    purge = PurgeBody("aki", MEMORY + 10)
    change = memory.fold([envelope(MEMORY + 11, Kind.PURGE, purge)])

    assert change.removed == set(range(11, MEMORY + 11))
    assert change.swept == [purge]  # for who remembers more


def test_a_clear_takes_everything_down_once() -> None:
    memory = shown()
    memory.fold([message(1), message(2)])

    first = memory.fold([envelope(3, Kind.CLEAR, ClearBody(2))])
    again = memory.fold([envelope(4, Kind.CLEAR, ClearBody(3))])

    assert first.removed == {1, 2}
    assert [entry.seq for entry in first.entries] == [3]
    assert again.removed == {3}
    assert (first.swept, again.swept) == ([ClearBody(2)], [ClearBody(3)])


def test_a_missing_number_that_was_deleted_leaves_the_mark_of_its_gap() -> None:
    memory = shown()
    missing = [range(2, 4)]

    change = memory.fold([envelope(4, Kind.DELETE, DeleteBody(2))], missing)

    assert change.removed == set()
    assert memory.fill([message(2)], [range(3, 4)]).entries == []
    memory.forget_missing()
    assert not memory.is_down(memory.gap(range(2, 3), 0))
