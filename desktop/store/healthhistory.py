"""What the health strip shows of the time before this window: the last seconds of the record."""

import contextlib
import sqlite3
from pathlib import Path

from encoder.healthrecord import (
    NewerRecord,
    RecordedEvent,
    events,
    open_to_read,
    samples,
)
from encoder.messages import Stats


def recent(file: Path, since_utc_s: float) -> list[Stats]:
    """Return the seconds recorded since then, oldest first; none where there is no record.

    Blocks: for a worker thread, not for the GUI.
    """
    try:
        with contextlib.closing(open_to_read(file)) as connection:
            return samples(connection, since_utc_s)
    except (sqlite3.Error, NewerRecord, ValueError):
        return []  # missing, damaged, of another version: history is a comfort


def recent_events(file: Path, since_utc_s: float) -> list[RecordedEvent]:
    """Return what happened since then, oldest first; nothing where there is no record. Blocks."""
    try:
        with contextlib.closing(open_to_read(file)) as connection:
            return list(events(connection, since_utc_s))
    except (sqlite3.Error, NewerRecord, ValueError):
        return []
