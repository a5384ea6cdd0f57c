"""An own message is sent with the same id until it is certain what became of it."""

import pytest

from chatclient.messages import Entry, OwnChanged, OwnState
from chatclient.outbox import CAPACITY, RETRY_S, Outbox
from chatclient.wire.answers import Answer, refused
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Envelope, MessageBody, User
from chatclient.wire.pushed import Own
from chatclient.wire.requests import Send

FIRST, SECOND = Send("a", "one"), Send("b", "two")


class Box:
    """An outbox with two messages, and what it told of them."""

    def __init__(self) -> None:
        self.told: list[OwnChanged] = []
        self.outbox = Outbox(self.told.append)
        self.outbox.add(FIRST)
        self.outbox.add(SECOND)
        self.told.clear()

    def states(self) -> list[tuple[str, OwnState]]:
        """Return what was told of which message."""
        return [(changed.id, changed.state) for changed in self.told]


def echo(id: str, seq: int = 5, user: str = "me") -> Entry:
    return Entry(Envelope(seq, "msg", 1, user=User(user, user)), MessageBody("one", id))


def test_messages_keep_their_order() -> None:
    box = Box()

    assert box.outbox.next() == (FIRST, 0.0)
    box.outbox.answered("a", Answer(True, 7, "a"), 1.0)
    assert box.outbox.next() == (SECOND, 0.0)

    assert box.told == [OwnChanged("a", "one", state=OwnState.ACCEPTED, seq=7)]


@pytest.mark.parametrize("code", [Code.UNAVAILABLE, Code.DRAINING, Code.RESYNC, Code.AUTH_EXPIRED])
def test_what_the_server_can_not_take_just_now_is_sent_again(code: Code) -> None:
    box = Box()

    box.outbox.answered("a", refused(code, 3000), 10.0)
    assert box.outbox.next() == (FIRST, 13.0)
    box.outbox.unanswered("a", 20.0)
    assert box.outbox.next() == (FIRST, 20.0 + RETRY_S)
    box.outbox.connected()

    assert box.outbox.next() == (FIRST, 0.0)
    assert box.told == []


def test_a_refused_message_says_why_and_may_be_tried_again_behind_the_others() -> None:
    box = Box()

    box.outbox.answered("a", refused(Code.SLOW_MODE, 4000), 1.0)
    assert box.told == [
        OwnChanged("a", "one", state=OwnState.REJECTED, code="slow_mode", retry_ms=4000)
    ]
    box.outbox.retry("a")

    assert box.outbox.next() == (SECOND, 0.0)
    assert box.states()[-1] == ("a", OwnState.SENDING)


@pytest.mark.parametrize(
    ("own", "changed"),
    [
        (Own("a", True, 9), OwnChanged("a", "one", state=OwnState.ACCEPTED, seq=9)),
        (Own("a", False, 0, "denied"), OwnChanged("a", "one", "", OwnState.REJECTED, 0, "denied")),
    ],
)
def test_what_waits_for_a_moderator_is_held_until_it_is_decided_on(
    own: Own, changed: OwnChanged
) -> None:
    box = Box()

    box.outbox.answered("a", Answer(False, id="x", code=Code.HELD), 1.0)
    assert box.outbox.next() == (SECOND, 0.0)
    box.outbox.heard(own)

    assert box.states()[0] == ("a", OwnState.HELD)
    assert box.told[1] == changed


def test_an_echo_before_the_answer_counts_as_accepted() -> None:
    box = Box()

    box.outbox.look_for_echoes([echo("a", user="thief"), echo("z"), echo("a")], "me")
    box.outbox.answered("a", Answer(True, 5), 1.0)

    assert box.told == [OwnChanged("a", "one", state=OwnState.ACCEPTED, seq=5)]


def test_a_discarded_message_is_not_sent() -> None:
    box = Box()

    box.outbox.discard("a")
    box.outbox.answered("a", Answer(True, 5), 1.0)

    assert box.outbox.next() == (SECOND, 0.0)
    assert box.told == []


def test_there_is_an_end_to_what_is_kept() -> None:
    box = Box()
    box.outbox.answered("a", refused(Code.TOO_LONG), 1.0)
    for number in range(CAPACITY - 1):
        box.outbox.add(Send(f"{number}", "more"))
    box.outbox.retry("a")  # made room, so it is unknown
    box.told.clear()

    box.outbox.add(Send("over", "too many"))

    assert box.told == [
        OwnChanged("over", "too many", state=OwnState.REJECTED, code="rate_limited")
    ]
