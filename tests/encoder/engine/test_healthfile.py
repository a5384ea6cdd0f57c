import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from encoder.engine.healthfile import end_interrupted, open_to_write, prune
from encoder.healthrecord import FILE_NAME, SCHEMA_VERSION, NewerRecord, add_sample, sessions
from tests.encoder.test_healthrecord import at

DAY_S = 86_400.0


def add_session(connection: sqlite3.Connection, began: float, seconds: int, fat: str = "") -> None:
    """Add a session with a row each second and one event."""
    with connection:
        session = connection.execute(
            "INSERT INTO session (started_utc, ended_utc, title, encoding) VALUES (?, ?, ?, ?)",
            (began, began + seconds, "Show", "x264"),
        ).lastrowid
        assert session is not None
        for second in range(seconds):
            add_sample(connection, session, at(began + second))
        connection.execute(
            "INSERT INTO event (session, at_utc, kind, params) VALUES (?, ?, 'Failed', ?)",
            (session, began, f'"{fat}"'),
        )


def count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_new_file_is_made_in_write_ahead_mode(tmp_path: Path) -> None:
    with closing(open_to_write(tmp_path / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (1,)  # NORMAL
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_a_file_is_opened_again_with_everything_in_it(tmp_path: Path) -> None:
    for expected in (1, 2):
        with closing(open_to_write(tmp_path / FILE_NAME)) as connection:
            add_session(connection, 1000.0 * expected, 5)
            assert len(sessions(connection)) == expected


@pytest.mark.parametrize("content", [b"this is not a database" * 100, b"SQLite format 3\0" * 500])
def test_a_damaged_file_is_set_aside_and_a_new_one_begun(
    tmp_path: Path, content: bytes, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("WARNING", "damaged and was set aside")
    (tmp_path / FILE_NAME).write_bytes(content)
    with closing(open_to_write(tmp_path / FILE_NAME)) as connection:
        add_session(connection, 1000.0, 1)

    (aside,) = tmp_path.glob("health-damaged-*.sqlite3")
    assert aside.read_bytes() == content


def test_damage_inside_the_file_is_noticed(
    tmp_path: Path, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("WARNING", "damaged and was set aside")
    file = tmp_path / FILE_NAME
    with closing(open_to_write(file)) as connection:
        add_session(connection, 1000.0, 300)
    content = bytearray(file.read_bytes())
    content[8192:40_000] = b"\xa5" * (40_000 - 8192)
    file.write_bytes(content)

    with closing(open_to_write(file)) as connection:
        assert sessions(connection) == []
    assert len(list(tmp_path.glob("health-damaged-*"))) == 1


def test_the_file_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    with closing(open_to_write(file)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(NewerRecord):
        open_to_write(file)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_old_sessions_go_with_everything_they_hold(tmp_path: Path) -> None:
    with closing(open_to_write(tmp_path / FILE_NAME)) as connection:
        add_session(connection, 0.0, 10)
        add_session(connection, 20 * DAY_S, 10)
        prune(connection, now_utc_s=31 * DAY_S)

        assert [session.started_utc_s for session in sessions(connection)] == [20 * DAY_S]
        assert count(connection, "sample") == 10
        assert count(connection, "destination_sample") == 20
        assert count(connection, "event") == 1


def test_a_file_that_is_too_large_loses_its_oldest_sessions_and_shrinks(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    with closing(open_to_write(file)) as connection:
        for number in range(5):
            add_session(connection, 1000.0 * number, 5, fat="x" * 200_000)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        before = file.stat().st_size
        prune(connection, now_utc_s=6000.0, max_bytes=600_000)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

        kept = [session.started_utc_s for session in sessions(connection)]
        assert kept == [4000.0, 3000.0]
        assert file.stat().st_size < before / 2


def test_a_session_that_a_crash_left_open_ends_with_its_last_second(tmp_path: Path) -> None:
    with closing(open_to_write(tmp_path / FILE_NAME)) as connection:
        add_session(connection, 1000.0, 10)
        connection.execute("UPDATE session SET ended_utc = NULL")
        connection.execute("INSERT INTO session VALUES (9, 2000, NULL, '', '')")
        end_interrupted(connection)

        assert [session.ended_utc_s for session in sessions(connection)] == [2000.0, 1009.0]
