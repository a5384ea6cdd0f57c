from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatclient.wire.envelopes import LiveState, Role
from chatclient.wire.requests import (
    CAPABILITIES,
    MAX_PAGE,
    REQUESTS,
    TIMEOUT_PRESETS_S,
    Ban,
    Clear,
    Join,
    Live,
    OpenPoll,
    Page,
    Request,
    Send,
    Settings,
    Timeout,
    Vote,
)

SEND: dict[str, Any] = {"id": "a", "text": "hi"}
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def test_every_event_has_one_request() -> None:
    assert len(REQUESTS) == 20
    assert all(
        event == kind.EVENT and issubclass(kind, Request) for event, kind in REQUESTS.items()
    )


def test_every_capability_is_somebodys() -> None:
    held = frozenset().union(*CAPABILITIES.values())

    assert {kind.CAPABILITY for kind in REQUESTS.values()} - {""} == held
    assert set(CAPABILITIES) == set(Role)
    assert CAPABILITIES[Role.VIEWER] < CAPABILITIES[Role.MODERATOR] < CAPABILITIES[Role.HOST]
    assert "donation" not in held


@pytest.mark.parametrize(
    "request_",
    [
        Join("show", 7, "e"), Send("a", "やあ", reply_to=3, position_ms=0), Page(0, 5), Clear(),
        Settings(slow_s=0, words=()), OpenPoll("?", ("a", "b")), Vote("p", 1),
        Live(LiveState.END, "bye"), *(Timeout("x", preset) for preset in TIMEOUT_PRESETS_S),
    ],
)  # fmt: skip
def test_a_request_comes_back_as_it_was(request_: Request) -> None:
    raw = msgspec.json.encode(request_)

    assert msgspec.json.decode(raw, type=type(request_)) == request_


def test_leaving_a_setting_alone_is_not_switching_it_off() -> None:
    assert msgspec.json.encode(Settings()) == b"{}"
    assert msgspec.json.encode(Settings(slow_s=0, holds_links=False)) == (
        b'{"slow_s":0,"holds_links":false}'
    )


@pytest.mark.parametrize(
    ("kind", "given_"),
    [
        (Join, {}), (Join, {"live": ""}), (Join, {"live": "a" * 65}), (Join, {"live": "a/b"}),
        (Join, {"live": "../etc"}), (Join, {"live": "-x"}), (Join, {"live": "あ"}),
        (Join, {"live": "a\n"}), (Join, {"live": "a", "last": -1}),
        (Join, {"live": "a", "last": 2**53}),
        (Send, {"text": "no id"}), (Send, SEND | {"id": ""}), (Send, SEND | {"id": "a" * 65}),
        (Send, SEND | {"text": ["hi"]}), (Send, SEND | {"stamp": "s" * 33}),
        (Send, SEND | {"amount": -1}), (Send, SEND | {"amount": 10**12}),
        (Send, SEND | {"amount": 0.5}),
        (Send, SEND | {"currency": "EURO"}), (Send, SEND | {"reply_to": -1}),
        (Send, SEND | {"position_ms": -1}), (Send, SEND | {"position_ms": 1e300}),
        (Page, {"after": 0, "limit": 0}), (Page, {"after": 0, "limit": MAX_PAGE + 1}),
        (Timeout, {"user": "x", "seconds": 0}), (Timeout, {"user": "x", "seconds": 32 * 86_400}),
        (Ban, {"user": ""}), (Ban, {"user": "u" * 129}), (Ban, {"user": None}),
        (Settings, {"words": [""]}), (Settings, {"words": ["w" * 65]}),
        (Settings, {"words": ["w"] * 501}), (Settings, {"slow_s": True}),
        (Settings, {"slow_s": -1}),
        (OpenPoll, {"question": "?", "options": ["one"]}),
        (OpenPoll, {"question": "?", "options": ["o"] * 7}),
        (OpenPoll, {"question": "q" * 121, "options": ["a", "b"]}),
        (Vote, {"poll": "p", "option": 6}), (Live, {"state": "explode"}),
    ],
)  # fmt: skip
def test_what_is_out_of_bounds_is_refused(kind: type[Request], given_: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode(given_), type=kind)


def test_fields_of_the_future_are_ignored() -> None:
    assert msgspec.convert(SEND | {"mood": "good"}, Send) == Send("a", "hi")


@given(st.sampled_from(list(REQUESTS.values())), json_values)
def test_nothing_but_a_validation_error_comes_of_anything(kind: type[Request], value: Any) -> None:
    try:
        request = msgspec.json.decode(msgspec.json.encode(value), type=kind)
    except msgspec.ValidationError:
        return
    assert isinstance(request, kind)
