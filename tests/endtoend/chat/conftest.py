"""The chat server that the hostile tests try."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.endtoend.chat.rawnode import HOST_KEY, SIGNING_KEY, RawNode


@pytest.fixture
def tried_node(home: Path) -> Iterator[RawNode]:
    """A node that, after whatever a test did to it, serves on and has told nothing."""
    node = RawNode(home, "--guests", "--store", f"sqlite:{home / 'chat.sqlite3'}")
    try:
        yield node
        assert node.process.poll() is None, node.log()
        with node.client("host", "last") as last:
            said = last.asks("send", {"id": "last", "text": "still here"})
            assert said["ok"]
            assert last.hears(said["seq"])["d"]["text"] == "still here"
    finally:
        code = node.close()
    log = node.log()
    assert code == 0, log
    assert not [token for token in (*node.shown, HOST_KEY, SIGNING_KEY) if token in log]
    assert "Traceback" not in log
    assert "exception" not in log.lower()
