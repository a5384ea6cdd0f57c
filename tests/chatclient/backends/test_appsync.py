"""AWS AppSync Events, against its emulator."""

from collections.abc import Iterator

import pytest

from tests.chatclient.backends.contract import Contract
from tests.chatclient.backends.managedpeers import AppSyncPeer


class TestAppSync(Contract):
    """The contract, with tokens."""

    @pytest.fixture
    def peer(self) -> Iterator[AppSyncPeer]:
        peer = AppSyncPeer()
        yield peer
        peer.close()
