from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatclient.wire.envelopes import (
    BODIES,
    PRIVATE,
    SPOKEN,
    Action,
    Body,
    Envelope,
    HeldBody,
    Kind,
    LiveBody,
    LiveState,
    MessageBody,
    ModerationBody,
    PollBody,
    Role,
    RoomSettings,
    User,
    body_of,
    plain,
    public,
)

AKI = User("aki", "あき", Role.MODERATOR, ("member",))
bodies = st.one_of([st.from_type(kind) for kind in BODIES.values()])
KINDS = {body: kind for kind, body in BODIES.items()}


def test_every_kind_has_a_body_of_its_own() -> None:
    assert set(BODIES) == set(Kind)
    assert len(set(BODIES.values())) == len(BODIES)
    assert not PRIVATE & SPOKEN


def test_an_envelope_is_short_on_the_wire() -> None:
    envelope = Envelope(7, Kind.MESSAGE, 1000, 62_000, 31, AKI, plain(MessageBody("やあ", "a")))

    assert msgspec.json.decode(msgspec.json.encode(envelope)) == {
        "s": 7, "k": "msg", "t": 1000, "p": 62_000, "m": 31,
        "u": {"id": "aki", "name": "あき", "role": "moderator", "badges": ["member"]},
        "d": {"text": "やあ", "id": "a"},
    }  # fmt: skip


def test_what_has_its_default_is_not_written() -> None:
    assert msgspec.json.encode(Envelope(1, "x", 2)) == b'{"s":1,"k":"x","t":2}'
    assert msgspec.json.encode(User("a", "b")) == b'{"id":"a","name":"b"}'
    assert plain(RoomSettings()) == {}


@settings(max_examples=80)
@given(bodies, st.integers(0, 2**53), st.none() | st.integers(0, 2**40))
def test_every_envelope_comes_back_as_it_was(body: Body, seq: int, position_ms: int | None) -> None:
    envelope = Envelope(seq, KINDS[type(body)], 5, position_ms, user=AKI, body=plain(body))

    again = msgspec.json.decode(msgspec.json.encode(envelope), type=Envelope)

    assert body_of(again) == body_of(envelope) == body
    assert (again.seq, again.kind, again.position_ms, again.user) == (
        seq,
        envelope.kind,
        position_ms,
        AKI,
    )


def test_kinds_of_the_future_are_counted_and_not_shown() -> None:
    envelope = msgspec.json.decode(b'{"s":9,"k":"hologram","t":1,"d":{"size":3}}', type=Envelope)

    assert envelope.seq == 9
    assert body_of(envelope) is None
    assert public(envelope) is envelope


def test_fields_of_the_future_are_ignored() -> None:
    raw = (
        b'{"s":9,"k":"msg","t":1,"zz":{"a":[1]},"u":{"id":"a","name":"b","karma":9},'
        b'"d":{"text":"hi","mood":"good"}}'
    )
    envelope = msgspec.json.decode(raw, type=Envelope)

    assert body_of(envelope) == MessageBody("hi")
    assert envelope.user == User("a", "b")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (Kind.MESSAGE, {}),
        (Kind.MESSAGE, {"text": 5}),
        (Kind.MESSAGE, {"text": None}),
        (Kind.DELETE, {"seq": "all"}),
        (Kind.LIVE, {"state": "melt"}),
        (Kind.POLL, {"id": "p", "question": "?", "options": "ab"}),
        (Kind.MODERATION, {"action": "dance"}),
    ],
)
def test_a_body_of_another_shape_is_none(kind: Kind, body: dict[str, object]) -> None:
    assert body_of(Envelope(1, kind, 0, body=body)) is None


@pytest.mark.parametrize("kind", Kind)
def test_only_moderators_see_what_is_private(kind: Kind) -> None:
    envelope = Envelope(3, kind, 5, 62_000, 31, AKI, {"text": "secret", "user": "ben"})

    seen = public(envelope)

    if kind in PRIVATE:
        assert seen == Envelope(3, kind, 5)
        assert b"secret" not in msgspec.json.encode(seen)
        assert b"aki" not in msgspec.json.encode(seen)
    else:
        assert seen is envelope


@pytest.mark.parametrize(
    "body", [HeldBody("h", "x", "link"), ModerationBody(Action.BAN, user="ben")]
)
def test_a_withheld_body_is_none(body: Body) -> None:
    assert body_of(public(Envelope(3, KINDS[type(body)], 5, user=AKI, body=plain(body)))) is None


def test_tuples_and_words_are_plain_in_an_envelope() -> None:
    poll = plain(PollBody("p", "?", ("a", "b"), votes=(1, 2)))
    live = plain(LiveBody(LiveState.PAUSE))

    assert msgspec.json.encode([poll, live]) == (
        b'[{"id":"p","question":"?","options":["a","b"],"votes":[1,2]},{"state":"pause"}]'
    )


@pytest.mark.parametrize(
    "value", [Envelope(1, "msg", 2), AKI, MessageBody("x"), ModerationBody(Action.BAN)]
)
def test_nothing_of_it_can_be_changed(value: Any) -> None:
    name = value.__struct_fields__[0]
    with pytest.raises(AttributeError):
        setattr(value, name, getattr(value, name))
