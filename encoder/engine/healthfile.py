"""Opens the record of health to write: makes it, brings it up to date, sets a damaged one aside."""

import contextlib
import logging
import sqlite3
import time
from pathlib import Path

from encoder.healthrecord import BUSY_TIMEOUT_S, MIGRATIONS, SCHEMA_VERSION, check_version

KEPT_S = 30 * 86_400.0
MAX_BYTES = 200_000_000

_logger = logging.getLogger(__name__)


def open_to_write(file: Path) -> sqlite3.Connection:
    """Return a connection to a file that is whole and of this version.

    A file that isn't a record, or no longer, is renamed and a new one begun. Blocks; raises
    sqlite3.Error and OSError where nothing can be written, NewerRecord for a later version's file.
    """
    try:
        return _opened(file)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise  # full, locked, not allowed: the file itself may be well
        _logger.warning("The record of health is damaged and was set aside: %s", error)
        _set_aside(file)
        return _opened(file)


def prune(
    connection: sqlite3.Connection,
    now_utc_s: float,
    kept_s: float = KEPT_S,
    max_bytes: int = MAX_BYTES,
) -> None:
    """Forget sessions that ended too long ago, then the oldest until the file is small enough."""
    until = now_utc_s - kept_s
    with connection:
        connection.execute(
            "DELETE FROM session WHERE coalesce(ended_utc, started_utc) < ?", (until,)
        )
        connection.execute("DELETE FROM event WHERE session IS NULL AND at_utc < ?", (until,))
    while _used_bytes(connection) > max_bytes:
        with connection:
            gone = connection.execute(
                "DELETE FROM session WHERE id = (SELECT min(id) FROM session)"
            )
        if not gone.rowcount:
            break
    # It gives back one page a step, and only a script is stepped to its end.
    connection.executescript("PRAGMA incremental_vacuum;")


def end_interrupted(connection: sqlite3.Connection) -> None:
    """Let sessions that a crash left open end with their last sample."""
    with connection:
        connection.execute(
            "UPDATE session SET ended_utc = coalesce("
            "(SELECT max(at_utc) FROM sample WHERE session = session.id), started_utc) "
            "WHERE ended_utc IS NULL"
        )


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, BUSY_TIMEOUT_S)
    try:
        # Must come before the first table; it lets the file shrink again.
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        version = check_version(connection)
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        for number in range(version, SCHEMA_VERSION):
            connection.executescript(
                f"BEGIN; {MIGRATIONS[number]}; PRAGMA user_version = {number + 1}; COMMIT;"
            )
    except BaseException:
        connection.close()
        raise
    return connection


def _set_aside(file: Path) -> None:
    aside = file.with_name(f"{file.stem}-damaged-{time.time_ns()}{file.suffix}")
    file.replace(aside)
    for ending in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            file.with_name(file.name + ending).replace(aside.with_name(aside.name + ending))


def _used_bytes(connection: sqlite3.Connection) -> int:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return int((pages - free) * size)
