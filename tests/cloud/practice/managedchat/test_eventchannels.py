from typing import Any

import msgspec
import pytest

from chatclient.wire.envelopes import Role, User
from cloud.chatserver.tokens import Tokens
from cloud.practice.managedchat.eventchannels import EventChannels, Refused
from cloud.practice.managedchat.knobs import Board, Knobs

KEY = "da2-key"
HELLO = {"id": "a", "k": "msg", "d": {"text": "hello"}, "u": {"id": "host", "name": "Host"}}


class Api:
    def __init__(self) -> None:
        self.board = Board()
        self.tokens = Tokens(b"k" * 32, lambda: 1000.0)
        self.channels = EventChannels(KEY, self.tokens, self.board)
        self.told: list[str] = []

    def token(self, role: Role = Role.VIEWER, live: str = "room") -> dict[str, str]:
        return {"Authorization": self.tokens.mint(User("hana", "Hana"), live, role)}

    def publish(self, event: object, headers: dict[str, str] | None = None) -> Any:
        who = self.channels.authorize(headers or {"X-Api-Key": KEY})
        text = msgspec.json.encode(event).decode()
        return self.channels.publish("/default/room", [text], who)


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.mark.parametrize(
    "headers", [{}, {"x-api-key": "da2-other"}, {"authorization": "x.y.z"}, {"x-api-key": "鍵"}]
)
def test_who_shows_nothing_right_is_not_authorized(api: Api, headers: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        api.channels.authorize(headers)

    assert refused.value.errors[0]["errorType"] == "UnauthorizedException"
    assert refused.value.code == 401


def test_what_is_published_reaches_the_channel_and_those_above(api: Api) -> None:
    exact = api.channels.subscribe("/default/room", None, lambda text: api.told.append("exact"))
    api.channels.subscribe("default/*", None, lambda text: api.told.append("all"))
    api.channels.subscribe("/default/other", None, lambda text: api.told.append("other"))

    outcome = api.publish(HELLO)
    exact()
    api.publish(HELLO)

    assert [one["index"] for one in outcome.successful] == [0]
    assert api.told == ["exact", "all", "all"]


@pytest.mark.parametrize(
    "channel", ["", "/", "/nowhere/room", "/default/a b", "/default/" + "x" * 51, "/default/*/a",
                "/default/a/b/c/d/e"],
)  # fmt: skip
def test_what_is_no_channel_is_refused(api: Api, channel: str) -> None:
    with pytest.raises(Refused) as refused:
        api.channels.subscribe(channel, None, api.told.append)

    assert refused.value.kind == "BadRequestException"


@pytest.mark.parametrize(
    "events",
    [None, [], ["no json"], [1], ['"x"'] * 6, ['"' + "x" * 245_760 + '"'], ["[" * 100_000]],
)
def test_what_are_no_events_is_refused(api: Api, events: object) -> None:
    with pytest.raises(Refused) as refused:
        api.channels.publish("/default/room", events, None)

    assert refused.value.kind == "BadRequestException"


def test_the_handler_says_who_speaks_whatever_the_event_claims(api: Api) -> None:
    api.channels.subscribe("/default/room", None, api.told.append)

    api.publish(HELLO, api.token())

    user = msgspec.json.decode(api.told[0])["u"]
    assert user == {"id": "hana", "name": "Hana"}


@pytest.mark.parametrize(
    ("event", "role", "is_taken"),
    [
        ({"id": "a", "k": "del", "d": {"id": "b"}}, Role.VIEWER, False),
        ({"id": "a", "k": "del", "d": {"id": "b"}}, Role.MODERATOR, True),
        ({"id": "a", "k": "effect", "d": {"name": "snow"}}, Role.MODERATOR, False),
        ({"id": "a", "k": "effect", "d": {"name": "snow"}}, Role.HOST, True),
        ({"id": "a", "k": "donation", "d": {"amount": 5}}, Role.HOST, False),
        ({"k": []}, Role.HOST, False),
        ("text", Role.HOST, False),
    ],
)
def test_the_handler_lets_each_do_what_the_token_carries(
    api: Api, event: object, role: Role, is_taken: bool
) -> None:
    outcome = api.publish(event, api.token(role))

    assert (len(outcome.successful), len(outcome.failed)) == (int(is_taken), int(not is_taken))


def test_a_token_is_for_one_room(api: Api) -> None:
    with pytest.raises(Refused):
        api.publish(HELLO, api.token(live="other"))


def test_denied_words_and_bursts_are_refused(api: Api) -> None:
    api.board.turn(Knobs(denied_words=("hello",), throttles=1))

    with pytest.raises(Refused) as refused:
        api.publish(HELLO)
    failed = api.publish(HELLO).failed

    assert refused.value.code == 429
    assert failed[0]["message"] == "denied"
