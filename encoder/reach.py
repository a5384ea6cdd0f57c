"""Finds the engine of a home folder or launches one, and sees to it that a lost one is dead."""

import contextlib
import signal
import subprocess
import threading
import time
from pathlib import Path

import psutil

from encoder import link
from encoder.errors import EngineError, ErrorCode
from encoder.launch import ALREADY_RUNNING, EngineProcess, Launcher, is_engine_of, leave_running
from encoder.link import Link, LinkClosed

START_TIMEOUT_S = 10.0
STOP_TIMEOUT_S = 6.0
"""An engine stops any broadcast within 5 s."""
POLL_S = 0.02
LAST_WORDS_S = 1.0


class EngineReach:
    """The engine of one home folder, whoever started it. Used by one thread."""

    def __init__(
        self,
        home: Path,
        launch: Launcher,
        closing: threading.Event,
        start_timeout_s: float = START_TIMEOUT_S,
        stop_timeout_s: float = STOP_TIMEOUT_S,
    ) -> None:
        """`closing` interrupts every wait."""
        self._home = home
        self._launch = launch
        self._closing = closing
        self._start_timeout_s = start_timeout_s
        self._stop_timeout_s = stop_timeout_s
        self._process: EngineProcess | None = None
        self.is_new = False
        """The engine linked to last was launched for it, and so knows nothing yet."""

    def link(self) -> Link | None:
        """Return a link to the running engine, or to a new one; None when closing.

        Raises EngineError when there is none to be had.
        """
        self.is_new = False
        found = self._try_link()
        if found is not None:
            return found
        self.bury()  # if one is there, it does not answer
        self.is_new = True
        deadline_s = time.monotonic() + self._start_timeout_s
        while time.monotonic() < deadline_s:
            if self._process is None:
                self._process = self._start()
            if self._closing.wait(POLL_S):
                self.bury()
                return None
            found = self._try_link()
            if found is not None:
                return found
            code = self._process.poll()
            if code == ALREADY_RUNNING:  # by another window; or the one before still ends
                self._process = None
                self._closing.wait(10 * POLL_S)
            elif code is not None:
                self._process = None
                raise EngineError(ErrorCode.ENGINE_NOT_STARTED, reason=f"exit code {code}")
        self.bury()
        raise EngineError(ErrorCode.ENGINE_NOT_STARTED, reason="no answer")

    def last_words(self) -> str:
        """Return how the engine ended, as far as its parent knows."""
        if self._process is None:
            return "connection lost"
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = self._process.wait(LAST_WORDS_S)
            self._process = None
            return f"exit code {code}" if code >= 0 else signal.Signals(-code).name
        return "connection lost"

    def bury(self) -> None:
        """Make sure that no engine of this folder runs any more."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        address = link.read_address(self._home)
        if address is not None and is_engine_of(self._home, address.pid):
            with contextlib.suppress(psutil.Error):
                stray = psutil.Process(address.pid)
                stray.kill()
                stray.wait(self._stop_timeout_s)

    def part(self, keeps_on_air: bool) -> None:
        """Let go of the engine: leave one that may stay, wait for one that ends with us."""
        process, self._process = self._process, None
        if process is None:
            return
        if keeps_on_air:
            leave_running(process)
            return
        try:
            process.wait(self._stop_timeout_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _start(self) -> EngineProcess:
        try:
            return self._launch(self._home)
        except OSError as error:
            raise EngineError(ErrorCode.ENGINE_NOT_STARTED, reason=error.strerror) from error

    def _try_link(self) -> Link | None:
        address = link.read_address(self._home)
        if address is None:
            return None
        try:
            return link.connect(address)
        except LinkClosed:
            return None
