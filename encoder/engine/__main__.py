"""Starts the engine process: `python -m encoder.engine HOME`; one for each home folder."""

import faulthandler
import signal
import sys
from pathlib import Path

from filelock import FileLock, Timeout

from encoder.launch import ALREADY_RUNNING


def main() -> int:
    """Run the engine until it may end; returns its exit code."""
    home = Path(sys.argv[1])
    home.mkdir(parents=True, exist_ok=True)
    faulthandler.enable()  # a crash in a driver or codec leaves its stack in the engine's log
    try:
        with FileLock(home / "engine.lock", timeout=0):
            from encoder.engine.host import Host  # av takes 0.2 s: only the owner loads it

            host = Host(home)
            signal.signal(signal.SIGTERM, lambda *_: host.request_end())
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the window's
            host.run()
    except Timeout:
        return ALREADY_RUNNING
    return 0


if __name__ == "__main__":
    sys.exit(main())
