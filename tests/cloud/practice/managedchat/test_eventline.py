import base64
from typing import Any

import msgspec
import pytest

from cloud.chatserver.ratelimits import Buckets, Rate
from cloud.chatserver.tokens import Tokens
from cloud.practice.managedchat.eventchannels import EventChannels
from cloud.practice.managedchat.eventline import EventLine, headers_of
from cloud.practice.managedchat.knobs import Board, Knobs
from tests.fakes.way import Way

AUTH = {"host": "a.example", "x-api-key": "da2-key"}
ROOM = "/default/room"


class Client:
    def __init__(self) -> None:
        self.board = Board()
        tokens = Tokens(b"k" * 32, lambda: 1000.0)
        self.channels = EventChannels("da2-key", tokens, self.board)
        self.way = Way()
        rates = Buckets(Rate(25.0, 25.0), lambda: 0.0)
        self.line = EventLine(self.channels, self.board, rates, 300_000, self.way)

    def does(self, kind: str, **fields: Any) -> Any:
        """Do one thing; return all that was told of it."""
        before = len(self.way.told)
        self.line.take(msgspec.json.encode({"type": kind, **fields}).decode())
        return self.way.told[before:]

    def subscribe(self, id: str = "s", channel: str = ROOM) -> Any:
        return self.does("subscribe", id=id, channel=channel, authorization=AUTH)

    def publish(self, id: str, *events: str) -> Any:
        return self.does("publish", id=id, channel=ROOM, events=events, authorization=AUTH)


@pytest.fixture
def client() -> Client:
    return Client()


def test_a_subscription_hears_what_is_published(client: Client) -> None:
    assert client.does("connection_init") == [
        {"type": "connection_ack", "connectionTimeoutMs": 300_000}
    ]
    assert client.subscribe() == [{"type": "subscribe_success", "id": "s"}]

    heard, done = client.publish("p", '{"a":1}')

    assert heard == {"type": "data", "id": "s", "event": '{"a":1}'}
    assert (done["type"], done["id"], done["failed"]) == ("publish_success", "p", [])
    client.board.turn(Knobs(event_lists=True))
    assert client.publish("q", "2")[0]["event"] == ["2"]
    assert client.does("unsubscribe", id="s") == [{"type": "unsubscribe_success", "id": "s"}]
    assert len(client.publish("r", "3")) == 1


def test_a_closed_line_hears_nothing(client: Client) -> None:
    client.does("connection_init")
    client.subscribe()

    client.line.close()
    client.channels.publish(ROOM, ["1"], None)

    assert client.way.told[-1]["type"] == "subscribe_success"


def test_it_is_kept_alive(client: Client) -> None:
    client.line.keep_alive()

    assert client.way.told == [{"type": "ka"}]


def test_nothing_is_done_before_the_beginning(client: Client) -> None:
    assert client.subscribe()[0]["type"] == "subscribe_error"


@pytest.mark.parametrize("raw", ["rubbish", "[]", '{"type":"start"}', '{"type":"publish"}'])
def test_what_is_no_request_is_an_error(client: Client, raw: str) -> None:
    client.line.take(raw)

    assert client.way.told[0]["type"] == "error"


def test_each_request_is_authorized_by_itself(client: Client) -> None:
    client.does("connection_init")

    missing = client.does("publish", id="p", channel=ROOM, events=["1"])[0]
    wrong = client.does("subscribe", id="s", channel=ROOM, authorization={"x-api-key": "no"})[0]

    assert (missing["type"], wrong["type"]) == ("publish_error", "subscribe_error")
    assert missing["errors"][0]["errorType"] == "UnauthorizedException"


def test_a_subscription_has_one_id_and_there_are_a_hundred(client: Client) -> None:
    client.does("connection_init")
    for number in range(100):
        client.subscribe(f"s{number}")

    assert client.subscribe("s0")[0]["type"] == "subscribe_error"
    assert client.subscribe("more")[0]["type"] == "subscribe_error"
    assert client.does("unsubscribe", id="none")[0]["type"] == "unsubscribe_error"


def test_too_many_requests_a_second_are_refused(client: Client) -> None:
    client.does("connection_init")
    for number in range(25):
        client.publish(f"p{number}", "1")

    refused = client.publish("more", "1")[0]

    assert refused["type"] == "publish_error"
    assert refused["errors"][0]["errorCode"] == 429


def test_a_handshake_without_authorization_is_sent_away(client: Client) -> None:
    client.line.greet(None)

    assert client.way.told[0]["type"] == "connection_error"
    assert client.way.ended == [1000]


def test_the_headers_are_in_one_of_the_subprotocols() -> None:
    raw = base64.urlsafe_b64encode(msgspec.json.encode(AUTH)).decode().rstrip("=")

    assert headers_of(["aws-appsync-event-ws", f"header-{raw}"]) == AUTH
    assert headers_of(["aws-appsync-event-ws"]) is None
    assert headers_of(["header-%%%"]) is None
    assert headers_of(["header-WzFd"]) is None
