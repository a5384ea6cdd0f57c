"""A practice cloud for each test in its own home folder, or one for all tests of a file."""

import itertools
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


@pytest.fixture(scope="module")
def shared_cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeClient]:
    """A practice cloud for all tests of a file."""
    # Long enough for the file; should the tests be killed, it ends by itself.
    client = PracticeClient(tmp_path_factory.mktemp("cloud"), launch_arguments=("--idle", "300"))
    client.ensure_running()
    yield client
    client.stop()


@pytest.fixture
def shared(shared_cloud: PracticeClient) -> Iterator[PracticeClient]:
    """The same, without faults for all channels afterwards."""
    yield shared_cloud
    shared_cloud.clear_faults()


@pytest.fixture
def own_channel(shared: PracticeClient) -> ChannelInfo:
    """A channel of it that no other test has."""
    return shared.create_channel(f"own-{next(_numbers)}")


_numbers = itertools.count(1)
