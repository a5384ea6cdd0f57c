"""Amazon IVS Chat, against its emulator."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest

from chatclient.backends.base import Connection, Heard
from chatclient.backends.ivs import MESSAGES_A_SECOND, SILENCE_S, IvsBackend
from chatclient.errors import ChatError, ErrorCode, Interrupted
from chatclient.messages import Answered, Began, ConnectionChanged, OwnState, Phase
from chatclient.room import NOWHERE
from chatclient.settings import IvsChat, Token
from chatclient.wire.answers import Answer
from chatclient.wire.envelopes import DonationBody, Role
from chatclient.wire.pushed import Batch
from chatclient.wire.requests import REQUESTS, Ban, Clear, Request, Send, Timeout, Unban
from cloud.practice.managedchat.knobs import Knobs
from tests.chatclient.backends.contract import Contract, Enter
from tests.chatclient.backends.managedpeers import IvsPeer
from tests.chatclient.backends.peers import LIVE


@pytest.fixture
def peer() -> Iterator[IvsPeer]:
    peer = IvsPeer()
    yield peer
    peer.close()


class TestIvs(Contract):
    """The contract, and what is IVS's own."""

    @pytest.fixture
    def peer(self) -> Iterator[IvsPeer]:
        peer = IvsPeer()
        yield peer
        peer.close()

    def test_a_session_that_ran_out_is_entered_again_with_a_fresh_token(
        self, peer: IvsPeer, enter: Enter
    ) -> None:
        client, listener = enter()
        listener.until_phase(Phase.ONLINE)
        since = len(listener.events)

        peer.service.post("/control/expire", {})

        problem = listener.until_phase(Phase.WAITING, since=since).problem
        assert problem is not None
        assert problem.code == ErrorCode.SESSION_EXPIRED
        listener.until_own(client.say("again"), OwnState.ACCEPTED)
        assert len(set(peer.given)) == 2
        assert len(listener.of(Began)) == 1

    def test_donations_come_from_ones_own_service(self, peer: IvsPeer, enter: Enter) -> None:
        _, listener = enter()
        listener.until_phase(Phase.ONLINE)
        attributes = {"amount": "500", "currency": "JPY", "text": "がんばれ", "user_id": "ai"}
        asked = {"roomIdentifier": LIVE, "eventName": "donation", "attributes": attributes}

        peer.service.post("/SendEvent", asked)

        listener.until_lines("がんばれ")
        assert isinstance(listener.entry("がんばれ").body, DonationBody)

    def test_what_changed_places_on_the_way_is_told_as_it_came(
        self, peer: IvsPeer, enter: Enter
    ) -> None:
        _, listener = enter()
        listener.until_phase(Phase.ONLINE)
        peer.service.turn(Knobs(reorders=True))

        peer.say("one")
        peer.say("two")

        listener.until_lines("two", "one")

    def test_who_is_refused_once_for_writing_too_fast_may_try_again(
        self, peer: IvsPeer, enter: Enter
    ) -> None:
        client, listener = enter()
        listener.until_phase(Phase.ONLINE)
        peer.service.turn(Knobs(throttles=1))

        own = client.say("hello")

        rejected = listener.until_own(own, OwnState.REJECTED)
        assert (rejected.code, rejected.retry_ms) == ("rate_limited", 1000)
        client.retry(own)
        listener.until_own(own, OwnState.ACCEPTED)

    def test_nothing_is_sent_for_what_the_service_has_no_word_for(
        self, peer: IvsPeer, enter: Enter
    ) -> None:
        client, listener = enter()
        listener.until_own(client.say("hello"), OwnState.ACCEPTED)
        peer.service.turn(Knobs(throttles=1))  # which the first request would use up

        asked = [client.ask(request) for request in (Clear(), Unban("ben"))]

        listener.until(lambda: len(listener.of(Answered)) == 2, "expected two answers")
        answers = {event.request_id: event.answer.code for event in listener.of(Answered)}
        assert [answers[one] for one in asked] == ["forbidden", "forbidden"]
        assert peer.service.chats.board.knobs.throttles == 1

    def test_while_nothing_happens_it_does_not_reconnect(self, peer: IvsPeer, enter: Enter) -> None:
        _, listener = enter()
        listener.until_phase(Phase.ONLINE)
        peer.say("hello")
        listener.until_lines("hello")

        phases = [event.phase for event in listener.of(ConnectionChanged)]
        assert phases == [Phase.CONNECTING, Phase.ONLINE]


class Talk:
    """One connection, used on a loop of the test's own."""

    def __init__(self, peer: IvsPeer, role: Role = Role.HOST, silence_s: float = SILENCE_S) -> None:
        self._peer = peer
        self._token = peer.token_of("host", "Hanako", role)
        self._backend = IvsBackend(IvsChat(f"ws://{peer.url}"), silence_s)
        self.heard: list[Heard] = []

    async def connect(self) -> Connection:
        return await self._backend.connect(lambda: Token(self._token), NOWHERE, self.heard.append)

    def asks(self, *requests: Request) -> list[Answer]:
        async def run() -> list[Answer]:
            connection = await self.connect()
            try:
                return list(await asyncio.gather(*map(connection.ask, requests)))
            finally:
                await connection.close()

        return asyncio.run(run())


def test_no_more_than_ten_messages_a_second_leave(peer: IvsPeer) -> None:
    talk = Talk(peer)

    answers = talk.asks(*(Send(f"{number}", f"{number}") for number in range(13)))

    assert [answer.code for answer in answers] == [""] * 13
    times = [one.items[0].at_ms for one in talk.heard if isinstance(one, Batch)]
    assert times[MESSAGES_A_SECOND] - times[0] >= 900
    assert all(before <= after for before, after in pairwise(times))


@pytest.mark.parametrize(
    ("send", "code"),
    [
        (Send("a", "猫" * 501), "too_long"),
        (Send("a"), "bad_request"),
        (Send("a", "x", amount=5, currency="JPY"), "forbidden"),
        (Send("a", "buy spam"), "denied"),
    ],
)
def test_what_can_not_be_said_is_refused(peer: IvsPeer, send: Send, code: str) -> None:
    assert [answer.code for answer in Talk(peer).asks(send)] == [code]


def test_a_viewer_may_not_throw_anybody_out(peer: IvsPeer) -> None:
    answers = Talk(peer, Role.VIEWER).asks(Ban("ben"))

    assert [answer.code for answer in answers] == ["forbidden"]


@pytest.mark.parametrize("request_", [Ban("ben"), Timeout("ben", 60)])
def test_who_is_banned_loses_the_connection_and_what_they_wrote(
    peer: IvsPeer, request_: Request
) -> None:
    talk = Talk(peer)

    async def run() -> Answer:
        connection = await talk.connect()
        await asyncio.to_thread(peer.say, "bad")
        await asyncio.to_thread(peer.say, "worse")
        while len(talk.heard) < 3:
            await asyncio.sleep(0)
        answer = await connection.ask(request_)
        await connection.close()
        return answer

    assert asyncio.run(run()).ok
    kinds = [one.items[0].kind for one in talk.heard if isinstance(one, Batch)]
    assert kinds == ["msg", "msg", "mod", "del", "del"]


def test_without_an_error_somebody_counts_as_thrown_out(peer: IvsPeer) -> None:
    peer.service.turn(Knobs(drop_percent=100))  # so that no event tells of it

    answers = Talk(peer, silence_s=0.05).asks(Ban("ben"))

    assert [answer.ok for answer in answers] == [True]


@contextmanager
def opened(peer: IvsPeer) -> Iterator[tuple[asyncio.Runner, Connection]]:
    with asyncio.Runner() as runner:
        connection = runner.run(Talk(peer).connect())
        try:
            yield runner, connection
        finally:
            runner.run(connection.close())


def test_what_waits_for_an_answer_learns_that_the_connection_ended(peer: IvsPeer) -> None:
    with opened(peer) as (runner, connection):
        peer.hold_up()

        async def run() -> None:
            asking = asyncio.create_task(connection.ask(Send("a", "hello")))
            await asyncio.sleep(0)
            await asyncio.to_thread(peer.cut)
            with pytest.raises(ChatError) as asked:
                await asking
            with pytest.raises(Interrupted) as ended:
                await connection.wait_closed()
            assert asked.value.problem.code == ended.value.problem.code == ErrorCode.CLOSED

        runner.run(run())
        peer.pass_on()


def test_every_request_is_either_offered_or_known_not_to_be() -> None:
    offered = {"send", "mod.delete", "mod.purge", "mod.ban", "mod.timeout"}

    assert IvsBackend.traits.cannot == set(REQUESTS) - offered
