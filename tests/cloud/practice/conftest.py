"""A practice cloud for each test that asks for one, in the test's own home folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cloud.practice.client import PracticeClient
from cloud.practice.messages import ChannelInfo


@pytest.fixture
def practice(home: Path) -> Iterator[PracticeClient]:
    """A running practice cloud, as a process of its own; ended after the test."""
    client = PracticeClient(home / "practice")
    client.ensure_running()
    yield client
    client.stop()


@pytest.fixture
def channel(practice: PracticeClient) -> ChannelInfo:
    """Its channel `studio`."""
    return practice.ensure_running().channel()
