"""AWS AppSync Events, against its emulator."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiohttp import WSMsgType, web

from chatclient.backends.appsync import FRESH_S, AppSyncBackend
from chatclient.backends.base import Heard
from chatclient.errors import ChatError, ErrorCode, Interrupted
from chatclient.messages import Answered, Entered, OwnState, Phase
from chatclient.room import NOWHERE
from chatclient.settings import AppSyncChat, Token
from chatclient.wire.answers import Answer, Joined
from chatclient.wire.pushed import Batch
from chatclient.wire.requests import Ban, Clear, Effect, Request, Send
from cloud.practice.managedchat.knobs import Knobs
from tests.chatclient.backends.contract import Contract, Enter
from tests.chatclient.backends.managedpeers import CHANNEL, AppSyncKeyPeer, AppSyncPeer
from tests.chatclient.backends.peers import ME


class TestAppSync(Contract):
    """The contract, with tokens."""

    @pytest.fixture
    def peer(self) -> Iterator[AppSyncPeer]:
        peer = AppSyncPeer()
        yield peer
        peer.close()

    def test_events_that_come_as_lists_are_the_same(self, peer: AppSyncPeer, enter: Enter) -> None:
        client, listener = enter()
        listener.until_phase(Phase.ONLINE)
        peer.service.turn(Knobs(event_lists=True))

        listener.until_own(client.say("hello"), OwnState.ACCEPTED)

        listener.until_lines("hello")

    def test_what_was_published_is_shown_though_its_echo_is_lost(
        self, peer: AppSyncPeer, enter: Enter
    ) -> None:
        client, listener = enter()
        listener.until_phase(Phase.ONLINE)
        peer.service.turn(Knobs(drop_percent=100))

        listener.until_own(client.say("hello"), OwnState.ACCEPTED)

        listener.until_lines("hello")

    def test_a_viewers_token_lets_say_and_no_more(self, peer: AppSyncPeer, enter: Enter) -> None:
        client, listener = enter()
        listener.until_own(client.say("hello"), OwnState.ACCEPTED)

        for request in (Clear(), Effect("snow"), Ban("ben")):
            client.ask(request)

        listener.until(lambda: len(listener.of(Answered)) == 3, "expected three answers")
        codes = {event.answer.code for event in listener.of(Answered)}
        assert codes == {"forbidden"}
        assert listener.of(Entered)[0].capabilities == {"send"}


def test_by_an_api_key_one_is_who_the_settings_say_and_may_all_there_is() -> None:
    peer = AppSyncKeyPeer()
    heard: list[Heard] = []

    async def run() -> list[Answer]:
        connection = await peer.backend.connect(peer.tokens, NOWHERE, heard.append)
        asked: tuple[Request, ...] = (Send("a", "hello"), Effect("snow"), Clear(), Ban("ben"))
        answers = [await connection.ask(request) for request in asked]
        await connection.close()
        return answers

    answers = asyncio.run(run())
    peer.close()

    assert [answer.code for answer in answers] == ["", "", "", "forbidden"]
    joined = heard[0]
    assert isinstance(joined, Joined)
    assert joined.me is not None
    assert (joined.me.id, joined.me.name, joined.me.role) == (ME.id, ME.name, "host")
    assert set(joined.capabilities) == {"send", "delete", "event", "live"}


Frame = dict[str, Any]


class Service:
    """An Event API that answers as a test wrote down: by type of frame."""

    def __init__(self, **answers: Frame | list[Frame]) -> None:
        self._answers: dict[str, Frame | list[Frame]] = {
            "connection_init": {"type": "connection_ack", "connectionTimeoutMs": 300_000},
            "subscribe": {"type": "subscribe_success"},
            **answers,
        }
        self.got: list[Frame] = []
        self.heard: list[Heard] = []
        self.clock: Callable[[], float] = time.time

    def use(self, *requests: Request, auth: str = "api-key") -> list[Answer]:
        """Connect, ask, and return the answers."""
        return asyncio.run(self._use(requests, auth))

    async def _use(self, requests: tuple[Request, ...], auth: str) -> list[Answer]:
        app = web.Application()
        app.router.add_get("/event/realtime", self._serve)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host = f"127.0.0.1:{runner.addresses[0][1]}"
        address = AppSyncChat(f"http://{host}", f"ws://{host}", CHANNEL, auth)
        backend = AppSyncBackend(address, self.clock)
        try:
            tell = self.heard.append
            connection = await backend.connect(lambda: Token("da2-key"), NOWHERE, tell)
            try:
                return [await connection.ask(request) for request in requests] or [
                    await self._ended(connection.wait_closed())
                ]
            finally:
                await connection.close()
        finally:
            await runner.cleanup()

    async def _ended(self, waiting: Any) -> Answer:
        async with asyncio.timeout(20):
            await waiting
        raise AssertionError("it never ends by itself")

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=["aws-appsync-event-ws"])
        await socket.prepare(request)
        async for message in socket:
            if message.type != WSMsgType.TEXT:
                break
            asked = json.loads(message.data)
            self.got.append(asked)
            answers = self._answers[asked["type"]]
            for answer in answers if isinstance(answers, list) else [answers]:
                await socket.send_json({"id": asked.get("id", ""), **answer})
        return socket


def test_each_request_carries_the_authorization_and_the_http_host() -> None:
    echo = {"id": "a", "k": "msg", "u": {"id": "host", "name": "host"}, "d": {"text": "hello"}}
    done: list[Frame] = [
        {"type": "data", "event": json.dumps(echo)},
        {"type": "publish_success", "successful": [{"index": 0}]},
    ]
    service = Service(publish=done)

    answers = service.use(Send("a", "hello"))

    kinds = [asked["type"] for asked in service.got]
    assert kinds == ["connection_init", "subscribe", "publish"]
    for asked in service.got[1:]:
        assert asked["channel"] == CHANNEL
        assert asked["authorization"]["x-api-key"] == "da2-key"
        assert asked["authorization"]["host"].startswith("127.0.0.1:")
    assert json.loads(service.got[2]["events"][0])["d"] == {"text": "hello"}
    assert answers[0].seq == 1


def test_a_bearers_token_is_the_authorization_as_it_is() -> None:
    service = Service(publish={"type": "publish_error", "errors": [{"errorType": "BadRequest"}]})

    service.use(Send("a", "hello"), auth="bearer")

    assert service.got[1]["authorization"]["Authorization"] == "da2-key"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (
            {"type": "publish_error", "errors": [{"errorType": "UnauthorizedException"}]},
            "forbidden",
        ),
        ({"type": "error", "errors": [{"errorType": "ThrottlingException"}]}, "rate_limited"),
        ({"type": "publish_success", "failed": [{"index": 0, "code": 400}]}, "denied"),
        ({"type": "publish_success", "successful": [], "failed": []}, "denied"),
        ({"type": "publish_error", "errors": [{"errorType": "InternalFailure"}]}, "unavailable"),
    ],
)
def test_what_was_not_published_says_why(answer: Frame, code: str) -> None:
    assert Service(publish=answer).use(Send("a", "hello"))[0].code == code


def test_a_token_that_was_good_and_is_not_any_more_has_run_out() -> None:
    answer = {"type": "publish_error", "errors": [{"errorType": "UnauthorizedException"}]}
    service = Service(publish=answer)
    service.clock = iter([0.0, FRESH_S]).__next__

    with pytest.raises(Interrupted) as raised:
        service.use(Send("a", "hello"), auth="bearer")

    assert raised.value.problem.code == ErrorCode.SESSION_EXPIRED


@pytest.mark.parametrize(
    ("kind", "answer", "code"),
    [
        (
            "connection_init",
            {"type": "connection_error", "errors": [{"errorType": "x", "errorCode": 401}]},
            ErrorCode.TOKEN_REFUSED,
        ),
        (
            "subscribe",
            {"type": "subscribe_error", "errors": [{"errorType": "UnauthorizedException"}]},
            ErrorCode.TOKEN_REFUSED,
        ),
        (
            "subscribe",
            {"type": "subscribe_error", "errors": [{"errorType": "BadRequestException"}]},
            ErrorCode.WRONG_ROOM,
        ),
        (
            "subscribe",
            {"type": "subscribe_error", "errors": [{"errorType": "LimitExceeded"}]},
            ErrorCode.OVERLOADED,
        ),
    ],
)
def test_who_does_not_get_in_is_told_why(kind: str, answer: Frame, code: ErrorCode) -> None:
    with pytest.raises(ChatError) as raised:
        Service(**{kind: answer}).use()

    assert raised.value.problem.code == code


def test_without_a_sign_of_life_the_connection_has_ended() -> None:
    service = Service(connection_init={"type": "connection_ack", "connectionTimeoutMs": 1})

    with pytest.raises(ChatError) as raised:
        service.use()

    assert raised.value.problem.code == ErrorCode.TIMED_OUT


def test_events_right_behind_the_subscription_come_after_the_room() -> None:
    event = {"id": "a", "k": "msg", "u": {"id": "b", "name": "B"}, "d": {"text": "hello"}}
    ends: list[Frame] = [
        {"type": "subscribe_success"},
        {"type": "data", "event": json.dumps(event)},
        {"type": "data", "event": "rubbish"},
        {"type": "new in a later version", "more": [1]},
        {"type": "error", "id": "", "errors": [{"errorType": "InternalFailure"}]},
    ]
    service = Service(subscribe=ends)

    with pytest.raises(ChatError):
        service.use()

    assert [type(one) for one in service.heard] == [Joined, Batch]
