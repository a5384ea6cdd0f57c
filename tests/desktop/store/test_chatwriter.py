import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from chatclient.messages import Arrived, Entry
from chatclient.wire.envelopes import (
    Action,
    ClearBody,
    Envelope,
    MessageBody,
    ModerationBody,
    PurgeBody,
    StampBody,
    User,
)
from desktop.store.chatfile import VERSION, open_to_read, open_to_write
from desktop.store.chatfindings import ChatPlace
from desktop.store.chatwriter import ChatWriter
from tests.fakes.chat import AT_MS, HOST, entry_of

Announce = Callable[[str, str], None]
HERE = ChatPlace("studio", "e1")
GAP = Entry(Envelope(2, "gap", AT_MS), None, 4)


@pytest.fixture
def file(home: Path) -> Path:
    return home / "chat.sqlite3"


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with contextlib.closing(open_to_read(file)) as connection:
        return connection.execute(query).fetchall()


def written(file: Path, *events: Arrived) -> None:
    writer = ChatWriter(file)
    for event in events:
        writer.heard(HERE, event)
    writer.close()


def test_everything_that_was_heard_is_on_disk_once_it_is_closed(file: Path) -> None:
    entries = tuple(entry_of(seq, MessageBody(f"number {seq}")) for seq in range(1, 6))

    written(file, Arrived(entries[:3]), Arrived(entries[3:]))

    assert rows(file, "SELECT seq, user FROM lines") == [(seq, "aki") for seq in range(1, 6)]
    assert rows(file, "SELECT folded FROM words WHERE seq = 5") == [("number 5",)]
    assert rows(file, "SELECT newest_ms FROM orders") == [(entries[-1].envelope.at_ms,)]


def test_what_is_heard_twice_is_kept_once(file: Path) -> None:
    event = Arrived((entry_of(1, MessageBody("x")),))

    written(file, event, event)

    assert rows(file, "SELECT count(*) FROM lines") == [(1,)]


def test_a_gap_is_kept_until_it_is_filled(file: Path) -> None:
    written(file, Arrived((entry_of(1, MessageBody("x")), GAP)))
    assert rows(file, "SELECT seq, kind, gap_to FROM lines WHERE gap_to") == [(2, "gap", 4)]

    filling = tuple(entry_of(seq, MessageBody("late")) for seq in (2, 3, 4))
    written(file, Arrived(filling, frozenset({2})))

    assert rows(file, "SELECT seq, kind, is_removed FROM lines WHERE seq > 1") == [
        (2, "msg", 0), (3, "msg", 0), (4, "msg", 0),
    ]  # fmt: skip


def test_what_is_taken_down_is_marked(file: Path) -> None:
    said = Arrived((entry_of(1, MessageBody("bad")), entry_of(2, MessageBody("good"))))

    written(file, said, Arrived(removed=frozenset({1})))

    assert rows(file, "SELECT seq, is_removed FROM lines") == [(1, 1), (2, 0)]


def test_what_is_taken_down_by_its_author_is_marked_also_where_the_list_forgot_it(
    file: Path,
) -> None:
    mean = User("mean", "Mean")
    said = tuple(entry_of(seq, MessageBody("x"), mean if seq % 2 else HOST) for seq in range(1, 6))

    written(file, Arrived(said), Arrived(swept=(PurgeBody("mean", 4), ClearBody(2))))

    assert rows(file, "SELECT seq FROM lines WHERE is_removed") == [(1,), (2,), (3,)]


def test_clearing_leaves_what_moderators_did(file: Path) -> None:
    done = entry_of(3, ModerationBody(Action.BAN, "spammer"), HOST)

    written(file, Arrived((entry_of(1, MessageBody("x")), GAP), audit=(done,)))
    written(file, Arrived(swept=(ClearBody(9),)))

    assert rows(file, "SELECT seq FROM lines WHERE is_removed") == [(1,)]


def test_what_moderators_did_is_kept_with_whom_it_was_about(file: Path) -> None:
    done = entry_of(3, ModerationBody(Action.BAN, "spammer"), HOST)

    written(file, Arrived(audit=(done,)))

    assert rows(file, "SELECT kind, user, about FROM lines") == [("mod", "host", "spammer")]
    assert rows(file, "SELECT * FROM words") == []


def test_stamps_are_found_by_their_name(file: Path) -> None:
    written(file, Arrived((entry_of(1, StampBody("clap")),)))

    assert rows(file, "SELECT folded FROM words") == [("clap",)]


def test_what_no_longer_fits_is_counted(file: Path) -> None:
    writer = ChatWriter(file, most_waiting=3)
    entries = tuple(entry_of(seq, MessageBody("x")) for seq in range(1, 11))

    writer.heard(HERE, Arrived(entries))
    writer.close()

    assert writer.losses == 10
    writer.heard(HERE, Arrived(entries[:1]))
    assert writer.losses == 11


def test_up_to_where_was_read_only_grows(file: Path) -> None:
    writer = ChatWriter(file)
    for seq in (5, 3):
        writer.mark_read(HERE, seq)
    writer.close()

    assert rows(file, "SELECT last_read FROM orders") == [(5,)]


def test_a_record_that_can_not_be_written_is_told_and_counted(
    file: Path, expected_log: Announce
) -> None:
    expected_log("WARNING", "not recorded")
    open_to_write(file).close()
    newer = sqlite3.connect(file)
    newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()
    writer = ChatWriter(file)

    writer.heard(HERE, Arrived((entry_of(1, MessageBody("x")),)))

    assert writer.flush()
    writer.close()
    assert writer.losses == 1


def test_a_transaction_that_fails_costs_only_itself(file: Path, expected_log: Announce) -> None:
    expected_log("WARNING", "A part of the chat is not recorded")
    writer = ChatWriter(file)
    writer.heard(HERE, Arrived((entry_of(1, MessageBody("x")),)))
    assert writer.flush()

    writer.heard(HERE, Arrived((entry_of(2, MessageBody("half a letter: \ud83d")),)))
    assert writer.flush()
    writer.heard(HERE, Arrived((entry_of(3, MessageBody("x")),)))
    writer.close()

    assert rows(file, "SELECT seq FROM lines") == [(1,), (3,)]
    assert writer.losses == 1


def test_nothing_is_opened_before_there_is_something_to_write(file: Path) -> None:
    writer = ChatWriter(file)
    assert writer.flush()
    writer.close()

    assert not file.exists()
