import os
import socket
import sys
from collections.abc import Iterator

import pytest

from cloud.practice.account.neighbours import is_own, is_trusted, owner_of

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_this_user_and_root_are_trusted_and_nobody_else() -> None:
    assert is_trusted(os.getuid())
    assert is_trusted(0)
    assert not is_trusted(os.getuid() + 1234)


def test_where_the_system_does_not_tell_there_is_one_user() -> None:
    assert is_trusted(None)


@linux_only
def test_the_owner_of_a_connection_is_who_opened_it(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as client:
        assert owner_of(client.getsockname()[1], port) == os.getuid()
        assert is_own(client.getsockname()[1], port)


@linux_only
def test_a_connection_that_is_not_there_has_no_owner(port: int) -> None:
    assert owner_of(1, port) is None
