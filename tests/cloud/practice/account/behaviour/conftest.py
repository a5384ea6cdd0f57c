"""Accounts and servers for the tests of this folder."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

from tests.cloud.practice.account.behaviour.living import POLL_S, Listener, Living, living


@pytest.fixture
def account(home: Path) -> Iterator[Living]:
    with living(home) as account:
        yield account


@pytest.fixture
def served(account: Living) -> Iterator[Living]:
    """An account that listens, so that functions can call it."""
    app = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(POLL_S,), name="served-account")
    thread.start()
    account.context.url = f"http://127.0.0.1:{server.server_port}"
    yield account
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()
