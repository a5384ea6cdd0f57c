"""The local record of health: one SQLite file with a row a second, read by window and reports.

Only the engine writes (`encoder.engine.healthrecorder`). WAL lets others read meanwhile. With
synchronous=NORMAL a commit is safe once the process has made it: a killed engine loses nothing that
was committed. A power cut may take what came since the last checkpoint, a minute at most, but
leaves the file whole. No stream key is ever written: addresses only as they may be shown.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from encoder.messages import DestinationStats, Drops, Phase, RecordingStats, Stats

FILE_NAME = "health.sqlite3"
BUSY_TIMEOUT_S = 2.0
MAX_ROWS = 50_000
"""What one reading returns at most: 14 hours."""

MIGRATIONS = (
    """
    CREATE TABLE session (
        id INTEGER PRIMARY KEY,
        started_utc REAL NOT NULL,
        ended_utc REAL,
        title TEXT NOT NULL,
        encoding TEXT NOT NULL
    );
    CREATE TABLE session_destination (
        session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
        destination TEXT NOT NULL,
        name TEXT NOT NULL,
        shown_url TEXT NOT NULL,
        PRIMARY KEY (session, destination)
    ) WITHOUT ROWID;
    CREATE TABLE sample (
        session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
        at_utc REAL NOT NULL,
        phase TEXT NOT NULL,
        live_s REAL NOT NULL,
        fps REAL NOT NULL,
        video_bps REAL NOT NULL,
        audio_bps REAL NOT NULL,
        frames_encoded INTEGER NOT NULL,
        drops_render INTEGER NOT NULL,
        drops_encoder INTEGER NOT NULL,
        drops_network INTEGER NOT NULL,
        engine_cpu_percent REAL NOT NULL,
        engine_memory_bytes INTEGER NOT NULL,
        target_bps INTEGER NOT NULL,
        recording_file TEXT,
        recording_seconds REAL,
        recording_bytes INTEGER,
        recording_free_bytes INTEGER,
        recording_forecast_s REAL,
        PRIMARY KEY (at_utc, session)
    ) WITHOUT ROWID;
    CREATE TABLE destination_sample (
        session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
        at_utc REAL NOT NULL,
        position INTEGER NOT NULL,
        destination TEXT NOT NULL,
        phase TEXT NOT NULL,
        sent_bps REAL NOT NULL,
        delivered_bps REAL NOT NULL,
        queue_ms REAL NOT NULL,
        rtt_ms REAL,
        retransmits INTEGER NOT NULL,
        frames_sent INTEGER NOT NULL,
        frames_dropped INTEGER NOT NULL,
        reconnects INTEGER NOT NULL,
        PRIMARY KEY (at_utc, session, position)
    ) WITHOUT ROWID;
    CREATE TABLE event (
        id INTEGER PRIMARY KEY,
        session INTEGER REFERENCES session ON DELETE CASCADE,
        at_utc REAL NOT NULL,
        kind TEXT NOT NULL,
        params TEXT NOT NULL
    );
    CREATE INDEX event_by_time ON event (at_utc);
    CREATE INDEX sample_by_session ON sample (session);
    CREATE INDEX destination_sample_by_session ON destination_sample (session);
    """,
)
"""What each version of the file adds to the one before; `PRAGMA user_version` says which it is."""
SCHEMA_VERSION = len(MIGRATIONS)

_SAMPLE_COLUMNS = (
    "at_utc, phase, live_s, fps, video_bps, audio_bps, frames_encoded, drops_render, "
    "drops_encoder, drops_network, engine_cpu_percent, engine_memory_bytes, target_bps, "
    "recording_file, recording_seconds, recording_bytes, recording_free_bytes, "
    "recording_forecast_s"
)
_DESTINATION_COLUMNS = (
    "destination, phase, sent_bps, delivered_bps, queue_ms, rtt_ms, retransmits, frames_sent, "
    "frames_dropped, reconnects"
)


class NewerRecord(Exception):
    """A later Livedesk wrote the file; it is neither read nor written."""


@dataclass(frozen=True, slots=True)
class RecordedSession:
    """One time on air or recording."""

    id: int
    started_utc_s: float
    ended_utc_s: float | None
    title: str
    encoding: str


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """One thing that happened; `params` as the message of that name has them."""

    at_utc_s: float
    kind: str
    params: dict[str, object]


def open_to_read(file: Path) -> sqlite3.Connection:
    """Return a connection that can't write; raises sqlite3.Error, NewerRecord.

    Blocks up to BUSY_TIMEOUT_S: not for the GUI thread.
    """
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", BUSY_TIMEOUT_S, uri=True)
    try:
        check_version(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def check_version(connection: sqlite3.Connection) -> int:
    """Return the file's version; raises NewerRecord where this code doesn't know it."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise NewerRecord(version)
    return int(version)


def add_sample(connection: sqlite3.Connection, session: int, stats: Stats) -> None:
    """Write one second; the caller commits."""
    recording = stats.recording
    recorded = (
        (None,) * 5
        if recording is None
        else (recording.file, recording.seconds, recording.bytes, recording.free_bytes,
              recording.forecast_s)
    )  # fmt: skip
    drops = stats.drops
    row = (
        session, stats.at_utc_s, stats.phase, stats.live_s, stats.fps, stats.video_bps,
        stats.audio_bps, stats.frames_encoded, drops.render, drops.encoder, drops.network,
        stats.engine_cpu_percent, stats.engine_memory_bytes, stats.target_bps, *recorded,
    )  # fmt: skip
    _insert(connection, "sample", f"session, {_SAMPLE_COLUMNS}", row)
    for position, each in enumerate(stats.destinations):
        values = (
            session, stats.at_utc_s, position, each.destination, each.phase, each.sent_bps,
            each.delivered_bps, each.queue_ms, each.rtt_ms, each.retransmits, each.frames_sent,
            each.frames_dropped, each.reconnects,
        )  # fmt: skip
        columns = f"session, at_utc, position, {_DESTINATION_COLUMNS}"
        _insert(connection, "destination_sample", columns, values)


def samples(connection: sqlite3.Connection, since_utc_s: float) -> list[Stats]:
    """Return the newest MAX_ROWS seconds since then, oldest first."""
    rows = connection.execute(
        f"SELECT session, {_SAMPLE_COLUMNS} FROM sample WHERE at_utc >= ? "
        "ORDER BY at_utc DESC LIMIT ?",
        (since_utc_s, MAX_ROWS),
    ).fetchall()
    if not rows:
        return []
    destinations: dict[tuple[int, float], list[DestinationStats]] = {}
    for session, at_utc, *values in connection.execute(
        f"SELECT session, at_utc, {_DESTINATION_COLUMNS} FROM destination_sample "
        "WHERE at_utc >= ? ORDER BY at_utc, session, position",
        (rows[-1][1],),
    ):
        destinations.setdefault((session, at_utc), []).append(_destination(values))
    return [_stats(row, tuple(destinations.get((row[0], row[1]), ()))) for row in reversed(rows)]


def sessions(connection: sqlite3.Connection) -> list[RecordedSession]:
    """Return every session kept, newest first."""
    rows = connection.execute(
        "SELECT id, started_utc, ended_utc, title, encoding FROM session ORDER BY id DESC"
    )
    return [RecordedSession(*row) for row in rows]


def events(connection: sqlite3.Connection, since_utc_s: float) -> Iterator[RecordedEvent]:
    """Yield what happened since then, oldest first, at most MAX_ROWS."""
    rows = connection.execute(
        "SELECT at_utc, kind, params FROM event WHERE at_utc >= ? ORDER BY at_utc, id LIMIT ?",
        (since_utc_s, MAX_ROWS),
    )
    return (RecordedEvent(at_utc, kind, json.loads(params)) for at_utc, kind, params in rows)


def _insert(
    connection: sqlite3.Connection, table: str, columns: str, values: tuple[object, ...]
) -> None:
    # A clock set back may repeat a moment: the later row wins.
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})", values)


def _destination(values: Sequence[Any]) -> DestinationStats:
    name, phase, *figures = values
    return DestinationStats(name, Phase(phase), *figures)


def _stats(row: Sequence[Any], destinations: tuple[DestinationStats, ...]) -> Stats:
    _, at_utc, phase, live_s, fps, video, audio, encoded, *rest = row
    drops, (cpu, memory, target), recorded = rest[:3], rest[3:6], rest[6:]
    return Stats(
        at_utc, Phase(phase), live_s, fps, video, audio, encoded,
        Drops(*drops), cpu, memory, target, destinations,
        None if recorded[0] is None else RecordingStats(*recorded),
    )  # fmt: skip
