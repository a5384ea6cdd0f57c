"""Writes what is said in chats to the record, on a thread of its own, so that nobody waits.

What comes faster than the disk takes it is lost to the record, and counted; never to the list.
"""

import contextlib
import logging
import queue
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from chatclient.filters import said_in
from chatclient.links import links_in
from chatclient.messages import Arrived, Entry
from chatclient.wire.envelopes import (
    ClearBody,
    DonationBody,
    MessageBody,
    PurgeBody,
    StampBody,
)
from chatclient.wire.texts import folded
from desktop.store.chatfile import GAP, SPOKEN, UnusableRecord, open_to_write
from desktop.store.chatfindings import ChatPlace
from desktop.store.chatpruning import prune

MOST_WAITING = 100_000
"""Entries that may wait for the disk."""
MOST_AT_ONCE = 5_000
"""Entries written in one transaction."""
PORTION = 200
"""Entries handed to SQLite at once."""
LINGER_S = 0.25
"""Between two transactions: few large ones cost less than half of many small ones."""
# The last two: numbers and letters that a server should not have sent.
_FAILURES = (sqlite3.Error, OSError, OverflowError, ValueError)

_logger = logging.getLogger(__name__)
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class _Read:
    place: ChatPlace
    seq: int


@dataclass(frozen=True, slots=True)
class _Said:
    place: ChatPlace
    event: Arrived

    @property
    def size(self) -> int:
        return len(self.event.entries) + len(self.event.audit) + 1


_Job = _Said | _Read | threading.Event


class ChatWriter:
    """One writer of one file; its thread begins with the first thing to write."""

    def __init__(self, file: Path, most_waiting: int = MOST_WAITING) -> None:
        self._file = file
        self._most_waiting = most_waiting
        self._lock = threading.Lock()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._waiting = 0
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._hurries = threading.Event()
        self._places: dict[ChatPlace, int] = {}
        self.losses = 0
        """Entries that were not recorded, up to now."""

    def heard(self, place: ChatPlace, event: Arrived) -> None:
        """Record this soon; any thread, never blocks."""
        said = _Said(place, event)
        with self._lock:
            if self._is_closed or self._waiting + said.size > self._most_waiting:
                self.losses += len(event.entries)
                return
            self._waiting += said.size
            self._put(said)

    def mark_read(self, place: ChatPlace, seq: int) -> None:
        """Remember that all up to this number was read; any thread, never blocks."""
        with self._lock:
            if not self._is_closed:
                self._put(_Read(place, seq))

    def flush(self, timeout_s: float = 5.0) -> bool:
        """Wait until all that was heard before is on disk; return whether it is. Blocks."""
        done = threading.Event()
        with self._lock:
            if self._is_closed or self._thread is None:
                return True
            self._put(done)
        self._hurries.set()
        return done.wait(timeout_s)

    def close(self) -> None:
        """Write what waits and join the thread; blocks for some transactions."""
        with self._lock:
            self._is_closed = True
            thread = self._thread
            if thread is not None:
                self._jobs.put(None)
        self._hurries.set()
        if thread is not None:
            thread.join()

    # ---- private ----

    def _put(self, job: _Job) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="chat-writer", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def _run(self) -> None:
        try:
            connection = open_to_write(self._file)
        except (sqlite3.Error, OSError, UnusableRecord) as error:
            _logger.warning("The chat is not recorded: %s", error)
            self._lose_all()
            return
        with contextlib.closing(connection):
            with contextlib.suppress(sqlite3.Error):
                prune(connection)
            for jobs in self._batches():
                try:
                    self._write(connection, jobs)
                except _FAILURES as error:  # a full disk may get room again
                    self._lose(jobs, error)

    def _batches(self) -> Iterator[list[_Job]]:
        """Yield what waits, as much as one transaction takes, until it was closed."""
        is_over = False
        while not is_over:
            jobs: list[_Job] = []
            size = 0
            job = self._jobs.get()
            while True:
                if job is None:
                    is_over = True
                    break
                jobs.append(job)
                size += job.size if isinstance(job, _Said) else 1
                if size >= MOST_AT_ONCE:
                    break
                try:
                    job = self._jobs.get_nowait()
                except queue.Empty:
                    break
            if jobs:
                yield jobs
            if size < MOST_AT_ONCE and not is_over:
                self._hurries.wait(LINGER_S)
            self._hurries.clear()

    def _write(self, connection: sqlite3.Connection, jobs: list[_Job]) -> None:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for job in jobs:
                if isinstance(job, _Said):
                    _write_said(connection, self._place(connection, job.place), job.event)
                elif isinstance(job, _Read):
                    connection.execute(
                        "UPDATE orders SET last_read = max(last_read, ?) WHERE id = ?",
                        (job.seq, self._place(connection, job.place)),
                    )
            connection.execute("COMMIT")
        except BaseException:
            self._places.clear()
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        self._finish(jobs)

    def _place(self, connection: sqlite3.Connection, place: ChatPlace) -> int:
        number = self._places.get(place)
        if number is None:
            key = (place.room, place.epoch)
            connection.execute("INSERT OR IGNORE INTO orders (room, epoch) VALUES (?, ?)", key)
            (number,) = connection.execute(
                "SELECT id FROM orders WHERE room = ? AND epoch = ?", key
            ).fetchone()
            self._places[place] = number
        return number

    def _lose(self, jobs: list[_Job], error: Exception) -> None:
        _logger.warning("A part of the chat is not recorded: %s", error)
        with self._lock:
            self.losses += sum(len(job.event.entries) for job in jobs if isinstance(job, _Said))
        self._finish(jobs)

    def _finish(self, jobs: list[_Job]) -> None:
        with self._lock:
            self._waiting -= sum(job.size for job in jobs if isinstance(job, _Said))
        for job in jobs:
            if isinstance(job, threading.Event):
                job.set()

    def _lose_all(self) -> None:
        for jobs in self._batches():
            with self._lock:
                self.losses += sum(len(job.event.entries) for job in jobs if isinstance(job, _Said))
            self._finish(jobs)


_ADD_LINES = """
INSERT OR IGNORE INTO lines (place, seq, at_ms, kind, user, about, gap_to, line)
SELECT ?1, value ->> '$.s', value ->> '$.t', value ->> '$.k', coalesce(value ->> '$.u.id', ''),
    CASE value ->> '$.k' WHEN 'mod' THEN coalesce(value ->> '$.d.user', '') ELSE '' END, 0, value
FROM json_each(?2)"""
_ADD_GAP = """
INSERT OR IGNORE INTO lines (place, seq, at_ms, kind, user, about, gap_to, line)
VALUES (?, ?, ?, ?, '', '', ?, ?)"""
_ADD_WORDS = """
INSERT OR IGNORE INTO words
SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?2)"""


def _write_said(connection: sqlite3.Connection, place: int, event: Arrived) -> None:
    if event.removed:
        gone = [(place, seq) for seq in event.removed]
        connection.executemany(
            f"DELETE FROM lines WHERE place = ? AND seq = ? AND kind = '{GAP}'", gone
        )
        connection.executemany("UPDATE lines SET is_removed = 1 WHERE place = ? AND seq = ?", gone)
    for sweep in event.swept:
        _write_sweep(connection, place, sweep)
    entries = (*event.entries, *event.audit)
    if not entries:
        return
    # SQLite takes a portion apart itself, which keeps nobody from the interpreter: row by row, the
    # GUI thread had to wait for it at each of its calls into Qt.
    for start in range(0, len(entries), PORTION):
        portion = entries[start : start + PORTION]
        envelopes = [entry.envelope for entry in portion if not entry.is_gap]
        connection.execute(_ADD_LINES, (place, _encode(envelopes).decode()))
        words = [row for entry in portion if (row := _words(entry)) is not None]
        connection.execute(_ADD_WORDS, (place, _encode(words).decode()))
        for entry in portion:
            if entry.is_gap:
                _write_gap(connection, place, entry)
    connection.execute(
        "UPDATE orders SET newest_ms = max(newest_ms, ?) WHERE id = ?",
        (entries[-1].envelope.at_ms, place),
    )


def _write_sweep(connection: sqlite3.Connection, place: int, sweep: PurgeBody | ClearBody) -> None:
    """Mark what was said up to there, by one or by all, however long ago."""
    of_one, user = ("AND user = ?", (sweep.user,)) if isinstance(sweep, PurgeBody) else ("", ())
    connection.execute(
        f"UPDATE lines SET is_removed = 1 WHERE place = ? AND seq <= ? AND kind IN {SPOKEN}"
        f" AND NOT is_removed {of_one}",
        (place, sweep.up_to, *user),
    )


def _write_gap(connection: sqlite3.Connection, place: int, gap: Entry) -> None:
    at_ms, line = gap.envelope.at_ms, _encode(gap.envelope).decode()
    connection.execute(_ADD_GAP, (place, gap.seq, at_ms, GAP, gap.gap_to, line))


def _words(entry: Entry) -> tuple[int, str, str, str, bool] | None:
    """Return number, words, name and id of the author, and whether there is a link."""
    if not isinstance(entry.body, MessageBody | DonationBody | StampBody):
        return None
    text, user = said_in(entry), entry.envelope.user
    name, author = ("", "") if user is None else (folded(user.name), folded(user.id))
    has_link = not isinstance(entry.body, StampBody) and any(links_in(text))
    return entry.seq, folded(text), name, author, has_link
