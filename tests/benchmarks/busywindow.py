"""The studio window with something in its process that blocks it 120 ms twice a second.

Run as a program with Livedesk's own arguments. A long C call holds the interpreter's lock, so
neither the GUI thread nor any other of that process gets on, and a core is busy with it.
"""

import sys
import threading
import time

from desktop.commandline import main as run

BLOCK_S = 0.12
EVERY_S = 0.5


def main() -> int:
    """Run the window beside the blocking thread."""
    threading.Thread(target=_block, name="blocker", daemon=True).start()
    return run(sys.argv[1:])


def _block() -> None:
    count = 1_000_000
    began_s = time.thread_time()
    sum(range(count))
    count = round(count * BLOCK_S / (time.thread_time() - began_s))
    while not threading.Event().wait(EVERY_S - BLOCK_S):
        sum(range(count))


if __name__ == "__main__":
    sys.exit(main())
