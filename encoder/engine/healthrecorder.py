"""Writes what happens on air into the record of health, on a thread of its own.

Each batch is committed at once: a killed engine loses what was noted within the last moment only.
"""

import contextlib
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

import msgspec

from encoder.engine.healthfile import end_interrupted, open_to_write, prune
from encoder.healthrecord import FILE_NAME, NewerRecord, add_sample
from encoder.messages import (
    DestinationChanged,
    Event,
    Failed,
    Phase,
    PhaseChanged,
    RecordingChanged,
    RecordingRecovered,
    ReplaySaved,
    Sampled,
    ServerSpoke,
    SignalChanged,
    SourceChanged,
    StepReported,
    StepState,
    Stopped,
)
from encoder.settings import Canvas, Destination, Encoding

MAX_WAITING = 2000
MAX_BATCH = 500
LOST_KIND = "RecordsLost"
CHECKPOINT_S = 60.0
STOP_TIMEOUT_S = 4.0

_RECORDED = (
    PhaseChanged,
    DestinationChanged,
    SourceChanged,
    SignalChanged,
    RecordingChanged,
    ReplaySaved,
    RecordingRecovered,
    Stopped,
    Failed,
)
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Begun:
    at_utc_s: float
    title: str
    encoding: str
    destinations: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Ended:
    at_utc_s: float


@dataclass(frozen=True, slots=True)
class _Happened:
    at_utc_s: float
    kind: str
    params: bytes


_Item = _Begun | _Ended | _Happened | Sampled


class HealthRecorder:
    """Takes events from any thread without ever waiting; what finds no room is counted."""

    def __init__(self, home: Path) -> None:
        """Write to the record in this folder, which exists."""
        self._file = home / FILE_NAME
        self._queue: queue.Queue[_Item | None] = queue.Queue(MAX_WAITING)
        self._lock = threading.Lock()
        self._lost = 0
        self._session: int | None = None
        self._is_closing = False
        self._has_ended = False
        # A disk that hangs can't be interrupted: as a daemon the thread can't hold the process.
        self._thread = threading.Thread(target=self._run, name="health-recorder", daemon=True)
        self._thread.start()

    def begin(
        self, title: str, canvas: Canvas, encoding: Encoding, destinations: Sequence[Destination]
    ) -> None:
        """Begin a session: going live, or recording. One that runs is ended."""
        shown = tuple((each.id, each.name, each.shown_url) for each in destinations)
        self._offer(_Begun(time.time(), title, summary(canvas, encoding), shown))

    def end(self) -> None:
        """End the session: neither live nor recording any more."""
        self._offer(_Ended(time.time()))

    def note(self, event: Event) -> None:
        """Take an event; those that tell nothing about health are left out, idle seconds too."""
        match event:
            case Sampled(stats=stats):
                if stats.phase is not Phase.IDLE or stats.recording is not None:
                    self._offer(event)
            case ServerSpoke():
                # The description is the server's own text, and may repeat the stream's name.
                self._happened(event, description="")
            case StepReported(state=StepState.FAILED):
                self._happened(event)
            case _ if isinstance(event, _RECORDED):
                self._happened(event)
            case _:
                pass

    def close(self) -> None:
        """Write what waits, end the session, join the thread; at most STOP_TIMEOUT_S."""
        self._is_closing = True
        with contextlib.suppress(queue.Full):  # then it ends after what waits
            self._queue.put_nowait(None)
        self._thread.join(STOP_TIMEOUT_S)

    def _happened(self, event: Event, **changes: object) -> None:
        params = msgspec.to_builtins(event) | changes
        kind = str(params.pop("type"))
        self._offer(_Happened(time.time(), kind, msgspec.json.encode(params)))

    def _offer(self, item: _Item) -> None:
        if self._has_ended:
            return
        try:
            self._queue.put_nowait(item)
        except queue.Full:
            self._count_lost(1)

    def _count_lost(self, count: int) -> None:
        with self._lock:
            self._lost += count

    # ---- the recorder's thread ----

    def _run(self) -> None:
        try:
            with contextlib.closing(open_to_write(self._file)) as connection:
                end_interrupted(connection)
                prune(connection, time.time())
                self._write(connection)
        except NewerRecord:
            _logger.warning("The record of health is a later version's: nothing is recorded")
        except (sqlite3.Error, OSError) as error:
            _logger.warning("The record of health can't be written: %s", error)
        except Exception:
            _logger.exception("The health recorder failed")
        finally:
            self._has_ended = True

    def _write(self, connection: sqlite3.Connection) -> None:
        checkpoint_s = time.monotonic()
        while not self._has_ended:
            self._write_batch(connection, self._next_batch())
            if time.monotonic() - checkpoint_s > CHECKPOINT_S:
                checkpoint_s = time.monotonic()
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        self._write_batch(connection, [_Ended(time.time())])

    def _write_batch(self, connection: sqlite3.Connection, batch: list[_Item]) -> None:
        """Commit these rows, or count them as lost, most of all because the disk is full."""
        session, lost = self._session, self._lost
        try:
            with connection:
                for item in [_lost_event(lost), *batch] if lost else batch:
                    self._write_one(connection, item)
        except sqlite3.OperationalError as error:
            if not lost:
                _logger.warning("The record of health can't be written: %s", error)
            self._session = session
            self._count_lost(len(batch))
        else:
            self._count_lost(-lost)

    def _next_batch(self) -> list[_Item]:
        """Return what waits, waiting for the first."""
        batch: list[_Item] = []
        try:
            item = self._queue.get(block=not self._is_closing)
            while item is not None:
                batch.append(item)
                if len(batch) == MAX_BATCH:
                    return batch
                item = self._queue.get_nowait()
            self._has_ended = True
        except queue.Empty:
            self._has_ended = self._is_closing and not batch
        return batch

    def _write_one(self, connection: sqlite3.Connection, item: _Item) -> None:
        match item:
            case _Begun():
                self._end_session(connection, item.at_utc_s)
                self._session = _insert_session(connection, item)
            case _Ended():
                self._end_session(connection, item.at_utc_s)
            case Sampled(stats=stats):
                if self._session is None:  # nobody said that it began
                    self._session = _insert_session(connection, _Begun(stats.at_utc_s, "", "", ()))
                add_sample(connection, self._session, stats)
            case _Happened():
                connection.execute(
                    "INSERT INTO event (session, at_utc, kind, params) VALUES (?, ?, ?, ?)",
                    (self._session, item.at_utc_s, item.kind, item.params.decode()),
                )
            case _:
                assert_never(item)

    def _end_session(self, connection: sqlite3.Connection, at_utc_s: float) -> None:
        connection.execute(
            "UPDATE session SET ended_utc = ? WHERE id = ?", (at_utc_s, self._session)
        )
        self._session = None


def summary(canvas: Canvas, encoding: Encoding) -> str:
    """Return in one line how a session was encoded."""
    video, audio = encoding.video, encoding.audio
    preset = f" {video.preset}" if video.encoder == "libx264" else ""
    return (
        f"{canvas.width}x{canvas.height} {canvas.fps} fps, {video.encoder}{preset} "
        f"{video.bitrate_bps // 1000} kb/s, AAC {audio.bitrate_bps // 1000} kb/s"
    )


def _insert_session(connection: sqlite3.Connection, begun: _Begun) -> int:
    inserted = connection.execute(
        "INSERT INTO session (started_utc, title, encoding) VALUES (?, ?, ?)",
        (begun.at_utc_s, begun.title, begun.encoding),
    )
    session = inserted.lastrowid
    assert session is not None
    connection.executemany(
        "INSERT INTO session_destination VALUES (?, ?, ?, ?)",
        [(session, *shown) for shown in begun.destinations],
    )
    return session


def _lost_event(count: int) -> _Happened:
    return _Happened(time.time(), LOST_KIND, msgspec.json.encode({"count": count}))
