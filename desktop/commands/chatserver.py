"""`livedesk chatserver`: a chat server in place of this process; its words are its own.

`livedesk chatserver --help` says what they are.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence

Become = Callable[[str, list[str]], object]
"""Replaces this process by another program; see os.execv."""


def run_chatserver(words: Sequence[str], become: Become | None = None) -> int:
    """Run a node with these words; return its exit code where the process can't become it."""
    command = [sys.executable, "-m", "cloud.chatserver", *words]
    if become is None and sys.platform == "win32":
        return subprocess.run(command, check=False).returncode
    (become or os.execv)(sys.executable, command)
    return 0
