import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store.chatfile import open_to_write
from desktop.store.chatpruning import prune


@pytest.fixture
def record(home: Path) -> Iterator[sqlite3.Connection]:
    """Two orders of ten lines: number n of the first at n seconds, of the second at 100 + n."""
    connection = open_to_write(home / "chat.sqlite3")
    for place, start_ms in ((1, 0), (2, 100_000)):
        connection.execute(
            "INSERT INTO orders (id, room, epoch, newest_ms) VALUES (?, 'r', ?, ?)",
            (place, f"e{place}", start_ms + 10_000),
        )
        for seq in range(1, 11):
            connection.execute(
                "INSERT INTO lines (place, seq, at_ms, kind, user, about, gap_to, line) "
                "VALUES (?, ?, ?, 'msg', 'aki', '', 0, '')",
                (place, seq, start_ms + 1000 * seq),
            )
            connection.execute(
                "INSERT INTO words VALUES (?, ?, 'x', 'aki', 'aki', 0)", (place, seq)
            )
    yield connection
    connection.close()


def left(record: sqlite3.Connection) -> list[tuple[int, int]]:
    lines = record.execute("SELECT place, seq FROM lines ORDER BY place, seq").fetchall()
    assert record.execute("SELECT place, seq FROM words ORDER BY place, seq").fetchall() == lines
    return lines


def test_what_is_young_and_little_enough_stays(record: sqlite3.Connection) -> None:
    prune(record)

    assert len(left(record)) == 20


def test_lines_that_are_too_old_go(record: sqlite3.Connection) -> None:
    prune(record, kept_ms=4_000)

    assert left(record) == [(2, seq) for seq in range(6, 11)]
    assert record.execute("SELECT id FROM orders").fetchall() == [(2,)]


def test_the_oldest_go_while_there_are_too_many(record: sqlite3.Connection) -> None:
    prune(record, most_lines=13)

    assert left(record) == [(1, 8), (1, 9), (1, 10), *((2, seq) for seq in range(1, 11))]


def test_a_single_order_is_cut_as_well(record: sqlite3.Connection) -> None:
    prune(record, most_lines=4)

    assert left(record) == [(2, seq) for seq in range(7, 11)]


def test_an_empty_record_is_no_trouble(home: Path) -> None:
    connection = open_to_write(home / "empty.sqlite3")

    prune(connection)

    assert connection.execute("SELECT count(*) FROM orders").fetchone() == (0,)
    connection.close()
