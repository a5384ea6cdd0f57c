"""The file that keeps what was said in chats: its tables, and how it is opened. No tokens in it.

`lines` holds each line whole; `words` only what is searched, folded: a scan of a hundred thousand
of its rows takes 15 ms and finds parts of words of any length, as Japanese needs it. An index of
pairs of letters (FTS5) was not faster by enough to be worth its size. Nor is there an index of
authors: a flood would spend half its time on it, and they are found by the same scan.
"""

import contextlib
import sqlite3
from pathlib import Path

VERSION = 1
BUSY_TIMEOUT_S = 5.0
GAP = "gap"
SPOKEN = "('msg', 'stamp', 'donation')"
"""What people said, as a list of SQL."""
"""The kind of a line that stands for missing ones."""
MAPPED_BYTES = 256 * 1024 * 1024
"""A scan of what is in memory anyway takes two thirds of the time when nothing is copied."""
DAMAGED_SUFFIX = ".damaged"

TABLES = """
CREATE TABLE orders (
    id INTEGER PRIMARY KEY, room TEXT NOT NULL, epoch TEXT NOT NULL,
    last_read INTEGER NOT NULL DEFAULT 0, newest_ms INTEGER NOT NULL DEFAULT 0,
    UNIQUE (room, epoch));
CREATE TABLE lines (
    place INTEGER NOT NULL, seq INTEGER NOT NULL, at_ms INTEGER NOT NULL, kind TEXT NOT NULL,
    user TEXT NOT NULL, about TEXT NOT NULL, gap_to INTEGER NOT NULL,
    is_removed INTEGER NOT NULL DEFAULT 0, line BLOB NOT NULL,
    PRIMARY KEY (place, seq)) WITHOUT ROWID;
CREATE INDEX lines_about ON lines (place, about, seq) WHERE about != '';
CREATE TABLE words (
    place INTEGER NOT NULL, seq INTEGER NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL,
    author TEXT NOT NULL, has_link INTEGER NOT NULL, PRIMARY KEY (place, seq)) WITHOUT ROWID;
"""


class UnusableRecord(Exception):
    """The record is of a newer Livedesk, or can't be read."""


def open_to_write(file: Path) -> sqlite3.Connection:
    """Open the record, made if need be; a damaged one is set aside first.

    Blocking; raises sqlite3.Error, OSError or UnusableRecord.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _prepared(file)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise  # locked, or no room: the file itself is sound
        _set_aside(file)
        return _prepared(file)


def open_to_read(file: Path) -> sqlite3.Connection:
    """Open what there is for reading only; raises sqlite3.Error."""
    uri = f"{file.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
    return connection


def _prepared(file: Path) -> sqlite3.Connection:
    file.touch(mode=0o600)
    connection = sqlite3.connect(file, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    with contextlib.ExitStack() as on_failure:
        on_failure.callback(connection.close)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA wal_autocheckpoint = 4000")  # 16 MB: seldom, and in one go
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise UnusableRecord(f"version {version}")
        if version == 0:
            connection.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT")
        on_failure.pop_all()
    return connection


def _set_aside(file: Path) -> None:
    file.replace(file.with_name(file.name + DAMAGED_SUFFIX))
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
