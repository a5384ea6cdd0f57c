"""The windows and commands attached to the engine: each with its own threads and outbox.

A window that is stopped or slow fills only its own outbox; the broadcast never waits for it.
"""

import contextlib
import threading
from collections import deque
from collections.abc import Callable

from encoder.engine.previewtap import PreviewTap
from encoder.errors import ErrorCode, Problem
from encoder.link import Link, LinkClosed
from encoder.messages import (
    Alive,
    Attach,
    Command,
    Event,
    Failed,
    Levelled,
    ReleasePreview,
    Sampled,
)
from encoder.preview import PreviewWriter
from encoder.wire import WireError

OUTBOX_EVENTS = 512
FAREWELL_S = 1.0
"""How long closing waits for a client to take what is still in its outbox."""
COALESCED = (Sampled, Levelled, Alive)
"""Only the newest of these matters; everything else is kept in order."""


class Client:
    """One attached connection."""

    def __init__(
        self,
        link: Link,
        obey: Callable[["Client", Command], None],
        gone: Callable[["Client"], None],
    ) -> None:
        self._link = link
        self._obey = obey
        self._gone = gone
        self.keeps_on_air = True
        self.preview: PreviewTap | None = None
        self._condition = threading.Condition()
        self._outbox: deque[Event] = deque()
        self._is_closing = False
        self.is_attached = False
        self.asked = self.answered = 0
        """Wishes, counted by whoever obeys: each by one thread alone."""
        self._threads = [
            threading.Thread(target=self._read, name="client-read"),
            threading.Thread(target=self._write, name="client-write"),
        ]
        for thread in self._threads:
            thread.start()

    def send(self, event: Event) -> None:
        """Queue an event; never blocks. A client that reads nothing for long is dropped."""
        with self._condition:
            if isinstance(event, COALESCED):
                stale = [old for old in self._outbox if type(old) is type(event)]
                for old in stale:
                    self._outbox.remove(old)
            self._outbox.append(event)
            is_stuck = len(self._outbox) > OUTBOX_EVENTS
            self._condition.notify()
        if is_stuck:
            self._link.hang_up()

    def attach(self, command: Attach) -> None:
        """Take over what the client asked for when it attached."""
        self.is_attached = True
        self.keeps_on_air = command.keeps_on_air
        if command.preview is not None and self.preview is None:
            # FileNotFoundError: the window died just now; its link will close.
            with contextlib.suppress(FileNotFoundError):
                self.preview = PreviewTap(PreviewWriter(command.preview), self.send)

    def hang_up(self) -> None:
        """End the connection: it asks for more than can be done. Any thread."""
        self._link.hang_up()

    def close(self) -> None:
        """Close the connection and join the threads; not from one of them."""
        with self._condition:
            self._is_closing = True
            self._condition.notify()
        self._threads[1].join(FAREWELL_S)
        self._link.hang_up()
        for thread in self._threads:
            thread.join()
        self._link.close()
        if self.preview is not None:
            self.preview.close()

    def _read(self) -> None:
        while True:
            try:
                command = self._link.receive_command(None)
            except LinkClosed:
                break
            except WireError as error:
                self.send(Failed(Problem(ErrorCode.ENGINE_FAULT, {"reason": str(error)})))
                continue
            match command:
                case None:
                    pass
                case ReleasePreview(slot=slot):
                    if self.preview is not None:
                        self.preview.release(slot)
                case _:
                    self._obey(self, command)
        self._gone(self)

    def _write(self) -> None:
        while True:
            with self._condition:
                while not self._outbox and not self._is_closing:
                    self._condition.wait()
                if not self._outbox:
                    return
                event = self._outbox.popleft()
            try:
                self._link.send(event)
            except LinkClosed:
                return
