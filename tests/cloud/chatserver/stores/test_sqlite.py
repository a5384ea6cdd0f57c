import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cloud.chatserver.store import StoreFailed
from cloud.chatserver.stores.sqlite import SqliteStore
from tests.cloud.chatserver.stores.contract import StoreContract, numbers, said


@pytest.fixture
def store(data_dir: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(data_dir / "chat" / "chat.sqlite3")
    yield made
    made.close()


class TestSqliteStore(StoreContract):
    pass


def test_a_file_goes_on_where_it_ended(data_dir: Path) -> None:
    first = SqliteStore(data_dir / "chat.sqlite3")
    first.write("room", "a", [said(1)])
    first.close()

    second = SqliteStore(data_dir / "chat.sqlite3")
    second.write("room", "a", [said(2)])

    assert numbers(second.after("room", 0, 10)) == [1, 2]
    second.close()


@pytest.mark.skipif(sys.platform == "win32", reason="its files have no such modes")
def test_nobody_else_reads_what_was_said_to_moderators(store: SqliteStore, data_dir: Path) -> None:
    store.write("room", "a", [said(1)])

    files = sorted((data_dir / "chat").iterdir())
    assert {file.name for file in files} >= {"chat.sqlite3", "chat.sqlite3-wal"}
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_a_file_that_is_none_is_named(data_dir: Path) -> None:
    (data_dir / "chat.sqlite3").write_bytes(b"not a database, " * 100)

    with pytest.raises(StoreFailed, match=r"chat\.sqlite3"):
        SqliteStore(data_dir / "chat.sqlite3")


def test_a_file_of_a_newer_version_is_left_alone(data_dir: Path) -> None:
    path = data_dir / "chat.sqlite3"
    store = SqliteStore(path)
    store._writer.execute("PRAGMA user_version = 99")
    store.close()

    with pytest.raises(StoreFailed, match="newer"):
        SqliteStore(path)


def test_a_closed_store_fails_by_name(data_dir: Path) -> None:
    store = SqliteStore(data_dir / "chat.sqlite3")
    store.close()

    with pytest.raises(StoreFailed):
        store.head("room")
    with pytest.raises(StoreFailed):
        store.write("room", "a", [said(1)])


def test_it_is_read_while_it_is_written(store: SqliteStore) -> None:
    def write() -> None:
        for start in range(1, 1001, 50):
            store.write("room", "a", [said(seq, seq) for seq in range(start, start + 50)])

    writer = threading.Thread(target=write, name="writer")
    writer.start()
    seen = 0
    while writer.is_alive():
        head = store.head("room")[1]
        assert len(store.after("room", 0, 2000)) >= head >= seen
        seen = head
    writer.join()

    assert store.head("room") == ("a", 1000)


def test_what_was_written_survives_a_kill(data_dir: Path) -> None:
    path = data_dir / "chat.sqlite3"
    script = (
        "import sys; from pathlib import Path\n"
        "from chatclient.wire.envelopes import Envelope\n"
        "from cloud.chatserver.stores.sqlite import SqliteStore\n"
        "store = SqliteStore(Path(sys.argv[1]))\n"
        "for seq in range(1, 100_000):\n"
        "    store.write('room', 'a', [Envelope(seq, 'msg', seq, seq, 0)])\n"
        "    print(seq, flush=True)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    acknowledged = 0
    while acknowledged < 50:
        acknowledged = int(child.stdout.readline())
    os.kill(child.pid, signal.SIGKILL)
    rest = child.stdout.read().split()
    child.stdout.close()
    child.wait()
    acknowledged = int(rest[-1]) if rest else acknowledged

    store = SqliteStore(path)

    assert store.head("room")[1] >= acknowledged
    assert len(store.between("room", 0, 10**6, 0, 10**6)) == store.head("room")[1]
    store.close()
