"""Amazon IVS Chat, against its emulator."""

from collections.abc import Iterator

import pytest

from tests.chatclient.backends.contract import Contract
from tests.chatclient.backends.managedpeers import IvsPeer


class TestIvs(Contract):
    """The contract."""

    @pytest.fixture
    def peer(self) -> Iterator[IvsPeer]:
        peer = IvsPeer()
        yield peer
        peer.close()
