"""A window without pictures: attached to an engine over a real connection."""

import contextlib
import threading
import time
from pathlib import Path

from encoder import link
from encoder.link import Link, LinkClosed
from encoder.messages import Attach, Attached, Command
from tests.fakes.eventlog import PATIENCE_S, EventLog


class EngineWindow:
    """Attaches at construction and remembers every event; `close()` leaves."""

    def __init__(self, home: Path, attach: Attach | None = None) -> None:
        self.log = EventLog()
        self.has_ended = threading.Event()
        """Set when the engine closed the connection."""
        self._link = _connected(home)
        self._link.send(Attach() if attach is None else attach)
        self._thread = threading.Thread(target=self._read, name="fake-window")
        self._thread.start()
        self.attached = self.log.wait_for(Attached)

    def send(self, command: Command) -> None:
        """Send a command."""
        self._link.send(command)

    def close(self) -> None:
        """Leave, like a window that is killed."""
        self._link.hang_up()
        self._thread.join()
        self._link.close()

    def __enter__(self) -> "EngineWindow":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self) -> None:
        with contextlib.suppress(LinkClosed):
            while True:
                event = self._link.receive_event(None)
                if event is not None:
                    self.log(event)
        self.has_ended.set()


def _connected(home: Path) -> Link:
    """Connect as soon as the engine listens."""
    pause, until_s = threading.Event(), time.monotonic() + PATIENCE_S
    while time.monotonic() < until_s:
        address = link.read_address(home)
        if address is not None:
            with contextlib.suppress(LinkClosed):
                return link.connect(address)
        pause.wait(0.01)
    raise AssertionError("no engine listens")
