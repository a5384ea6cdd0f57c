import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from encoder.engine.healthfile import open_to_write
from encoder.healthrecord import (
    FILE_NAME,
    SCHEMA_VERSION,
    NewerRecord,
    add_sample,
    events,
    open_to_read,
    samples,
    sessions,
)
from encoder.messages import DestinationStats, Drops, Phase, RecordingStats, Stats

FULL = Stats(
    at_utc_s=1000.5,
    phase=Phase.LIVE,
    live_s=12.25,
    fps=29.9,
    video_bps=3e6,
    audio_bps=1.6e5,
    frames_encoded=360,
    drops=Drops(1, 2, 3),
    engine_cpu_percent=41.5,
    engine_memory_bytes=150_000_000,
    target_bps=3_160_000,
    destinations=(
        DestinationStats("main", Phase.LIVE, 3.1e6, 3e6, 12.5, 21.0, 4, 350, 5, 1),
        DestinationStats("second", Phase.RECONNECTING, rtt_ms=None),
    ),
    recording=RecordingStats("/videos/a.mp4", 11.5, 4_000_000, 90_000_000_000, None),
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_to_write(tmp_path / FILE_NAME)) as connection:
        connection.execute("INSERT INTO session VALUES (7, 1000, NULL, 'Show', 'x264')")
        yield connection


def at(seconds: float, **changes: object) -> Stats:
    return msgspec.structs.replace(FULL, at_utc_s=seconds, **changes)


def test_every_field_of_a_second_comes_back(connection: sqlite3.Connection) -> None:
    defaults = {f.name: f.default for f in msgspec.structs.fields(DestinationStats)}
    assert all(getattr(FULL.destinations[0], name) != value for name, value in defaults.items())
    add_sample(connection, 7, FULL)

    assert samples(connection, 0) == [FULL]


def test_seconds_come_oldest_first_from_the_moment_asked_for(
    connection: sqlite3.Connection,
) -> None:
    given = [at(float(second), recording=None) for second in range(1000, 1010)]
    for stats in reversed(given):
        add_sample(connection, 7, stats)

    assert samples(connection, 1004.0) == given[4:]


def test_a_clock_that_is_set_back_does_not_stop_the_record(connection: sqlite3.Connection) -> None:
    add_sample(connection, 7, at(1000.0, fps=1.0))
    add_sample(connection, 7, at(1000.0, fps=2.0))

    assert [stats.fps for stats in samples(connection, 0)] == [2.0]


def test_sessions_and_events_are_read(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO event VALUES (1, 7, 1001, 'PhaseChanged', '{\"phase\": \"live\"}')"
    )

    assert [(session.id, session.title) for session in sessions(connection)] == [(7, "Show")]
    (event,) = events(connection, 1000.0)
    assert (event.kind, event.params) == ("PhaseChanged", {"phase": "live"})
    assert list(events(connection, 1002.0)) == []


def test_a_reader_cannot_write(connection: sqlite3.Connection, tmp_path: Path) -> None:
    connection.commit()
    with (
        closing(open_to_read(tmp_path / FILE_NAME)) as reader,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        reader.execute("DELETE FROM session")


def test_a_reader_sees_what_was_committed_while_the_engine_writes(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    connection.commit()
    add_sample(connection, 7, at(1000.0))
    with closing(open_to_read(tmp_path / FILE_NAME)) as reader:
        assert samples(reader, 0) == []
        connection.commit()
        assert len(samples(reader, 0)) == 1


def test_the_file_of_a_later_version_is_not_read(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    connection.commit()
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(NewerRecord):
        open_to_read(tmp_path / FILE_NAME)


def test_there_is_nothing_to_read_where_no_file_is(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        open_to_read(tmp_path / "nothing.sqlite3")
    assert not (tmp_path / "nothing.sqlite3").exists()
