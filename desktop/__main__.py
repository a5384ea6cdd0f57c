"""Starts Livedesk: `livedesk` or `python -m desktop`."""

import sys

from desktop.windowline import open_window, plain_window


def main() -> int:
    """Run the command line of this process; returns the exit code."""
    arguments = sys.argv[1:]
    options = plain_window(arguments)
    if options is not None:
        return open_window(options)
    from desktop.commandline import main as run  # a window should not have to wait for it

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
