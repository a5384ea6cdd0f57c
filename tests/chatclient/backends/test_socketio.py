"""Livedesk's own chat server, over Socket.IO."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chatclient.backends.socketio import SocketIoBackend
from chatclient.settings import SocketIoChat
from tests.chatclient.backends.contract import Contract
from tests.chatclient.backends.peers import LIVE, NodePeer


class TestSocketIo(Contract):
    """The contract, against a node."""

    @pytest.fixture
    def peer(self, tmp_path: Path) -> Iterator[NodePeer]:
        peer = NodePeer(tmp_path, lambda url: SocketIoBackend(SocketIoChat(url, LIVE)))
        yield peer
        peer.close()
