"""A store of the chat that can be broken, slowed and waited for."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from chatclient.wire.envelopes import Envelope
from cloud.chatserver.store import StoreFailed
from cloud.chatserver.stores.sqlite import SqliteStore

WAIT_S = 30.0


class BreakableStore(SqliteStore):
    """SQLite that fails while `is_broken`, and blocks in `write` while `may_write` is not set."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.is_broken = False
        self.may_write = threading.Event()
        self.may_write.set()
        self.tries = 0
        self.writes: list[list[int]] = []
        self._written = threading.Condition()

    def write(self, room: str, epoch: str, envelopes: Sequence[Envelope]) -> None:
        self._note_try()
        self.may_write.wait(WAIT_S)
        if self.is_broken:
            raise StoreFailed("the disk is full")
        super().write(room, epoch, envelopes)
        with self._written:
            self.writes.append([envelope.seq for envelope in envelopes])
            self._written.notify_all()

    def write_state(self, room: str, seq: int, state: bytes) -> None:
        super().write_state(room, seq, state)
        with self._written:
            self._written.notify_all()

    def write_segments(self, *arguments: object) -> None:
        super().write_segments(*arguments)  # type: ignore[arg-type]
        with self._written:
            self._written.notify_all()

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait for something that becomes true by a write, or a try to."""
        with self._written:
            assert self._written.wait_for(is_so, WAIT_S)

    def _note_try(self) -> None:
        with self._written:
            self.tries += 1
            self._written.notify_all()
