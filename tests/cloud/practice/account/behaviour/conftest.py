"""Accounts and servers for the tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cloud.practice.account.behaviour.living import Listener, Living, living


@pytest.fixture
def account(home: Path) -> Iterator[Living]:
    with living(home) as account:
        yield account


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()
