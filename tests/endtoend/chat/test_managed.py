"""Amazon's managed chats, as their emulator has them, between clients of ours and of others.

Amplify's client makes `wss://` of any address, so it meets the emulator behind TLS; IVS's does not.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from chatclient.client import Client
from chatclient.messages import Answered, Began, OwnState, Phase
from chatclient.roads import roads_to
from chatclient.settings import AppSyncChat, ChatAddress, IvsChat, Token, TokenSource
from chatclient.tokens import AddressTokens
from chatclient.wire.envelopes import Role, StampBody
from chatclient.wire.requests import Ban, Delete, Effect, Purge, Settings
from cloud.practice.managedchat.knobs import Knobs
from tests.chatclient.backends.contract import HASTY
from tests.chatclient.listener import Listener
from tests.endtoend.chat.npmpeer import NpmPeer
from tests.fakes.certificate import self_signed
from tests.fakes.managedchat import ManagedService
from tests.fakes.relay import Relay

CHANNEL = "/default/room"
Enter = Callable[[str], tuple[Client, Listener]]


@pytest.fixture
def tls(tmp_path: Path) -> tuple[Path, Path]:
    certificate, _ = self_signed(tmp_path)
    return certificate, tmp_path / "key.pem"


@pytest.fixture
def service(tls: tuple[Path, Path]) -> Iterator[ManagedService]:
    service = ManagedService(tls=tls)
    yield service
    service.close()


class Road:
    """A relay before the service that one of the clients goes through."""

    def __init__(self, service: ManagedService) -> None:
        self._service = service
        self._relay = Relay()
        self.open()
        self.host = f"127.0.0.1:{self._relay.port}"

    def open(self) -> None:
        self._service.thread.run(self._relay.open(self._service.port))

    def block(self) -> None:
        self._service.thread.run(self._relay.block())


@pytest.fixture
def road(service: ManagedService) -> Iterator[Road]:
    road = Road(service)
    yield road
    road.block()


@pytest.fixture(params=["appsync", "ivs"])
def enter(request: pytest.FixtureRequest, service: ManagedService, road: Road) -> Iterator[Enter]:
    """Let somebody in, by either service: the host through the road, others straight."""
    with ExitStack() as ends:

        def enter(user: str) -> tuple[Client, Listener]:
            host = road.host if user == "host" else f"127.0.0.1:{service.port}"
            role = Role.HOST if user == "host" else Role.VIEWER
            address: ChatAddress
            if request.param == "ivs":
                address = IvsChat(f"ws://{host}", user)
            else:
                address = AppSyncChat(f"http://{host}", f"ws://{host}", CHANNEL, "bearer")
            path, wish = f"/tokens/{request.param}", {"user": user, "role": role.value}
            client, listener = entered(address, lambda: Token(service.post(path, wish)["token"]))
            ends.callback(client.close)
            return client, listener

        yield enter


def entered(address: ChatAddress, tokens: TokenSource) -> tuple[Client, Listener]:
    """Return a client that is in."""
    listener = Listener()
    backend, fallback = roads_to(address)
    client = Client(backend, tokens, listener.tell, fallback=fallback, pace=HASTY)
    client.start()
    listener.until_phase(Phase.ONLINE)
    return client, listener


def test_two_talk_and_what_one_missed_is_marked(enter: Enter, road: Road) -> None:
    host, at_host = enter("host")
    guest, at_guest = enter("guest")

    host.say("こんにちは")
    at_guest.until_lines("こんにちは")
    question = at_guest.entry("こんにちは").seq
    guest.say("はい", reply_to=question)
    at_host.until_lines("こんにちは", "はい")
    since = len(at_host.events)
    road.block()
    at_host.until_phase(Phase.WAITING, since=since)
    at_guest.until_own(guest.say("missed"), OwnState.ACCEPTED)
    unsent = host.say("after")
    road.open()
    host.retry_now()

    at_host.until_own(unsent, OwnState.ACCEPTED)
    at_host.until_lines("こんにちは", "はい", "gap", "after")
    at_guest.until_lines("こんにちは", "はい", "missed", "after")
    answered = at_host.entry("はい").body
    assert getattr(answered, "reply_to", 0) == at_host.entry("こんにちは").seq
    assert len(at_host.of(Began)) == 1


def test_stamps_go_round_and_moderators_take_down(enter: Enter) -> None:
    host, at_host = enter("host")
    guest, at_guest = enter("guest")
    for text in ("one", "two", "three"):
        at_guest.until_own(guest.say(text), OwnState.ACCEPTED)
    guest.say(stamp="clap")
    at_host.until_lines("one", "two", "three", "StampBody")
    stamp = at_host.entry("StampBody")
    assert isinstance(stamp.body, StampBody)
    assert stamp.body.stamp == "clap"
    assert stamp.envelope.user
    assert stamp.envelope.user.role is Role.VIEWER

    asked = host.ask(Delete(at_host.entry("two").seq))
    refused = host.ask(Settings(slow_s=30))

    at_guest.until_lines("one", "three", "StampBody")
    at_host.until_lines("one", "three", "StampBody")
    at_host.until(lambda: len(at_host.of(Answered)) == 2, "expected two answers")
    answers = {event.request_id: event.answer for event in at_host.of(Answered)}
    assert answers[asked].ok
    assert answers[refused].code == "forbidden"

    host.ask(Purge("guest"))
    at_guest.until_lines()


def test_a_viewer_takes_nothing_down(enter: Enter) -> None:
    host, at_host = enter("host")
    guest, at_guest = enter("guest")
    host.say("stays")
    at_guest.until_lines("stays")

    guest.ask(Delete(at_guest.entry("stays").seq))

    at_guest.until(lambda: at_guest.of(Answered), "expected an answer")
    assert at_guest.of(Answered)[0].answer.code == "forbidden"
    assert at_guest.lines == ["stays"]
    at_host.until_lines("stays")


def test_amazons_own_ivs_client_and_ours_are_in_one_room(service: ManagedService) -> None:
    tokens = f"{service.http_url}/tokens/ivs"
    key = service.keys.service_key
    host, at_host = entered(IvsChat(service.ws_url), AddressTokens(tokens, key, name="Hanako"))
    service.turn(Knobs(denied_words=("spam",)))

    with NpmPeer("ivsguest.mjs") as guest:
        wish = {"user": "guest", "name": "Guest"}
        guest.tell("connect", service.ws_url, tokens, key, wish)
        guest.until("connect")
        guest.tell("say", "hello from npm")
        assert guest.until("done", "failed")["told"]["content"] == "hello from npm"
        at_host.until_lines("hello from npm")
        host.say("hello from here")
        heard = guest.until("message")["told"]
        assert heard["content"] == "hello from here"
        assert heard["sender"]["attributes"]["displayName"] == "Hanako"
        guest.tell("say", "buy spam")
        assert guest.until("failed")["code"] == 406
        guest.tell("delete", heard["id"])
        assert guest.until("failed")["code"] == 403
        host.ask(Delete(at_host.entry("hello from npm").seq))
        guest.until("messageDelete")
        host.ask(Ban("guest"))
        guest.until("disconnect")

    host.close()


def test_amplifys_own_client_and_ours_are_on_one_channel(
    service: ManagedService, tls: tuple[Path, Path]
) -> None:
    key = service.keys.api_key
    address = AppSyncChat(service.http_url, service.ws_url, CHANNEL, name="Hanako")
    host, at_host = entered(address, lambda: Token(key))

    with NpmPeer("amplifyguest.mjs", trusted=tls[0]) as guest:
        guest.tell("connect", f"https://127.0.0.1:{service.tls_port}/event", key, CHANNEL)
        assert guest.until("done", "failed")["on"] == "done"
        user = {"id": "guest", "name": "Guest"}
        guest.tell("publish", {"id": "a", "k": "msg", "u": user, "d": {"text": "by websocket"}})
        assert guest.until("done", "failed")["on"] == "done"
        guest.tell("post", {"id": "b", "k": "msg", "u": user, "d": {"text": "by HTTP"}})
        assert guest.until("done", "failed")["on"] == "done"
        at_host.until_lines("by websocket", "by HTTP")
        host.ask(Effect("confetti"))
        host.say("hello")
        while (heard := guest.until("event")["told"]["event"])["k"] != "effect":
            assert heard["u"] == user
        assert heard["d"] == {"name": "confetti"}
        heard = guest.until("event")["told"]["event"]
        assert (heard["u"]["name"], heard["d"]) == ("Hanako", {"text": "hello"})

        guest.tell("post", {"id": "c", "k": "msg", "d": {"text": "nobody's"}})
        assert guest.until("done", "failed")["on"] == "done"
        guest.tell("connect", f"https://127.0.0.1:{service.tls_port}/event", "wrong", CHANNEL)
        assert guest.until("done", "failed")["on"] == "failed"
        guest.tell("post", {"id": "d", "k": "msg", "u": user, "d": {"text": "refused"}})
        assert guest.until("done", "failed")["on"] == "failed"

    at_host.until_lines("by websocket", "by HTTP", "EffectBody", "hello")
    host.close()
