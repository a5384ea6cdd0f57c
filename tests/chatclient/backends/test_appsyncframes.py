import base64
from typing import Any

import msgspec
import pytest

from chatclient.backends.appsyncframes import Event, envelope_of, event_of, subprotocols
from chatclient.backends.ownorder import OwnOrder
from chatclient.room import NOWHERE
from chatclient.wire.envelopes import Envelope, LiveState, Role, User, body_of
from chatclient.wire.requests import Clear, Delete, Effect, Live, Purge, Request, Send, Settings

ME = User("hana", "Hana", Role.HOST)


@pytest.fixture
def order() -> OwnOrder:
    return OwnOrder(NOWHERE)


def heard(order: OwnOrder, event: Event | object) -> Envelope | None:
    return envelope_of(msgspec.json.encode(event).decode(), order, lambda: 5.0)


def said(order: OwnOrder, id: str, **body: Any) -> Envelope | None:
    return heard(order, Event(id, "msg", ME, body))


def done(order: OwnOrder, request: Request) -> Envelope:
    event = event_of(request, ME, order)
    assert event is not None
    envelope = heard(order, event)
    assert envelope is not None
    return envelope


def test_the_authorization_is_in_a_subprotocol_without_padding() -> None:
    named, header = subprotocols({"host": "a.example", "x-api-key": "da2-x?>"})

    raw = header.removeprefix("header-")
    assert named == "aws-appsync-event-ws"
    assert not set(raw) & set("=+/")
    told = base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4))
    assert msgspec.json.decode(told) == {"host": "a.example", "x-api-key": "da2-x?>"}


def test_a_message_comes_back_as_it_was_sent(order: OwnOrder) -> None:
    envelope = done(order, Send("own", "こんにちは"))

    assert (envelope.seq, envelope.kind, envelope.at_ms, envelope.user) == (1, "msg", 5000, ME)
    assert envelope.body == {"text": "こんにちは", "id": "own"}


def test_replies_and_deletions_name_messages_by_their_ids(order: OwnOrder) -> None:
    said(order, "a", text="question")

    reply = done(order, Send("b", "answer", reply_to=1))
    deletion = done(order, Delete(1))

    assert reply.body["reply_to"] == 1
    assert deletion.body == {"seq": 1}
    assert event_of(Delete(9), ME, order) is None
    assert heard(order, Event("x", "del", ME, {"id": "unknown"})) is None


def test_purges_and_clears_reach_up_to_here(order: OwnOrder) -> None:
    said(order, "a", text="one")

    purge, clear = done(order, Purge("ben")), done(order, Clear())

    assert purge.body == {"user": "ben", "up_to": 1}
    assert clear.body == {"up_to": 2}


def test_stamps_effects_and_the_show_have_events(order: OwnOrder) -> None:
    made = [
        done(order, Send("s", stamp="clap")),
        done(order, Effect("confetti")),
        done(order, Live(LiveState.START, "Show")),
    ]

    bodies = [type(body_of(one)).__name__ for one in made]
    assert bodies == ["StampBody", "EffectBody", "LiveBody"]


def test_what_needs_a_server_has_none(order: OwnOrder) -> None:
    assert event_of(Settings(slow_s=5), ME, order) is None
    assert event_of(Send("a", "x", amount=5, currency="JPY"), ME, order) is None


def test_the_same_event_is_told_once(order: OwnOrder) -> None:
    assert said(order, "a", text="one") is not None
    assert said(order, "a", text="one") is None


@pytest.mark.parametrize(
    "event",
    [
        "text",
        {"message": "of another program"},
        {"id": "a", "k": "msg", "d": {"text": "nobody's"}},
        {"id": "", "k": "msg", "u": {"id": "x", "name": "x"}, "d": {"text": "hello"}},
        {"id": "i" * 65, "k": "msg", "u": {"id": "x", "name": "x"}, "d": {"text": "hello"}},
        {"id": "a", "k": "msg", "u": {"id": "x", "name": "x"}, "d": {"text": "\u200b"}},
        {"id": "a", "k": "msg", "u": {"id": "x", "name": "x"}, "d": {"text": 7}},
        {"id": "a", "k": "settings", "d": {"slow_s": 5}},
        {"id": "a", "k": "mod", "d": {"action": "ban"}},
        {"id": "a", "k": "dance", "d": {}},
    ],
)
def test_what_a_room_does_not_show_has_no_number(order: OwnOrder, event: object) -> None:
    assert heard(order, event) is None
    assert order.head == 0


@pytest.mark.parametrize(
    "event",
    [
        '{"id":"a","k":"del","d":{"id":HUGE}}',
        '{"id":"a","k":"msg","u":{"id":"x","name":"x"},"d":{"text":"t","reply":HUGE,"reply_to":HUGE}}',
        '{"id":"a","k":"purge","d":{"user":HUGE}}',
        '{"id":"a","k":"donation","d":{"amount":HUGE,"currency":"JPY"}}',
        '{"id":"a","k":"donation","d":{"amount":-5,"currency":"JPY"}}',
        '{"id":"a","k":"donation","d":{"amount":5,"currency":"JPY JPY"}}',
    ],
)
def test_figures_beyond_all_reason_harm_nothing(order: OwnOrder, event: str) -> None:
    envelope = envelope_of(event.replace("HUGE", "9" * 5000), order, lambda: 5.0)

    assert envelope is None or envelope.kind == "msg"


def test_nesting_without_end_harms_nothing(order: OwnOrder) -> None:
    assert envelope_of('{"id":"a","k":"msg","d":' + "[" * 100_000, order, lambda: 5.0) is None


def test_tricks_and_length_are_cut(order: OwnOrder) -> None:
    event = {
        "id": "a", "k": "msg", "d": {"text": "a\u202eb " + "x" * 600},
        "u": {"id": "x", "name": "\u200bMo\u202e", "badges": ["v" * 99, ""]},
    }  # fmt: skip

    envelope = heard(order, event)

    assert envelope is not None
    assert envelope.user is not None
    assert (envelope.user.name, envelope.user.badges) == ("Mo", ("v" * 32,))
    assert len(str(envelope.body["text"])) == 500
