from chatclient.wire.envelopes import (
    Body,
    ClearBody,
    DeleteBody,
    Envelope,
    Kind,
    MessageBody,
    ModerationBody,
    PinBody,
    PurgeBody,
    User,
    plain,
)
from chatclient.wire.pages import Tombstones
from cloud.chatserver.removals import Removals


def envelope(seq: int, kind: Kind, body: Body, user: str = "aki") -> Envelope:
    return Envelope(seq, kind, seq, user=User(user, user), body=plain(body))


def said(seq: int, user: str = "aki") -> Envelope:
    return envelope(seq, Kind.MESSAGE, MessageBody("hello"), user)


def folded(*bodies: tuple[Kind, Body]) -> Removals:
    removals = Removals()
    for seq, (kind, body) in enumerate(bodies, 100):
        removals.fold(envelope(seq, kind, body, "mod"))
    return removals


def test_at_first_everything_is_shown() -> None:
    assert not Removals().hides(said(1))


def test_what_only_moderators_see_is_hidden() -> None:
    private = envelope(1, Kind.MODERATION, ModerationBody("ban", "aki"))  # type: ignore[arg-type]

    assert Removals().hides(private)


def test_a_deleted_message_is_hidden_and_no_other() -> None:
    removals = folded((Kind.DELETE, DeleteBody(5)))

    assert removals.hides(said(5))
    assert not removals.hides(said(4))
    assert removals.seq == 100


def test_a_purge_hides_what_its_user_said_up_to_it() -> None:
    removals = folded((Kind.PURGE, PurgeBody("aki", 50)), (Kind.PURGE, PurgeBody("aki", 20)))

    assert removals.hides(said(50))
    assert not removals.hides(said(51))
    assert not removals.hides(said(50, "rei"))


def test_a_clear_hides_what_everybody_said_up_to_it() -> None:
    removals = folded((Kind.CLEAR, ClearBody(50)))

    assert removals.hides(said(50))
    assert not removals.hides(said(51))
    assert not removals.hides(envelope(10, Kind.CLEAR, ClearBody(9)))


def test_the_pin_of_a_deleted_message_does_not_repeat_its_words() -> None:
    removals = folded((Kind.DELETE, DeleteBody(5)))

    assert removals.hides(envelope(6, Kind.PIN, PinBody(5, text="bad words")))
    assert not removals.hides(envelope(7, Kind.PIN, PinBody(4, text="good words")))
    assert not removals.hides(envelope(8, Kind.PIN, PinBody()))


def test_tombstones_say_all_of_it() -> None:
    removals = folded(
        (Kind.DELETE, DeleteBody(40)),
        (Kind.DELETE, DeleteBody(5)),
        (Kind.PURGE, PurgeBody("aki", 50)),
        (Kind.CLEAR, ClearBody(10)),
        (Kind.DELETE, DeleteBody(30)),
    )

    assert removals.tombstones("show") == Tombstones("show", (30, 40), {"aki": 50}, 10)


def test_a_removal_that_is_wrong_takes_nothing_down() -> None:
    removals = Removals()
    removals.fold(Envelope(100, Kind.DELETE, 0, body={"seq": "all"}))

    assert removals.seq == 100
    assert not removals.hides(said(1))
