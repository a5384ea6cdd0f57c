"""Starts Livedesk: `livedesk` or `python -m desktop`."""

import sys

from desktop.commandline import main as run


def main() -> int:
    """Run the command line of this process; returns the exit code."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
