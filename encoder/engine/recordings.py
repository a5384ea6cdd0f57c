"""Remembers which recordings are being written, so that those a crash left can be finalised."""

import os
import threading
from pathlib import Path

import msgspec

JOURNAL_FILE = "recordings.json"
MAX_ENTRIES = 100
"""The oldest are forgotten beyond that; the files stay."""


class RecordingJournal:
    """The list in the engine's home; any thread. One engine writes it (there is one a home)."""

    def __init__(self, home: Path) -> None:
        self._file = home / JOURNAL_FILE
        self._lock = threading.Lock()
        self._running: set[str] = set()
        self._files = _read(self._file)

    def begin(self, file: Path) -> None:
        """Note that this recording is being written; raises OSError."""
        with self._lock:
            self._running.add(str(file))
            self._write([*(name for name in self._files if name != str(file)), str(file)])

    def end(self, file: Path, *, is_finalised: bool) -> None:
        """Note that nobody writes it any more; what is not finalised stays listed.

        Raises OSError.
        """
        with self._lock:
            self._running.discard(str(file))
            if is_finalised:
                self._write([name for name in self._files if name != str(file)])

    def forget(self, file: str) -> None:
        """Offer it no more; raises OSError."""
        with self._lock:
            self._write([name for name in self._files if name != file])

    def unfinished(self) -> tuple[str, ...]:
        """Return the files that a crash left, newest first; may block as long as a disk does."""
        with self._lock:
            left = [name for name in self._files if name not in self._running]
        return tuple(name for name in reversed(left) if Path(name).is_file())

    def _write(self, files: list[str]) -> None:
        if files == self._files:
            return
        self._files = files[-MAX_ENTRIES:]
        beside = self._file.with_suffix(".new")
        with beside.open("wb") as written:
            written.write(msgspec.json.encode(self._files))
            written.flush()
            os.fsync(written.fileno())
        beside.replace(self._file)


def _read(file: Path) -> list[str]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=list[str])
    except (OSError, msgspec.DecodeError):
        return []  # no list, or one that can't be read: it is only an offer
