from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatclient.wire.codes import Code
from chatclient.wire.envelopes import PRIVATE, LiveState, Role, body_of
from chatclient.wire.requests import (
    REQUESTS,
    Ban,
    Clear,
    Delete,
    Heart,
    Join,
    Leave,
    Page,
    Panic,
    Pin,
    Purge,
    Request,
    Send,
    Timeout,
)
from cloud.chatserver.rules import entry, judge, named, still_to_say
from cloud.chatserver.state import RoomState
from tests.cloud.chatserver.roomtalk import HOST, MODERATOR, ROOM, VIEWER, Room, claims

anybody = st.sampled_from(
    [VIEWER, MODERATOR, HOST, claims("pay", capabilities=["send", "donation"])]
)
text = st.text(max_size=12) | st.sampled_from(
    ["aki", "mo", "hana", "www.example.com", "bad", "\ud800"]
)
values: dict[str, st.SearchStrategy[Any]] = {
    "int": st.integers(0, 2**53 - 1) | st.integers(0, 8),
    "bool": st.booleans(),
    "words": st.none() | st.lists(text, max_size=4).map(tuple),
    "options": st.lists(text, max_size=7).map(tuple),
    "state": st.sampled_from(LiveState),
}


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """Draw any request at all, with fields that the wire would not even let through."""
    kind = draw(st.sampled_from(list(REQUESTS.values())))
    fields = {}
    for field in msgspec.structs.fields(kind):
        written = str(field.type)
        of = values.get(field.name)
        if of is None and ("bool" in written or field.type is bool):
            of = values["bool"]
        if of is None:
            of = values["int"] if "int" in written else text
        may_be_none = field.default is None
        fields[field.name] = draw(st.none() | of if may_be_none else of)
    return kind(**fields)


@settings(max_examples=60)
@given(st.lists(st.tuples(requests(), anybody), max_size=12))
def test_no_request_of_any_shape_is_too_strange_and_every_answer_is_whole(
    asked: list[tuple[Request, Any]],
) -> None:
    room = Room()
    for request, who in asked:
        verdict = room.ask(request, who)

        assert verdict.answer.ok == (not verdict.answer.code)
        assert not verdict.answer.code or verdict.answer.code in list(Code)
        assert verdict.answer.retry_ms >= 0
        assert msgspec.json.encode([verdict.answer, verdict.drafts])
        for draft in verdict.drafts:
            assert draft.user is not None
        if not verdict.answer.ok:
            assert all(draft.kind in PRIVATE for draft in verdict.drafts)
    assert all(body_of(envelope) is not None for envelope in room.log)
    assert len(room.private()) >= len(room.state.held)


@settings(max_examples=60)
@given(st.lists(requests(), max_size=8))
def test_viewers_change_nothing_but_what_is_said(asked: list[Request]) -> None:
    room = Room()
    for request in asked:
        room.ask(request)

    assert all(envelope.kind in ("msg", "stamp") for envelope in room.log)
    assert room.state.words == ()


@pytest.mark.parametrize("kind", REQUESTS.values(), ids=lambda kind: kind.EVENT)
def test_every_request_needs_what_it_says_it_needs(kind: type[Request]) -> None:
    fields: dict[str, Any] = {
        "id": "a", "text": "hi", "live": ROOM, "count": 1, "after": 0, "seq": 1, "user": "x",
        "seconds": 1, "allow": True, "on": True, "question": "?", "options": ("a", "b"),
        "poll": "p", "option": 0, "name": "snow", "state": LiveState.START,
    }  # fmt: skip
    wanted = {field.name for field in msgspec.structs.fields(kind) if field.required}
    request = kind(**{name: fields[name] for name in wanted})

    verdict = judge(RoomState(), request, claims(capabilities=[]), 0)

    assert (verdict.answer.code == Code.FORBIDDEN) == bool(kind.CAPABILITY)


@pytest.mark.parametrize("request_", [Join(ROOM), Leave(), Page(1), Request()])
def test_what_is_not_for_the_rules_is_refused(request_: Request) -> None:
    assert judge(RoomState(), request_, HOST, 0).answer.code == Code.BAD_REQUEST


def test_what_names_a_message_is_looked_up_first() -> None:
    assert (named(Delete(7)), named(Pin(8)), named(Pin(0)), named(Send("a", "x"))) == (7, 8, 0, 0)


def test_a_token_opens_its_own_room_only() -> None:
    assert entry(RoomState(), Join(ROOM), VIEWER) is None
    assert entry(RoomState(), Join("other"), VIEWER) is Code.WRONG_ROOM


def test_who_is_banned_stays_out_and_who_is_timed_out_reads_on() -> None:
    room = Room()
    room.ask(Timeout("aki", 60), MODERATOR)
    assert entry(room.state, Join(ROOM), VIEWER) is None
    assert room.ask(Heart(1)).answer.code == Code.TIMED_OUT

    room.ask(Ban("aki"), MODERATOR)
    assert entry(room.state, Join(ROOM), VIEWER) is Code.BANNED
    assert entry(room.state, Join(ROOM), claims("aki", Role.HOST)) is None


def test_hearts_of_whoever_may_write_count() -> None:
    verdict = Room().ask(Heart(3))

    assert (verdict.answer.ok, verdict.drafts) == (True, ())


@pytest.mark.parametrize(
    "request_", [Send("\ud800", "x"), Ban("\udfff"), Send("a", "x", stamp="\ud800")]
)
def test_what_no_json_can_hold_is_refused(request_: Request) -> None:
    verdict = judge(RoomState(), request_, HOST, 0)

    assert verdict.answer.code == Code.BAD_REQUEST
    assert msgspec.json.encode(verdict.answer)


@pytest.mark.parametrize("request_", [Ban("ben"), Purge("ben"), Clear()])
def test_what_was_said_meanwhile_on_another_node_is_taken_down_as_well(request_: Request) -> None:
    room = Room()
    drafts = judge(room.state, request_, MODERATOR, room.now_ms).drafts
    room.ask(Send("a", "quickly, before I am gone"), claims("ben"))
    room.append(*drafts)

    (again,) = still_to_say(drafts, seq=2)

    assert (again.kind, again.body["up_to"]) == (drafts[0].kind, 1)
    assert again.user == MODERATOR.user


def test_what_nothing_came_before_is_said_once() -> None:
    room = Room()
    for request in (Send("a", "x"), Ban("ben"), Clear(), Panic(True)):
        before = room.state.seq
        verdict = room.ask(request, HOST)

        assert still_to_say(verdict.drafts, before + 1) == ()
    assert still_to_say((), 0) == ()
