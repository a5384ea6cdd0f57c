"""A private X server without a monitor."""

import os
import subprocess


class VirtualScreen:
    """An Xvfb with a white root window; `display` names it, leaving the `with` block ends it."""

    def __init__(self, width: int = 1280, height: int = 720) -> None:
        reading, writing = os.pipe()
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-wr",
             "-nolisten", "tcp"],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as answer:
            self.display = f":{answer.readline().strip()}"

    def __enter__(self) -> "VirtualScreen":
        return self

    def __exit__(self, *reason: object) -> None:
        self._process.terminate()
        self._process.wait(30)
