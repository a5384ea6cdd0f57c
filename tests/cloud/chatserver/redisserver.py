"""Debian's redis-server on a free port with a folder of its own, to be killed and started again."""

import shutil
import signal
import subprocess
from pathlib import Path

from tests.endtoend.nginxrtmp import free_port, wait_until_listening

ALWAYS = ("--appendonly", "yes", "--appendfsync", "always")
NEVER = ("--appendonly", "no")


class RedisServer:
    """One server; `kill()` and `start()` give the same port and folder again."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._folder = folder
        self._options = options or NEVER
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        folder.mkdir(parents=True)
        self.start()

    @property
    def url(self) -> str:
        """Its address."""
        return f"redis://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Run until `kill`; returns once it listens."""
        with (self._folder / "redis.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *("redis-server", "--bind", "127.0.0.1", "--port", str(self.port)),
                    *("--dir", str(self._folder), "--save", "", *self._options),
                ],
                stdout=log,
                stderr=log,
            )
        wait_until_listening(self.port)

    def kill(self) -> None:
        """End it as a power failure would."""
        self._end(signal.SIGKILL)

    def pause(self) -> None:
        """Let it answer nothing, with its connections open."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it answer again."""
        self._signal(signal.SIGCONT)

    def save_to(self, folder: Path) -> None:
        """Copy its files as they are just now."""
        shutil.copytree(self._folder, folder)

    def fail_over_to(self, folder: Path) -> None:
        """Be killed, and started with an older copy of the files."""
        self.kill()
        shutil.rmtree(self._folder)
        shutil.copytree(folder, self._folder)
        self.start()

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._signal(signal.SIGCONT)
            self._signal(number)
            self._process.wait(30)
            self._process = None
