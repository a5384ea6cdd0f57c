"""Keeps the record of the show that runs: a thread that writes the outbox, and one that sends it.

Nobody who tells it something waits for a disk or the network.
"""

import contextlib
import logging
import queue
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
from msgspec.structs import replace

from cloud.outbox.outbox import Outbox, OutboxUnusable
from cloud.outbox.sender import Send, Sender, SenderPhase, SenderState
from cloud.outbox.show import Beginning, Reading, Show, ended, measured, started

MOST_WAITING = 1_000
"""Things told that the disk has not taken yet: hours."""
CLOSING_S = 10.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _End:
    at_ms: int | None
    """None: nothing is on air, and nobody saw when it ended."""


_Told = Beginning | Reading | _End


class ShowRecord:
    """One outbox with its sender. Any thread may tell it something; only `close` blocks."""

    def __init__(
        self,
        file: Path,
        send: Send,
        tell: Callable[[SenderState], None],
        *,
        machine: Callable[[], tuple[float, float]] | None = None,
    ) -> None:
        """`tell` hears how the sending goes; `machine` gives CPU and memory in use, in percent."""
        self._file = file
        self._send = send
        self._tell = tell
        self._machine = machine or machine_percent
        self._jobs: queue.Queue[_Told | None] = queue.Queue(MOST_WAITING)
        self._sender: Sender | None = None
        self._thread = threading.Thread(target=self._run, name="show-record", daemon=True)

    def start(self) -> None:
        """Open the outbox and send what waits."""
        self._thread.start()

    def begin(self, beginning: Beginning) -> None:
        """A show is on air."""
        self._put(beginning)

    def measure(self, reading: Reading) -> None:
        """The show that runs is like this now."""
        self._put(reading)

    def end(self, at_ms: int) -> None:
        """The show has ended."""
        self._put(_End(at_ms))

    def find_nothing_on_air(self) -> None:
        """Nothing is on air: a show that is still open ended when nobody looked."""
        self._put(_End(None))

    def retry_now(self) -> None:
        """Send now: whatever held it up is mended."""
        if self._sender is not None:
            self._sender.retry_now()

    def close(self) -> None:
        """End both threads; what was not sent stays in the outbox, a show stays open."""
        with contextlib.suppress(queue.Full):
            self._jobs.put(None, timeout=CLOSING_S)
        if self._thread.is_alive():
            self._thread.join(CLOSING_S)

    # ---- its thread ----

    def _put(self, told: _Told) -> None:
        try:
            self._jobs.put_nowait(told)
        except queue.Full:
            _log.warning("the outbox's disk is too slow; one event is lost")

    def _run(self) -> None:
        try:
            box = Outbox(self._file)
        except OutboxUnusable as error:
            self._break(error)
            return
        self._sender = sender = Sender(box, self._send, self._tell)
        sender.start()
        try:
            while (told := self._jobs.get()) is not None:
                self._take(box, told)
                sender.wake()
        except OutboxUnusable as error:
            self._break(error)
        except Exception:  # noqa: BLE001 - the thread's main: whoever listens is told
            _log.exception("the record of the show failed")
            self._tell(SenderState(SenderPhase.BROKEN, 0))
        finally:
            sender.close()
            box.close()

    def _break(self, error: OutboxUnusable) -> None:
        _log.warning("the outbox can't be used: %s", error)
        self._tell(SenderState(SenderPhase.BROKEN, 0))

    def _take(self, box: Outbox, told: _Told) -> None:
        show = box.show()
        match told:
            case Beginning():
                self._begin(box, show, told)
            case Reading() if show is not None:
                cpu, memory = self._machine()
                show, update = measured(show, replace(told, cpu_percent=cpu, memory_percent=memory))
                box.put(update, show)
            case _End(at_ms=None) if show is not None:
                box.put(ended(show, show.last_ms, "interrupted"))
            case _End(at_ms=int(at_ms)) if show is not None:
                box.put(ended(show, at_ms))
            case _:
                pass  # of a show that is not recorded

    def _begin(self, box: Outbox, show: Show | None, told: Beginning) -> None:
        if show is not None:
            if (show.started_ms, show.channel_id) == (told.started_ms, told.channel_id):
                return
            box.put(ended(show, show.last_ms, "interrupted"))
        session_id = f"show-{told.started_ms}-{uuid.uuid4().hex[:8]}"
        show = Show(session_id, told.channel_id, told.started_ms, told.started_ms)
        show, event = started(show, told.user, told.title, told.quality)
        box.put(event, show)


def machine_percent() -> tuple[float, float]:
    """Return how much of this machine's CPU (since the last call) and memory is in use."""
    return psutil.cpu_percent(None), psutil.virtual_memory().percent
