import contextlib
import json
import os
import signal
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from filelock import FileLock

from cloud.errors import PracticeNotStarted, PracticeRefused, PracticeUnreachable
from cloud.practice.client import PracticeClient
from cloud.practice.faults import NO_FAULTS, Faults
from cloud.practice.homefolder import ADDRESSES_FILE, LOCK_FILE, LOG_FILE
from cloud.practice.messages import DEFAULT_CHANNEL, KEY_PREFIX, StreamState
from tests.cloud.practice.publishers import Publisher, wait_until

HEAVY = ("av", "starlette", "uvicorn", "asyncio", "numpy")


def ended(pid: int, timeout_s: float = 30) -> bool:
    gone, _ = psutil.wait_procs([psutil.Process(pid)], timeout=timeout_s)
    return bool(gone)


def test_importing_the_client_loads_nothing_heavy() -> None:
    script = f"import cloud.practice.client, sys; print([n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert done.stdout.strip() == b"[]"


def test_it_finds_what_is_running_and_starts_what_is_not(home: Path) -> None:
    client = PracticeClient(home)
    assert client.find() is None
    info = client.ensure_running()

    assert client.find() == PracticeClient(home).ensure_running() == info
    channel = info.channel(DEFAULT_CHANNEL)
    assert channel.key.startswith(f"{KEY_PREFIX}{DEFAULT_CHANNEL}-")
    assert channel.rtmp_url.startswith("rtmp://127.0.0.1:")
    assert channel.playback_url == f"{channel.watch_url}index.m3u8"
    client.stop()
    assert client.find() is None


def test_clients_that_race_get_the_same_process(home: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        clients = [PracticeClient(home) for _ in range(4)]
        infos = list(threads.map(PracticeClient.ensure_running, clients))

    assert len({info.pid for info in infos}) == 1
    clients[0].stop()


def test_killed_and_started_again_it_has_the_same_ports_and_keys(home: Path) -> None:
    client = PracticeClient(home)
    before = client.ensure_running()
    client.create_channel("second")
    with Publisher(before.channel()).begin():
        os.kill(before.pid, signal.SIGKILL)
        assert ended(before.pid)
        with pytest.raises(PracticeUnreachable):
            client.status()
        after = client.ensure_running()

    assert after.pid != before.pid
    assert after.channel() == before.channel()
    assert after.channel("second").key.startswith("practice-second-")
    client.stop()


def test_it_ends_by_itself_when_nobody_uses_it(home: Path) -> None:
    client = PracticeClient(home, launch_arguments=["--idle", "1"])
    pid = client.ensure_running().pid

    assert ended(pid)
    assert not (home / ADDRESSES_FILE).exists()


def test_a_publisher_is_use_enough_but_a_viewer_is_not(home: Path) -> None:
    client = PracticeClient(home, launch_arguments=["--idle", "1"])
    info = client.ensure_running()
    with Publisher(info.channel()).begin():
        assert not ended(info.pid, 2.5)
        assert client.status().channel().state is StreamState.LIVE

    def is_gone_although_watched() -> bool:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(info.channel().watch_url, timeout=30).close()
        return ended(info.pid, 0)

    wait_until(is_gone_although_watched)


def test_held_it_stays_until_it_is_told_to_end(home: Path) -> None:
    client = PracticeClient(home, launch_arguments=["--idle", "0.1", "--hold"])
    info = client.ensure_running()
    assert not ended(info.pid, 1.5)

    os.kill(info.pid, signal.SIGTERM)
    assert ended(info.pid)


def test_faults_are_set_shown_and_taken_back(shared: PracticeClient) -> None:
    assert shared.set_faults(Faults(read_rate_bps=64_000)) == Faults(read_rate_bps=64_000)
    assert shared.set_faults(Faults(refuse="publishes"), "studio") == Faults(
        read_rate_bps=64_000, refuse="publishes"
    )
    assert shared.status().faults == Faults(read_rate_bps=64_000)
    shared.clear_faults()
    assert shared.clear_faults("studio") == shared.status().faults == NO_FAULTS


def test_a_wish_that_can_not_be_is_refused_with_a_sentence(shared: PracticeClient) -> None:
    with pytest.raises(PracticeRefused, match="There is no channel of that name"):
        shared.kick("elsewhere")
    with pytest.raises(PracticeRefused, match="set it for all"):
        shared.set_faults(Faults(not_running=True), "studio")
    with pytest.raises(PracticeRefused, match="A channel's name has"):
        shared.create_channel("No Name")


def test_a_home_that_can_not_be_is_told_as_a_failed_start(home: Path) -> None:
    (home / "file").write_text("")

    with pytest.raises(PracticeNotStarted):
        PracticeClient(home / "file").ensure_running()


def test_a_process_that_ends_at_once_is_told_with_its_log(home: Path) -> None:
    client = PracticeClient(home, launch_arguments=["--channel", "No Name"])

    with pytest.raises(PracticeNotStarted, match="exit code 1") as failed:
        client.ensure_running()
    assert LOG_FILE in failed.value.problem.hint


def test_addresses_of_a_dead_process_lead_nowhere(home: Path, shared: PracticeClient) -> None:
    addresses = json.loads((shared.home / ADDRESSES_FILE).read_text())
    other = home / "other"
    other.mkdir()
    (other / ADDRESSES_FILE).write_text(json.dumps(addresses | {"token": "of another"}))

    with pytest.raises(PracticeUnreachable, match="out of date"):
        PracticeClient(other).status()
    PracticeClient(other).stop()


def test_touching_is_using(shared: PracticeClient) -> None:
    shared.touch()


def test_one_that_is_ending_already_is_waited_for(home: Path) -> None:
    folder = home / "practice"
    client = PracticeClient(folder)
    client.stop()
    assert not folder.exists()  # nothing was ever started
    folder.mkdir()

    with (
        FileLock(folder / LOCK_FILE),  # its addresses go first, the process last
        pytest.raises(PracticeUnreachable, match=r"has not ended within 0\.2 s"),
    ):
        client.stop(timeout_s=0.2)
    client.stop(timeout_s=0.2)
