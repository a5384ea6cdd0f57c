import msgspec
import pytest

from chatclient.backends.ivsframes import Told, envelope_of, message_of
from chatclient.backends.ownorder import OwnOrder
from chatclient.room import NOWHERE
from chatclient.wire.envelopes import Envelope, Role, body_of
from chatclient.wire.requests import Send

SAID = {
    "Type": "MESSAGE", "Id": "aaaaaaaaaaaa", "RequestId": "r", "Content": "hello",
    "Sender": {"UserId": "hana", "Attributes": {"displayName": "Hana"}},
    "SendTime": "2026-11-21T10:00:00.250Z",
}  # fmt: skip
AT_MS = 1795255200250


def heard(order: OwnOrder, **changes: object) -> Envelope | None:
    told = msgspec.json.decode(msgspec.json.encode({**SAID, **changes}), type=Told)
    return envelope_of(told, order, lambda: 5.0)


def event(order: OwnOrder, named: str, /, **attributes: str) -> Envelope | None:
    return heard(order, Type="EVENT", Id=f"e{order.head}", EventName=named, Attributes=attributes)


@pytest.fixture
def order() -> OwnOrder:
    return OwnOrder(NOWHERE)


def test_a_message_gets_a_number_and_keeps_its_time(order: OwnOrder) -> None:
    envelope = heard(order)

    assert envelope is not None
    assert (envelope.seq, envelope.at_ms, envelope.kind) == (1, AT_MS, "msg")
    assert envelope.body == {"text": "hello", "id": "r"}
    assert envelope.user is not None
    assert (envelope.user.id, envelope.user.name) == ("hana", "Hana")


@pytest.mark.parametrize("at", ["", "yesterday", "2026-11-21T10:00:00"])
def test_without_a_time_it_is_that_of_its_arrival(order: OwnOrder, at: str) -> None:
    envelope = heard(order, SendTime=at)

    assert envelope is not None
    assert envelope.at_ms == 5000


def test_roles_and_badges_stand_in_the_senders_attributes(order: OwnOrder) -> None:
    attributes = {"name": "Mo\u202e", "role": "moderator", "badges": "member, vip,,"}

    envelope = heard(order, Sender={"UserId": "mo", "Attributes": attributes})

    assert envelope is not None
    assert envelope.user is not None
    assert envelope.user.name == "Mo"
    assert envelope.user.role is Role.MODERATOR
    assert envelope.user.badges == ("member", "vip")


def test_who_has_no_name_is_called_by_their_id(order: OwnOrder) -> None:
    envelope = heard(order, Sender={"UserId": "u7", "Attributes": {"role": "emperor"}})

    assert envelope is not None
    assert envelope.user is not None
    assert (envelope.user.name, envelope.user.role) == ("u7", Role.VIEWER)


def test_a_stamp_is_a_message_of_a_type(order: OwnOrder) -> None:
    sent = message_of(Send("r2", stamp="clap"), order)

    envelope = heard(order, Content=sent.content, Attributes=sent.attributes)

    assert envelope is not None
    assert (envelope.kind, envelope.body["stamp"]) == ("stamp", "clap")


def test_a_reply_names_the_message_by_its_id(order: OwnOrder) -> None:
    heard(order)

    sent = message_of(Send("r2", "yes", reply_to=1), order)
    envelope = heard(order, Id="bbbbbbbbbbbb", RequestId="r2", Attributes=sent.attributes)

    assert sent.attributes == {"reply_to": "aaaaaaaaaaaa"}
    assert envelope is not None
    assert envelope.body["reply_to"] == 1
    assert "reply_to" not in message_of(Send("r3", "yes", reply_to=9), order).attributes


def test_what_is_said_again_for_want_of_an_answer_is_told_once(order: OwnOrder) -> None:
    assert heard(order) is not None
    assert heard(order) is None
    assert heard(order, Id="bbbbbbbbbbbb") is None
    assert heard(order, Id="cccccccccccc", Content="something else") is not None
    assert heard(order, Id="dddddddddddd", RequestId=None) is not None
    assert order.of("bbbbbbbbbbbb") == 1


def test_a_deletion_names_the_number_of_what_was_told(order: OwnOrder) -> None:
    heard(order)

    new = event(order, "aws:DELETE_MESSAGE", MessageId="aaaaaaaaaaaa", Reason="spam")
    old = event(order, "aws:DELETE_MESSAGE", MessageID="aaaaaaaaaaaa")

    assert new is not None
    assert old is not None
    assert (new.kind, new.body, old.body) == ("del", {"seq": 1}, {"seq": 1})
    assert event(order, "aws:DELETE_MESSAGE", MessageId="unknown") is None


def test_a_disconnection_is_a_moderators_deed(order: OwnOrder) -> None:
    envelope = event(order, "aws:DISCONNECT_USER", UserId="ben", Reason="spam")

    assert envelope is not None
    assert envelope.kind == "mod"
    assert envelope.body == {"action": "ban", "user": "ben", "detail": "spam"}


def test_ones_own_service_tells_of_money_effects_and_the_show(order: OwnOrder) -> None:
    told = [
        event(order, "donation", amount="500", currency="jpy", text="がんばれ", display_name="Ai"),
        event(order, "effect", name="confetti"),
        event(order, "live", state="start", title="Show"),
        event(order, "notice", text="hello"),
    ]

    bodies = [body_of(one) for one in told if one is not None]
    assert [type(body).__name__ for body in bodies] == [
        "DonationBody", "EffectBody", "LiveBody", "NoticeBody",
    ]  # fmt: skip
    donated = told[0]
    assert donated is not None
    assert donated.user is not None
    assert donated.user.name == "Ai"
    assert donated.body == {"amount": 500, "currency": "JPY", "text": "がんばれ"}


@pytest.mark.parametrize(
    "changes",
    [
        {"Content": " \u200b "},
        {"Sender": None},
        {"Id": ""},
        {"Type": "GREETING"},
        {"Type": "EVENT", "EventName": "joined"},
        {"Type": "EVENT", "EventName": "live", "Attributes": {"state": "asleep"}},
        {"Type": "EVENT", "EventName": "donation", "Attributes": {"amount": "-1"}},
        {"Type": "EVENT", "EventName": "donation",
         "Attributes": {"amount": "9" * 5000, "currency": "JPY"}},
    ],
)  # fmt: skip
def test_what_a_room_does_not_show_has_no_number(
    order: OwnOrder, changes: dict[str, object]
) -> None:
    assert heard(order, **changes) is None
    assert order.head == 0


def test_tricks_and_length_are_cut(order: OwnOrder) -> None:
    envelope = heard(order, Content="a\u202eb\n" + "x" * 600)

    assert envelope is not None
    text = str(envelope.body["text"])
    assert text.startswith("ab x")
    assert len(text) == 500
