"""The room stands as the newest word on each thing says."""

import pytest

from chatclient.messages import RoomChanged
from chatclient.standing import Standing
from chatclient.wire.answers import Joined
from chatclient.wire.envelopes import (
    Action,
    Body,
    Envelope,
    HeldBody,
    LiveBody,
    LiveState,
    ModerationBody,
    PinBody,
    PollBody,
    RoomSettings,
    User,
    plain,
)
from chatclient.wire.pages import Latest

HELD = HeldBody("h1", "buy", "link")


def fold(standing: Standing, seq: int, body: Body) -> RoomChanged | None:
    standing.fold(Envelope(seq, "any", seq, body=plain(body)), body)
    return standing.take()


def test_each_thing_is_what_was_said_last_of_it() -> None:
    standing = Standing()
    poll = PollBody("p", "yes?", ("a", "b"))

    fold(standing, 1, RoomSettings(slow_s=3))
    fold(standing, 2, PinBody(1, text="hi"))
    fold(standing, 3, poll)
    room = fold(standing, 4, LiveBody(LiveState.START))

    assert room == RoomChanged(
        RoomSettings(slow_s=3), PinBody(1, text="hi"), poll, LiveBody(LiveState.START)
    )
    assert (unpinned := fold(standing, 5, PinBody()))
    assert unpinned.pin is None


def test_what_comes_late_changes_nothing() -> None:
    standing = Standing()
    fold(standing, 5, RoomSettings(slow_s=3))

    assert fold(standing, 4, RoomSettings(slow_s=9)) is None


def test_what_a_join_told_counts_up_to_its_number() -> None:
    standing = Standing()
    standing.set_to(Joined(True, "e", 10, 1, (), settings=RoomSettings(paused=True), words=("x",)))

    assert fold(standing, 10, RoomSettings()) == RoomChanged(
        RoomSettings(paused=True), words=("x",)
    )
    assert fold(standing, 11, RoomSettings()) == RoomChanged(words=("x",))


def test_a_message_is_held_until_it_is_decided_on() -> None:
    standing = Standing()

    assert (waits := fold(standing, 1, HELD))
    assert [entry.body for entry in waits.held] == [HELD]
    assert (decided := fold(standing, 2, ModerationBody(Action.APPROVE, held="h1")))
    assert decided.held == ()
    assert fold(standing, 1, HELD) is None


def test_the_newest_messages_tell_nothing_of_what_is_held() -> None:
    standing = Standing()
    held = Envelope(1, "held", 1, body=plain(HELD))
    standing.set_to(Joined(True, "e", 1, 1, (), held=(held,), words=("x",)))

    standing.set_to(Latest("e", 2, 1000, ()))

    assert (room := standing.take())
    assert (len(room.held), room.words) == (1, ("x",))


@pytest.mark.parametrize("action", [Action.BAN, Action.TIMEOUT, Action.PURGE])
def test_what_somebody_wrote_waits_no_more_when_they_may_not_write(action: Action) -> None:
    standing = Standing()
    for seq, user_id in ((1, "ben"), (2, "aki"), (4, "ben")):
        held = HeldBody(f"h{seq}", "buy", "link")
        user = User(user_id, user_id)
        standing.fold(Envelope(seq, "held", seq, user=user, body=plain(held)), held)

    assert (room := fold(standing, 3, ModerationBody(action, "ben")))

    assert [entry.seq for entry in room.held] == [2, 4]
