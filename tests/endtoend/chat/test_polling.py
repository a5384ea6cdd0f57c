"""The polling fallback: without a socket messages are fetched, and nothing is lost either way."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatclient.backoff import Pace
from chatclient.client import Client
from chatclient.messages import OwnState, Phase
from chatclient.roads import roads_to
from chatclient.settings import SocketIoChat, Token
from tests.chatclient.listener import Listener
from tests.endtoend.chat.nodeprocess import NodeProcess
from tests.fakes.loopthread import LoopThread
from tests.fakes.relay import Relay

SIGNING_KEY = "a-signing-key-that-is-long-enough-for-it"
HASTY = Pace(base_s=0.01, cap_s=0.05, return_s=(600.0, 900.0))


@pytest.fixture
def node(home: Path) -> Iterator[NodeProcess]:
    running = NodeProcess(home / "node", {"signing_key": SIGNING_KEY}, "--guests")
    yield running
    running.close()


def post(url: str, body: object, token: str = "") -> dict[str, str]:
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        said = json.load(answer)
    assert isinstance(said, dict)
    return said


def test_a_client_steps_down_to_polling_and_back_and_misses_nothing(node: NodeProcess) -> None:
    url = f"http://127.0.0.1:{node.port}"

    def guest() -> Token:
        return Token(post(f"{url}/v1/chat/token", {"live": "show", "name": "Aki"})["token"])

    def say(number: int) -> None:
        wish = {"id": f"other-{number}", "text": f"message {number}"}
        assert post(f"{url}/v1/chat/show/messages", wish, guest())["ok"]

    loop, relay, listener = LoopThread("relay"), Relay(), Listener()
    loop.run(relay.open(node.port))
    loop.run(relay.block())  # its port is known now, and nobody listens there
    main, _ = roads_to(SocketIoChat(f"http://127.0.0.1:{relay.port}", "show"))
    _, polling = roads_to(SocketIoChat(url, "show"))
    client = Client(main, guest, listener.tell, fallback=polling, pace=HASTY)
    try:
        say(1)
        client.start()
        listener.until_phase(Phase.POLLING)
        listener.until_lines("message 1")
        say(2)
        own = client.say("my own")
        listener.until_own(own, OwnState.ACCEPTED)
        listener.until(lambda: len(listener.lines) == 3, "expected three messages")
        before = list(listener.lines)

        loop.run(relay.open(node.port))
        client.retry_now()
        listener.until_phase(Phase.ONLINE)
        say(3)
        listener.until_lines(*before, "message 3")
    finally:
        client.close()
        loop.run(relay.block())
        loop.close()

    assert sorted(before) == ["message 1", "message 2", "my own"]
