"""A virtual X screen of one's own."""

import os
import subprocess

WIDTH, HEIGHT = 640, 360


class XServer:
    """A running Xvfb with a white root window, on a display of its own choice."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        self._process = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"),
                *("-wr", "-noreset", "-nolisten", "tcp"),
            ],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as answer:
            self.display = f":{answer.readline().strip()}"

    def kill(self) -> None:
        """End it without a farewell to its clients."""
        self._process.kill()
        self._process.wait(30)

    def close(self) -> None:
        """Let it remove its socket."""
        self._process.terminate()
        self._process.wait(30)
