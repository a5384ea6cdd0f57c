"""What every backend keeps, tried through a client against the service itself or its emulator.

A test module of a backend makes a class of this with a fixture `peer`; what a kind of service can't
do is read from the backend's traits.
"""

import logging
from collections.abc import Callable, Iterator

import pytest

from chatclient.backoff import Pace
from chatclient.client import Client
from chatclient.errors import ErrorCode
from chatclient.messages import (
    Answered,
    Arrived,
    ConnectionChanged,
    Entered,
    FeedMeasured,
    OwnState,
    Phase,
)
from chatclient.wire.requests import Clear
from tests.chatclient.backends.peers import ME, Peer
from tests.chatclient.listener import Listener

HASTY = Pace(base_s=0.02, cap_s=0.2, lasting_s=0.0, return_s=(0.05, 0.1), measured_s=0.05)
CONNECTED = (Phase.ONLINE, Phase.POLLING)
Enter = Callable[[], tuple[Client, Listener]]


class Contract:
    """Tests of one backend; `peer` is the other end."""

    @pytest.fixture
    def enter(self, peer: Peer) -> Iterator[Enter]:
        """Start a client; it is closed after the test."""
        clients = []

        def enter() -> tuple[Client, Listener]:
            listener = Listener()
            client = Client(peer.backend, peer.tokens, listener.tell, pace=HASTY)
            clients.append(client)
            client.start()
            return client, listener

        yield enter
        for client in clients:
            client.close()

    def test_it_enters_and_tells_who_one_is(self, peer: Peer, enter: Enter) -> None:
        _, listener = enter()

        changed = listener.until_phase(*CONNECTED)
        listener.until(lambda: listener.of(Entered), "expected to have entered")

        me = listener.of(Entered)[0].me
        assert me is not None
        assert me.id == ME.id
        assert changed.fills_gaps == peer.backend.traits.fills_gaps

    def test_it_begins_with_what_was_said_before(self, peer: Peer, enter: Enter) -> None:
        if not peer.backend.traits.fills_gaps:
            pytest.skip("this service keeps no history")
        peer.say("one")
        peer.say("two")

        _, listener = enter()
        listener.until_lines("one", "two")
        peer.say("three")
        listener.until_lines("one", "two", "three")

        assert [event.is_backlog for event in listener.of(Arrived)] == [True, False]

    def test_what_others_say_comes_in_order(self, peer: Peer, enter: Enter) -> None:
        _, listener = enter()
        listener.until_phase(*CONNECTED)
        said = [f"message {number} 日本語 <b>" for number in range(20)]

        for text in said:
            peer.say(text)

        listener.until_lines(*said)

    def test_an_own_message_is_sending_then_accepted_and_shown_once(
        self, peer: Peer, enter: Enter
    ) -> None:
        client, listener = enter()
        listener.until_phase(*CONNECTED)

        first, second = client.say("hello"), client.say("again")

        assert listener.until_own(first, OwnState.ACCEPTED).seq > 0
        listener.until_own(second, OwnState.ACCEPTED)
        listener.until_lines("hello", "again")
        assert listener.states(first) == [OwnState.SENDING, OwnState.ACCEPTED]

    def test_what_is_said_before_it_is_connected_is_said_then(
        self, peer: Peer, enter: Enter
    ) -> None:
        peer.block()
        client, listener = enter()
        id = client.say("early")
        listener.until_phase(Phase.WAITING)
        listener.until_own(id, OwnState.SENDING)

        peer.unblock()

        listener.until_own(id, OwnState.ACCEPTED)
        listener.until_lines("early")

    def test_a_refused_message_says_why(self, peer: Peer, enter: Enter) -> None:
        client, listener = enter()
        listener.until_phase(*CONNECTED)

        id = client.say(peer.refused_text)
        other = client.say("fine")

        assert listener.until_own(id, OwnState.REJECTED).code
        listener.until_own(other, OwnState.ACCEPTED)
        client.retry(id)
        listener.until(
            lambda: listener.states(id).count(OwnState.REJECTED) == 2, "expected a second refusal"
        )
        listener.until_lines("fine")

    def test_a_deleted_message_is_seen_no_more(self, peer: Peer, enter: Enter) -> None:
        _, listener = enter()
        listener.until_phase(*CONNECTED)
        peer.say("good")
        peer.say("bad")
        listener.until_lines("good", "bad")

        peer.delete("bad")

        listener.until_lines("good")

    def test_over_a_broken_connection_nothing_is_lost_or_it_is_marked(
        self, peer: Peer, enter: Enter
    ) -> None:
        client, listener = enter()
        listener.until_phase(*CONNECTED)
        peer.say("before")
        listener.until_lines("before")

        since = len(listener.events)
        peer.block()
        listener.until_phase(Phase.WAITING, since=since)
        peer.say("meanwhile")
        peer.unblock()
        client.retry_now()
        listener.until_phase(*CONNECTED, since=since)
        peer.say("after")

        between = "meanwhile" if peer.backend.traits.fills_gaps else "gap"
        listener.until_lines("before", between, "after")

    def test_cut_again_and_again_it_shows_each_message_once(self, peer: Peer, enter: Enter) -> None:
        if not peer.backend.traits.fills_gaps:
            pytest.skip("this service keeps no history")
        _, listener = enter()
        listener.until_phase(*CONNECTED)

        for number in range(12):
            peer.say(f"{number}")
            if number % 4 == 3:
                peer.cut()

        listener.until_lines(*(f"{number}" for number in range(12)))

    def test_a_message_without_an_answer_is_sent_again_and_said_once(
        self, peer: Peer, enter: Enter
    ) -> None:
        client, listener = enter()
        listener.until_phase(*CONNECTED)

        peer.hold_up()
        id = client.say("once")
        listener.until_own(id, OwnState.SENDING)
        peer.cut()
        peer.pass_on()

        listener.until_own(id, OwnState.ACCEPTED)
        if peer.backend.traits.fills_gaps:
            listener.until_lines("once")

    def test_a_refused_token_ends_it_with_a_sentence(self, peer: Peer, enter: Enter) -> None:
        if not peer.checks_entry:
            pytest.skip("who only reads needs no token")
        peer.forge_tokens()

        _, listener = enter()

        problem = listener.until_phase(Phase.ENDED).problem
        assert problem is not None
        assert problem.code == ErrorCode.TOKEN_REFUSED
        assert problem.message

    def test_while_there_is_no_server_it_keeps_trying(self, peer: Peer, enter: Enter) -> None:
        peer.block()
        _, listener = enter()
        listener.until(
            lambda: [e.phase for e in listener.of(ConnectionChanged)].count(Phase.WAITING) >= 3,
            "expected three failures",
        )
        failed = listener.until_phase(Phase.WAITING)
        assert failed.problem is not None
        assert failed.problem.code in (ErrorCode.UNREACHABLE, ErrorCode.CLOSED)

        peer.unblock()

        listener.until_phase(*CONNECTED)

    def test_a_request_is_answered(self, peer: Peer, enter: Enter) -> None:
        client, listener = enter()
        listener.until_phase(*CONNECTED)

        id = client.ask(Clear())  # which a viewer may not

        listener.until(lambda: listener.of(Answered), "expected an answer")
        answered = listener.of(Answered)[0]
        assert answered.request_id == id
        assert not answered.answer.ok
        assert answered.answer.code

    def test_it_ends_in_time_though_the_service_hangs(self, peer: Peer, enter: Enter) -> None:
        client, listener = enter()
        listener.until_phase(*CONNECTED)
        peer.hold_up()
        client.say("never")

        client.close()  # the guard around tests fails when the thread is left

        told = len(listener.events)
        client.say("after the end")
        assert len(listener.events) == told

    def test_it_measures_itself(self, peer: Peer, enter: Enter) -> None:
        _, listener = enter()
        listener.until_phase(*CONNECTED)
        peer.say("hello")

        listener.until(lambda: listener.of(FeedMeasured), "expected figures")

        assert listener.of(FeedMeasured)[0].backend == peer.backend.traits.name

    def test_tokens_are_in_no_event_and_no_log(
        self, peer: Peer, enter: Enter, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        client, listener = enter()
        listener.until_phase(*CONNECTED)
        client.say("hello")
        listener.until_lines("hello")
        peer.forge_tokens()
        peer.block()
        listener.until_phase(Phase.WAITING)
        peer.unblock()
        client.say("again")
        listener.until(
            lambda: (
                listener.of(ConnectionChanged)[-1].phase == Phase.ENDED or not peer.checks_entry
            ),
            "expected to be refused",
        )

        told = caplog.text + "".join(map(repr, listener.events))
        assert peer.given
        assert not [token for token in peer.given if token[-20:] in told]
