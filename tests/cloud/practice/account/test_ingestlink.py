from pathlib import Path

from filelock import FileLock

from cloud.practice.account.ingestlink import FRESH_S, PracticeIngest
from cloud.practice.client import PracticeClient
from cloud.practice.homefolder import LOCK_FILE, read_memory
from cloud.practice.messages import StreamState


def test_a_channel_made_before_the_ingest_runs_is_there_when_it_does(home: Path) -> None:
    folder = home / "practice"
    made = PracticeIngest(folder).create_channel("early")
    client = PracticeClient(folder)
    client.ensure_running()
    found = client.create_channel("early")
    client.stop()

    assert made == found


def test_a_channel_can_be_deleted_whether_the_ingest_runs_or_not(home: Path) -> None:
    folder = home / "practice"
    ingest = PracticeIngest(folder)
    for name in ("first", "second"):
        ingest.create_channel(name)
    ingest.delete_channel("first")
    assert set(read_memory(folder).keys) == {"second"}

    client = PracticeClient(folder)
    client.ensure_running()
    ingest.delete_channel("second")
    assert not client.delete_channel("second")
    names = [channel.name for channel in client.ensure_running().channels]
    status = ingest.status("studio")
    client.stop()

    assert names == ["studio"]
    assert status is not None
    assert status.state is StreamState.OFFLINE


def test_the_same_channel_keeps_its_key_and_ports(home: Path) -> None:
    ingest = PracticeIngest(home)

    assert ingest.create_channel("a") == ingest.create_channel("a")


def test_of_an_ingest_that_does_not_run_nothing_is_known(home: Path) -> None:
    now_s = 0.0
    ingest = PracticeIngest(home, lambda: now_s)

    assert ingest.status("a") is None
    assert not ingest.kick("a")
    now_s = FRESH_S
    assert ingest.status("a") is None


def test_an_ingest_that_is_just_starting_is_left_alone(home: Path) -> None:
    with FileLock(home / LOCK_FILE):
        assert PracticeIngest(home).create_channel("a") is None

    assert read_memory(home).keys == {}
