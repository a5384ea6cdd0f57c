"""Starts the practice cloud as a process of its own session, so that it outlives its starter."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from cloud.practice.homefolder import LOG_FILE

ALREADY_RUNNING = 17
"""Exit code: another process serves this home folder; the caller turns to that one."""
MAX_LOG_BYTES = 1_000_000

_left_running: list[subprocess.Popen[bytes]] = []


def launch_practice(home: Path, arguments: Sequence[str] = ()) -> subprocess.Popen[bytes]:
    """Start `python -m cloud.practice --home HOME`, detached; its output goes to its log file.

    Nothing secret is passed. Raises OSError.
    """
    command = ["cloud.practice", "--home", str(home), *arguments]
    return launch_detached(command, home, home / LOG_FILE, dict(os.environ))


def launch_detached(
    command: Sequence[str], home: Path, log: Path, environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """Start `python -m COMMAND` in `home` as the leader of its own session; raises OSError."""
    home.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > MAX_LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    log.touch(mode=0o600)  # it may name addresses and resources
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, "-m", *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            creationflags=flags,
            cwd=home,
            env={**environment, "PYTHONSAFEPATH": "1"},
        )


def leave_running(process: subprocess.Popen[bytes]) -> None:
    """Let a process outlive us. Forgotten, it would be reported as a leak when collected."""
    _left_running[:] = [old for old in _left_running if old.poll() is None]
    _left_running.append(process)
