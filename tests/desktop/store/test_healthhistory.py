import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from desktop.store.healthhistory import recent
from encoder.healthrecord import FILE_NAME, MIGRATIONS, SCHEMA_VERSION, add_sample
from encoder.messages import DestinationStats, Drops, Phase, Stats


def second(at_utc_s: float) -> Stats:
    return Stats(
        at_utc_s, Phase.LIVE, at_utc_s - 1000, 30.0, 3e6, 1e5, 30, Drops(), 20.0, 10_000, 3_100_000,
        (DestinationStats("main", Phase.LIVE, 3e6),),
    )  # fmt: skip


def recorded(file: Path, *times: float) -> list[Stats]:
    rows = [second(at) for at in times]
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(MIGRATIONS[0] + f"; PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("INSERT INTO session VALUES (1, 1000, NULL, '', '')")
        for row in rows:
            add_sample(connection, 1, row)
        connection.commit()
    return rows


def test_the_last_seconds_come_back_as_the_engine_sent_them(tmp_path: Path) -> None:
    rows = recorded(tmp_path / FILE_NAME, 1000.0, 1001.0, 1002.0)

    assert recent(tmp_path / FILE_NAME, 1001.0) == rows[1:]


def test_without_a_record_there_is_no_history(tmp_path: Path) -> None:
    assert recent(tmp_path / FILE_NAME, 0.0) == []


def test_a_damaged_record_is_no_history_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    file.write_bytes(b"not a database at all" * 100)

    assert recent(file, 0.0) == []
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_it_can_be_read_on_any_thread(tmp_path: Path) -> None:
    rows = recorded(tmp_path / FILE_NAME, 1000.0)
    found: list[Stats] = []
    thread = threading.Thread(target=lambda: found.extend(recent(tmp_path / FILE_NAME, 0.0)))
    thread.start()
    thread.join()

    assert found == rows
