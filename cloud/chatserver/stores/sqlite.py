"""Keeps rooms in one SQLite file: for one machine, embedded or a node of its own.

One connection writes and one reads, so that a long read holds up no write (WAL). A killed process
loses nothing that was written; a power cut may lose the newest moment, never the file.
"""

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from chatclient.wire.envelopes import SPOKEN, Envelope, Kind
from chatclient.wire.pages import Segment
from cloud.chatserver.store import StoreFailed, Tally

BUSY_S = 5.0
REMOVALS = (Kind.DELETE, Kind.PURGE, Kind.CLEAR)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS epochs (
    id INTEGER PRIMARY KEY, room TEXT NOT NULL, name TEXT NOT NULL, first INTEGER NOT NULL,
    UNIQUE (room, name)
);
CREATE TABLE IF NOT EXISTS envelopes (
    epoch INTEGER NOT NULL, seq INTEGER NOT NULL, position INTEGER, removes INTEGER,
    raw BLOB NOT NULL, PRIMARY KEY (epoch, seq)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_position ON envelopes (epoch, position, seq)
    WHERE position IS NOT NULL;
CREATE INDEX IF NOT EXISTS by_removal ON envelopes (epoch, seq) WHERE removes = 1;
CREATE TABLE IF NOT EXISTS tallies (
    room TEXT NOT NULL, media_sequence INTEGER NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (room, media_sequence, kind)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS segments (
    room TEXT NOT NULL, media_sequence INTEGER NOT NULL, raw BLOB NOT NULL,
    PRIMARY KEY (room, media_sequence)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS states (room TEXT PRIMARY KEY, seq INTEGER NOT NULL, raw BLOB NOT NULL);
"""
_VERSION = 1

_encode = msgspec.json.Encoder().encode
_envelope = msgspec.json.Decoder(Envelope).decode
_segment = msgspec.json.Decoder(Segment).decode


class SqliteStore:
    """A `Store` in one file; its methods may be called from any thread."""

    is_shared = False

    def __init__(self, path: Path) -> None:
        """Open or create the file; raises StoreFailed."""
        self._path = path
        self._writes = threading.Lock()
        self._reads = threading.Lock()
        with self._named_failures():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # it holds the audit, and what was held; SQLite's others follow
            self._writer = self._connect()
            try:
                self._prepare(self._writer)
                self._reader = self._connect()
            except (sqlite3.Error, StoreFailed):
                self._writer.close()
                raise

    def write(self, room: str, epoch: str, envelopes: Sequence[Envelope]) -> None:
        if not envelopes:
            return
        with self._writing() as db:
            first = min(envelope.seq for envelope in envelopes)
            (number,) = db.execute(
                "INSERT INTO epochs (room, name, first) VALUES (?, ?, ?)"
                " ON CONFLICT (room, name) DO UPDATE SET first = min(first, excluded.first)"
                " RETURNING id",
                (room, epoch, first),
            ).fetchone()
            last = max(envelope.seq for envelope in envelopes)
            rows = db.execute(
                "SELECT seq FROM envelopes WHERE epoch = ? AND seq BETWEEN ? AND ?",
                (number, first, last),
            )
            kept = {seq for (seq,) in rows}
            new = {envelope.seq: envelope for envelope in envelopes if envelope.seq not in kept}
            db.executemany(
                "INSERT INTO envelopes VALUES (?, ?, ?, ?, ?)",
                [
                    (
                        number,
                        envelope.seq,
                        envelope.position_ms,
                        1 if envelope.kind in REMOVALS else None,
                        _encode(envelope),
                    )
                    for envelope in new.values()
                ],
            )
            self._tally(db, room, new.values())

    def head(self, room: str) -> tuple[str, int]:
        with self._reading() as db:
            found = db.execute(
                "SELECT name, (SELECT max(seq) FROM envelopes WHERE epoch = id)"
                " FROM epochs WHERE room = ? ORDER BY id DESC LIMIT 1",
                (room,),
            ).fetchone()
        return (found[0], found[1] or 0) if found else ("", 0)

    def after(self, room: str, seq: int, limit: int) -> list[Envelope]:
        return self._collect(
            room, seq, limit, "SELECT raw FROM envelopes WHERE epoch = ? AND seq BETWEEN ? AND ?"
        )

    def between(
        self, room: str, from_ms: int, to_ms: int, after: int, limit: int
    ) -> list[Envelope]:
        # The index alone finds the numbers; only the rows that are returned are read.
        return self._collect(
            room,
            after,
            limit,
            "SELECT raw FROM envelopes AS outside JOIN (SELECT epoch AS e, seq AS s FROM envelopes"
            " INDEXED BY by_position WHERE epoch = ? AND seq BETWEEN ? AND ?"
            " AND position >= ? AND position < ?"
            " ORDER BY seq LIMIT ?) ON outside.epoch = e AND outside.seq = s",
            (from_ms, to_ms, limit),
        )

    def removals(self, room: str, after: int) -> list[Envelope]:
        return self._collect(
            room,
            after,
            -1,
            "SELECT raw FROM envelopes INDEXED BY by_removal"
            " WHERE epoch = ? AND seq BETWEEN ? AND ? AND removes = 1",
        )

    def tallies(self, room: str) -> dict[int, Tally]:
        found: dict[int, dict[str, int]] = {}
        with self._reading() as db:
            for number, kind, count in db.execute(
                "SELECT media_sequence, kind, count FROM tallies WHERE room = ?", (room,)
            ):
                found.setdefault(number, {})[kind] = count
        return {
            number: Tally(
                kinds.get(Kind.MESSAGE, 0), kinds.get(Kind.STAMP, 0), kinds.get(Kind.DONATION, 0)
            )
            for number, kinds in found.items()
        }

    def write_segments(self, room: str, segments: Sequence[Segment]) -> None:
        with self._writing() as db:
            db.executemany(
                "INSERT INTO segments VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(room, segment.media_sequence, _encode(segment)) for segment in segments],
            )

    def segments(self, room: str, after: int = -1) -> list[Segment]:
        with self._reading() as db:
            rows = db.execute(
                "SELECT raw FROM segments WHERE room = ? AND media_sequence > ?"
                " ORDER BY media_sequence",
                (room, after),
            )
            return [_segment(raw) for (raw,) in rows]

    def write_state(self, room: str, seq: int, state: bytes) -> None:
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO states VALUES (?, ?, ?)", (room, seq, state))

    def state(self, room: str) -> tuple[int, bytes] | None:
        with self._reading() as db:
            found: tuple[int, bytes] | None = db.execute(
                "SELECT seq, raw FROM states WHERE room = ?", (room,)
            ).fetchone()
        return found

    def close(self) -> None:
        with self._reads, self._writes:
            self._reader.close()
            self._writer.close()

    def _prepare(self, db: sqlite3.Connection) -> None:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise StoreFailed(f"{self._path.name} was written by a newer version")
        db.executescript(_SCHEMA)
        db.execute(f"PRAGMA user_version = {_VERSION}")

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self._path, timeout=BUSY_S, isolation_level=None, check_same_thread=False
        )

    def _collect(
        self, room: str, after: int, limit: int, query: str, parameters: Iterable[int] = ()
    ) -> list[Envelope]:
        """Ask each epoch for its stretch of numbers, the oldest first, until there are enough."""
        found: list[Envelope] = []
        with self._reading() as db:
            for epoch, first, last in _stretches(db, room):
                if last <= after:
                    continue
                missing = limit - len(found) if limit >= 0 else -1
                rows = db.execute(
                    f"{query} ORDER BY seq LIMIT ?",
                    (epoch, max(first, after + 1), last, *parameters, missing),
                )
                found += [_envelope(raw) for (raw,) in rows]
                if len(found) == limit:
                    break
        return found

    def _tally(self, db: sqlite3.Connection, room: str, new: Iterable[Envelope]) -> None:
        counts = Counter(
            (envelope.media_sequence, envelope.kind)
            for envelope in new
            if envelope.media_sequence is not None and envelope.kind in SPOKEN
        )
        db.executemany(
            "INSERT INTO tallies VALUES (?, ?, ?, ?) ON CONFLICT (room, media_sequence, kind)"
            " DO UPDATE SET count = count + excluded.count",
            [(room, number, kind, count) for (number, kind), count in counts.items()],
        )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._writes, self._named_failures():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._reads, self._named_failures():
            yield self._reader

    @contextmanager
    def _named_failures(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError, msgspec.MsgspecError) as error:
            raise StoreFailed(f"the chat's file {self._path.name}: {error}") from error


def _stretches(db: sqlite3.Connection, room: str) -> list[tuple[int, int, int]]:
    """Return each epoch with its first and last number, the oldest first; none overlap."""
    stretches = []
    below = 2**53
    for epoch, first in db.execute(
        "SELECT id, first FROM epochs WHERE room = ? ORDER BY id DESC", (room,)
    ).fetchall():
        if first < below:
            stretches.append((epoch, first, below - 1))
            below = first
    return stretches[::-1]
