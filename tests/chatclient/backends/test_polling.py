"""The chat read every few seconds over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chatclient.backends.base import Place
from chatclient.backends.polling import PollingBackend
from chatclient.client import Client
from chatclient.settings import PollingChat
from tests.chatclient.backends.contract import HASTY, Contract
from tests.chatclient.backends.peers import LIVE, NodePeer
from tests.chatclient.listener import Listener


def backend_to(url: str) -> PollingBackend:
    return PollingBackend(PollingChat(url, LIVE), longest_poll_s=0.1)


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[NodePeer]:
    peer = NodePeer(tmp_path, backend_to, checks_entry=False)
    yield peer
    peer.close()


class TestPolling(Contract):
    """The contract, against a node."""


def test_what_the_newest_do_not_hold_is_read_from_pages(peer: NodePeer) -> None:
    for number in range(320):
        peer.say(f"{number}")
    epoch = peer.server.rooms.known(LIVE)
    assert epoch is not None
    listener = Listener()
    client = Client(
        peer.backend, peer.tokens, listener.tell, place=Place(11, epoch.epoch), pace=HASTY
    )

    client.start()

    listener.until_lines(*(f"{number}" for number in range(10, 320)))
    client.close()
    assert not [line for line in listener.lines if line == "gap"]
