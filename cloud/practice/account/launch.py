"""Starts the practice account as a process of its own, without anything of a real account."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from cloud.practice.account.homefiles import LOG_FILE
from cloud.practice.launch import launch_detached

FORGOTTEN = 18
"""Exit code: the journal could not be repeated and was set aside; the next start finds none."""


def launch_account(home: Path, arguments: Sequence[str] = ()) -> "subprocess.Popen[bytes]":
    """Start `python -m cloud.practice.account HOME`, detached; raises OSError."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    command = ["cloud.practice.account", str(home), *arguments]
    return launch_detached(command, home, home / LOG_FILE, kept)
