"""Events that wait to be sent, in one SQLite file that outlives kill -9 and a power cut.

WAL with synchronous=FULL: there is a commit every ten seconds, so a flush for each costs nothing,
and what was put in is on the disk when `put` returns. Only figures are ever given up for room,
the oldest first; beginnings and ends never.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from cloud.outbox.events import MetricsUpdate, OutboxEvent, decoded, encoded
from cloud.outbox.show import Show

MOST_WAITING = 20_000
"""Events: 55 hours of a show."""
BUSY_S = 5.0
_VERSION = 1
_SCHEMA = """
CREATE TABLE event (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    session TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    is_update INTEGER NOT NULL,
    raw BLOB NOT NULL,
    UNIQUE (session, sequence)
);
CREATE INDEX update_by_age ON event (number) WHERE is_update;
CREATE TABLE show (session TEXT PRIMARY KEY, raw BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
"""


class OutboxUnusable(Exception):
    """The file can't be opened, read or written; the text says why."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One event and the number by which it is removed."""

    number: int
    event: OutboxEvent


class Outbox:
    """One file; its methods block for a disk's time and may be called from any thread.

    All of them raise OutboxUnusable.
    """

    def __init__(self, file: Path, most_waiting: int = MOST_WAITING) -> None:
        self._most_waiting = most_waiting
        self._lock = threading.Lock()
        with _named_failures():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            self._db = sqlite3.connect(
                file, timeout=BUSY_S, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare()
                (self._count,) = self._db.execute("SELECT count(*) FROM event").fetchone()
            except (sqlite3.Error, OutboxUnusable):
                self._db.close()
                raise

    def put(self, event: OutboxEvent, show: Show | None = None) -> None:
        """Keep an event, and the show as it is then (None: it is over). Once is enough."""
        is_update = isinstance(event, MetricsUpdate)
        with self._writing():
            added = self._db.execute(
                "INSERT INTO event (session, sequence, is_update, raw) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (event.session_id, event.sequence, is_update, encoded(event)),
            ).rowcount
            if show is None:
                self._db.execute("DELETE FROM show WHERE session = ?", (event.session_id,))
            else:
                self._db.execute(
                    "INSERT INTO show VALUES (?, ?)"
                    " ON CONFLICT (session) DO UPDATE SET raw = excluded.raw",
                    (event.session_id, msgspec.json.encode(show)),
                )
            lost = self._make_room(self._count + added)
        self._count += added - lost

    def next(self, limit: int) -> list[Waiting]:
        """Return what waits longest, each session's events in their order."""
        with self._reading():
            rows = self._db.execute(
                "SELECT number, raw FROM event ORDER BY number LIMIT ?", (limit,)
            ).fetchall()
        return [Waiting(number, decoded(raw)) for number, raw in rows]

    def remove(self, numbers: Iterable[int], *, rejected: int = 0) -> None:
        """Forget what was taken; `rejected` of them the recorder will never take."""
        with self._writing():
            gone = 0
            for number in numbers:
                gone += self._db.execute("DELETE FROM event WHERE number = ?", (number,)).rowcount
            self._add("rejected", rejected)
        self._count -= gone

    def show(self) -> Show | None:
        """Return the show that had not ended when it was last heard of."""
        with self._reading():
            row = self._db.execute("SELECT raw FROM show LIMIT 1").fetchone()
        return msgspec.json.decode(row[0], type=Show) if row else None

    @property
    def waiting(self) -> int:
        """How many events are not sent yet."""
        return int(self._count)

    @property
    def losses(self) -> int:
        """How many figures found no room, ever."""
        return self._counter("losses")

    @property
    def rejected(self) -> int:
        """How many events the recorder refused, ever."""
        return self._counter("rejected")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    # ---- private ----

    def _prepare(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise OutboxUnusable("a later Livedesk wrote it")
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        if version == 0:
            self._db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")

    def _make_room(self, count: int) -> int:
        """Delete the oldest figures above the limit; return how many there were to delete."""
        if count <= self._most_waiting:
            return 0
        lost: int = self._db.execute(
            "DELETE FROM event WHERE number IN"
            " (SELECT number FROM event WHERE is_update ORDER BY number LIMIT ?)",
            (count - self._most_waiting,),
        ).rowcount
        self._add("losses", lost)
        return lost

    def _add(self, counter: str, times: int) -> None:
        if times:
            self._db.execute(
                "INSERT INTO counter VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
                (counter, times),
            )

    def _counter(self, name: str) -> int:
        with self._reading():
            row = self._db.execute("SELECT value FROM counter WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock, _named_failures():
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock, _named_failures():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")


@contextmanager
def _named_failures() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise OutboxUnusable(str(error)) from error
