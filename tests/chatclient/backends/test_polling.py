"""The chat read every few seconds over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from aiohttp import web

from chatclient.backends.base import Place
from chatclient.backends.polling import PollingBackend
from chatclient.backends.webreading import WebReader
from chatclient.client import Client
from chatclient.settings import PollingChat, Token
from chatclient.wire.answers import Paged
from chatclient.wire.pages import Latest, LogPage
from chatclient.wire.requests import Page
from tests.chatclient.backends.contract import HASTY, Contract
from tests.chatclient.backends.peers import LIVE, NodePeer
from tests.chatclient.backends.test_webreading import served
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


def test_pages_are_asked_for_by_their_epoch_so_that_no_cache_mixes_them_up() -> None:
    asked: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request.path_qs)
        answer = Latest("e1", 150, 60_000, ())
        if "/s/" in request.path:
            return web.json_response(body=msgspec.json.encode(LogPage("e1", 100, (), False)))
        return web.json_response(body=msgspec.json.encode(answer))

    async def read(_: WebReader, url: str) -> Paged:
        backend = PollingBackend(PollingChat(url.removesuffix("/x"), LIVE))
        reading = await backend.connect(lambda: Token("t"), Place(), lambda heard: None)
        try:
            return await reading.page(Page(120, 10))
        finally:
            await reading.close()

    assert served(handler, read).epoch == "e1"
    assert asked[-1] == f"/chat/{LIVE}/s/1.json?e=e1"
