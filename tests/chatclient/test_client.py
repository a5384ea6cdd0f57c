"""A client is a thread that ends when it is told to, and loses nothing on the way."""

import asyncio
import contextlib
import threading
from collections.abc import Callable

from chatclient.backends.base import Heard, Place
from chatclient.backends.socketio import SocketIoBackend
from chatclient.client import MAX_COMMANDS, Client
from chatclient.messages import (
    Answered,
    ChatEvent,
    ConnectionChanged,
    OwnChanged,
    OwnState,
    Phase,
)
from chatclient.settings import SocketIoChat, Token, TokenSource
from chatclient.wire.requests import Clear
from tests.chatclient.listener import Listener
from tests.chatclient.scripted import ScriptedBackend, ScriptedConnection, batch, joined, no_token


def test_everything_is_told_on_the_clients_own_thread_in_order() -> None:
    threads = set()
    listener = Listener()

    def tell(event: ChatEvent) -> None:
        threads.add(threading.current_thread().name)
        listener.tell(event)

    backend = ScriptedBackend(joined(1))
    client = Client(backend, no_token, tell, name="chat-of-a-test")
    client.start()
    listener.until_phase(Phase.ONLINE)
    for seq in range(2, 200):
        backend.connections[0].tell(batch(seq))

    listener.until_lines(*(f"{seq}" for seq in range(1, 200)))
    client.close()

    assert threads == {"chat-of-a-test"}


def test_nothing_is_told_after_the_end() -> None:
    listener = Listener()
    client = Client(ScriptedBackend(joined(1)), no_token, listener.tell)
    client.start()
    listener.until_phase(Phase.ONLINE)

    client.close()
    client.close()
    told = len(listener.events)
    client.say("hello")
    client.ask(Clear())

    assert len(listener.events) == told


def test_what_was_never_started_can_be_closed() -> None:
    client = Client(ScriptedBackend(joined(1)), no_token, Listener().tell)

    client.close()


def test_a_connection_that_does_not_close_is_left_behind() -> None:
    backend, listener = ScriptedBackend(joined(1)), Listener()
    backend.hangs = True
    client = Client(backend, no_token, listener.tell)
    client.start()
    listener.until_phase(Phase.ONLINE)

    client.close()  # the guard around tests fails when the thread is left

    assert backend.connections[0].is_closed


def test_a_source_of_tokens_that_hangs_does_not_hold_up_the_end() -> None:
    asked, end = threading.Event(), threading.Event()

    def hanging() -> Token:
        asked.set()
        end.wait(20)
        return Token("late")

    backend = SocketIoBackend(SocketIoChat("http://127.0.0.1:9", "show"))
    client = Client(backend, hanging, Listener().tell)
    client.start()
    assert asked.wait(20)

    client.close()

    names = [thread.name for thread in threading.enumerate()]
    end.set()
    assert "chat" not in names


def test_a_cancellation_that_is_lost_on_the_way_does_not_hold_up_the_end() -> None:
    class Deaf(ScriptedBackend):
        async def connect(
            self, tokens: TokenSource, place: Place, hear: Callable[[Heard], None]
        ) -> ScriptedConnection:
            connecting.set()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.Event().wait()
            return await super().connect(tokens, place, hear)

    connecting = threading.Event()
    backend = Deaf(joined(1))
    client = Client(backend, no_token, Listener().tell)
    client.start()
    assert connecting.wait(20)

    client.close()  # the guard around tests fails when the thread is left

    assert backend.connections[0].is_closed


def test_a_client_may_be_closed_by_what_it_tells() -> None:
    clients: list[Client] = []
    closed = threading.Event()

    def tell(event: ChatEvent) -> None:
        if isinstance(event, ConnectionChanged) and event.phase == Phase.ONLINE:
            clients[0].close()
            closed.set()

    clients.append(Client(ScriptedBackend(joined(1)), no_token, tell))
    clients[0].start()

    assert closed.wait(20)


def test_more_commands_than_can_wait_are_refused() -> None:
    listener = Listener()
    client = Client(ScriptedBackend(joined(1)), no_token, listener.tell)  # not started
    for _ in range(MAX_COMMANDS):
        client.retry_now()

    own, request = client.say("too much"), client.ask(Clear())

    assert listener.of(OwnChanged) == [
        OwnChanged(own, "too much", state=OwnState.REJECTED, code="rate_limited")
    ]
    assert listener.of(Answered)[0].request_id == request
