from chatclient.wire.envelopes import ClearBody, DeleteBody, Envelope, PurgeBody, User
from chatclient.wire.pages import Tombstones
from chatclient.wire.takendown import TakenDown


def said(seq: int, user: str = "aki", kind: str = "msg") -> Envelope:
    return Envelope(seq, kind, 0, user=User(user, user))


def test_without_tombstones_nothing_is_down() -> None:
    assert not TakenDown().has(said(1))


def test_what_is_named_is_down() -> None:
    down = TakenDown(Tombstones("show", (5,)))

    assert down.has(said(5))
    assert not down.has(said(4))


def test_what_a_purged_user_said_is_down_up_to_there() -> None:
    down = TakenDown(Tombstones("show", purged={"aki": 5}))

    assert down.has(said(5))
    assert not down.has(said(6))
    assert not down.has(said(5, "rei"))


def test_a_pin_is_down_with_what_it_repeats() -> None:
    down = TakenDown(Tombstones("show", (5,), cleared=3))

    def pinned(seq: int) -> Envelope:
        return Envelope(9, "pin", 0, body={"seq": seq, "text": "what it said"})

    assert down.has(pinned(5))
    assert down.has(pinned(2))
    assert not down.has(pinned(6))
    assert not down.has(pinned(0))


def test_what_was_said_before_a_clear_is_down_and_nothing_else() -> None:
    down = TakenDown(Tombstones("show", cleared=5))

    assert down.has(said(5))
    assert down.has(Envelope(4, "msg", 0))
    assert not down.has(said(6))
    assert not down.has(said(3, kind="live"))


def test_what_is_taken_down_one_by_one_is_told_as_tombstones() -> None:
    down = TakenDown()
    for body in (DeleteBody(40), DeleteBody(5), PurgeBody("aki", 50), ClearBody(10), None):
        down.take(body)

    told = down.tombstones("show")

    assert told == Tombstones("show", (40,), {"aki": 50}, 10)
    assert TakenDown(told).has(said(40, "rei"))
