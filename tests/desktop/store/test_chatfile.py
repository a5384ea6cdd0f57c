import sqlite3
from pathlib import Path

import pytest

from desktop.store.chatfile import (
    DAMAGED_SUFFIX,
    VERSION,
    UnusableRecord,
    open_to_read,
    open_to_write,
)


@pytest.fixture
def file(home: Path) -> Path:
    return home / "data" / "chat.sqlite3"


def test_a_new_record_is_its_owners_alone(file: Path) -> None:
    open_to_write(file).close()

    assert file.stat().st_mode & 0o077 == 0


def test_a_record_is_opened_again_as_it_was(file: Path) -> None:
    first = open_to_write(file)
    first.execute("INSERT INTO orders (room, epoch) VALUES ('studio', 'e1')")
    first.close()

    again = open_to_write(file)

    assert again.execute("SELECT room FROM orders").fetchall() == [("studio",)]
    again.close()


def test_a_damaged_record_is_set_aside(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"this is no database" * 100)

    open_to_write(file).close()

    aside = file.with_name(file.name + DAMAGED_SUFFIX)
    assert aside.read_bytes().startswith(b"this is no database")


def test_a_newer_livedesks_record_is_left_alone(file: Path) -> None:
    open_to_write(file).close()
    newer = sqlite3.connect(file)
    newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()

    with pytest.raises(UnusableRecord):
        open_to_write(file)

    assert not file.with_name(file.name + DAMAGED_SUFFIX).exists()


def test_who_only_reads_can_not_write(file: Path) -> None:
    open_to_write(file).close()
    reader = open_to_read(file)

    with pytest.raises(sqlite3.OperationalError):
        reader.execute("DELETE FROM orders")
    reader.close()
