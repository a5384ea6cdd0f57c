import os
import stat
import sys
from pathlib import Path

import psutil
import pytest

from cloud.practice.client import PracticeClient
from cloud.practice.homefolder import LOG_FILE
from cloud.practice.launch import ALREADY_RUNNING, MAX_LOG_BYTES, launch_practice, leave_running


def test_it_runs_in_a_session_of_its_own_and_is_told_no_secret(
    home: Path, practice: PracticeClient
) -> None:
    info = practice.ensure_running()
    process = psutil.Process(info.pid)
    key = info.channel().key

    assert os.getsid(info.pid) == info.pid
    assert process.cmdline()[1:] == ["-m", "cloud.practice", "--home", str(home / "practice")]
    assert not any(key in value for value in process.environ().values())


def test_a_second_process_for_the_same_folder_gives_way(
    home: Path, practice: PracticeClient
) -> None:
    assert launch_practice(home / "practice").wait(30) == ALREADY_RUNNING


def test_what_it_complains_of_is_in_its_log(home: Path) -> None:
    process = launch_practice(home, ["--channel", "Not a name"])

    assert process.wait(30) == 1
    assert "A channel's name has" in (home / LOG_FILE).read_text()
    assert sys.platform == "win32" or stat.S_IMODE((home / LOG_FILE).stat().st_mode) == 0o600


def test_a_long_log_is_put_aside(home: Path) -> None:
    (home / LOG_FILE).write_bytes(b"x" * (MAX_LOG_BYTES + 1))
    process = launch_practice(home, ["--channel", "Not a name"])
    process.wait(30)

    assert (home / LOG_FILE).stat().st_size < 1000
    assert (home / f"{LOG_FILE}.1").stat().st_size > MAX_LOG_BYTES


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX leaves zombies")
def test_a_process_that_was_left_running_leaves_no_zombie(home: Path) -> None:
    first = launch_practice(home, ["--idle", "0.1"])
    leave_running(first)
    psutil.wait_procs([psutil.Process(first.pid)], timeout=30)
    second = launch_practice(home, ["--idle", "0.1"])
    leave_running(second)

    assert first.returncode == 0
    assert second.wait(30) == 0
