import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatclient.wire.envelopes import Envelope, Kind, User
from chatclient.wire.pages import Segment
from cloud.chatserver.store import StoreFailed, Tally
from cloud.chatserver.stores.sqlite import SqliteStore


@pytest.fixture
def store(data_dir: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(data_dir / "chat" / "chat.sqlite3")
    yield made
    made.close()


def said(seq: int, position_ms: int | None = None, kind: str = Kind.MESSAGE) -> Envelope:
    media_sequence = None if position_ms is None else position_ms // 2000
    body: dict[str, object] = {"text": f"こんにちは {seq}"}
    return Envelope(seq, kind, 1000 + seq, position_ms, media_sequence, User("u", "Aki"), body)


def numbers(envelopes: list[Envelope]) -> list[int]:
    return [envelope.seq for envelope in envelopes]


def test_what_was_written_is_read_as_it_was(store: SqliteStore) -> None:
    written = [said(1), said(2, 0), said(3, 1500, Kind.STAMP)]

    store.write("room", "a", written)

    assert store.after("room", 0, 10) == written
    assert store.head("room") == ("a", 3)


def test_an_unknown_room_is_empty(store: SqliteStore) -> None:
    store.write("other", "a", [said(1, 0)])

    assert store.head("room") == ("", 0)
    assert store.after("room", 0, 10) == []
    assert store.between("room", 0, 99_999, 0, 10) == []
    assert store.segments("room") == []
    assert store.state("room") is None
    assert store.tallies("room") == {}


def test_what_is_kept_already_stays_as_it_is(store: SqliteStore) -> None:
    store.write("room", "a", [said(1, 0), said(2, 0)])
    store.write("room", "a", [said(2, 4000, Kind.STAMP), said(3, 0)])

    assert store.after("room", 0, 10) == [said(1, 0), said(2, 0), said(3, 0)]
    assert store.tallies("room") == {0: Tally(messages=3)}


def test_the_oldest_after_a_number_are_read(store: SqliteStore) -> None:
    store.write("room", "a", [said(seq) for seq in range(1, 21)])

    assert numbers(store.after("room", 5, 3)) == [6, 7, 8]


def test_a_span_of_the_video_is_half_open_and_read_by_number(store: SqliteStore) -> None:
    places = {1: 1999, 2: 2000, 3: 3999, 4: 4000, 5: None, 6: 2500}
    store.write("room", "a", [said(seq, place) for seq, place in places.items()])

    assert numbers(store.between("room", 2000, 4000, 0, 10)) == [2, 3, 6]
    assert numbers(store.between("room", 2000, 4000, 2, 1)) == [3]


def test_a_new_epoch_goes_on_after_what_the_one_before_kept(store: SqliteStore) -> None:
    store.write("room", "a", [said(seq, 0) for seq in (1, 2, 3)])
    store.write("room", "b", [said(seq, 0, Kind.STAMP) for seq in (3, 4)])

    assert store.head("room") == ("b", 4)
    kinds = [(envelope.seq, envelope.kind) for envelope in store.after("room", 0, 10)]
    assert kinds == [(1, "msg"), (2, "msg"), (3, "stamp"), (4, "stamp")]
    assert numbers(store.between("room", 0, 1, 1, 2)) == [2, 3]


def test_what_comes_late_of_an_old_epoch_leaves_the_newest_as_it_is(store: SqliteStore) -> None:
    store.write("room", "a", [said(1)])
    store.write("room", "b", [said(2)])
    store.write("room", "a", [said(2), said(3)])

    assert store.head("room") == ("b", 2)
    assert numbers(store.after("room", 0, 10)) == [1, 2]


def test_removals_are_found_among_everything_else(store: SqliteStore) -> None:
    kinds = {1: Kind.MESSAGE, 2: Kind.DELETE, 3: Kind.PURGE, 4: Kind.CLEAR, 5: Kind.MODERATION}
    store.write("room", "a", [said(seq, 0, kind) for seq, kind in kinds.items()])

    assert numbers(store.removals("room", 0)) == [2, 3, 4]
    assert numbers(store.removals("room", 3)) == [4]


def test_what_was_said_is_counted_by_segment(store: SqliteStore) -> None:
    store.write("room", "a", [said(1, 0), said(2, 0, Kind.STAMP), said(3, 0, Kind.PIN), said(4)])
    store.write("room", "a", [said(5, 100), said(6, 2000, Kind.DONATION)])

    assert store.tallies("room") == {0: Tally(messages=2, stamps=1), 1: Tally(donations=1)}


def test_segments_are_kept_in_order_and_once(store: SqliteStore) -> None:
    store.write_segments("room", [Segment(8, 2000, 2000, 2000), Segment(7, 0, 2000)])
    store.write_segments("room", [Segment(8, 9999, 1, 1), Segment(9, 4000, 2000, 4000, True)])

    kept = [Segment(7, 0, 2000), Segment(8, 2000, 2000, 2000), Segment(9, 4000, 2000, 4000, True)]
    assert store.segments("room") == kept
    assert store.segments("room", after=7) == kept[1:]


def test_the_newest_state_is_kept(store: SqliteStore) -> None:
    store.write_state("room", 5, b"five")
    store.write_state("room", 9, b"nine")

    assert store.state("room") == (9, b"nine")


def test_a_file_goes_on_where_it_ended(data_dir: Path) -> None:
    first = SqliteStore(data_dir / "chat.sqlite3")
    first.write("room", "a", [said(1)])
    first.close()

    second = SqliteStore(data_dir / "chat.sqlite3")
    second.write("room", "a", [said(2)])

    assert numbers(second.after("room", 0, 10)) == [1, 2]
    second.close()


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
