import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatclient.messages import Arrived, Entry
from chatclient.wire.envelopes import (
    Action,
    DonationBody,
    Envelope,
    HeldBody,
    MessageBody,
    ModerationBody,
    StampBody,
    User,
)
from desktop.store import chatqueries
from desktop.store.chatfile import open_to_read
from desktop.store.chatfindings import ChatPlace, Excitement
from desktop.store.chatwriter import ChatWriter
from tests.fakes.chat import AKI, AT_MS, HOST, entry_of

HERE = ChatPlace("studio", "e2")
BEFORE = ChatPlace("studio", "e1")
ELSEWHERE = ChatPlace("other", "e1")
KIMI = User("user-kimi", "Ｋｉｍｉ 🎧")
SAID = (
    entry_of(1, MessageBody("猫がかわいい")),
    entry_of(2, MessageBody("ネコと ﾈｺ"), KIMI),
    entry_of(3, MessageBody("look: https://example.com/ねこ"), KIMI),
    entry_of(4, StampBody("clap")),
    entry_of(5, DonationBody(500, "JPY", "Ｇｏｏｄ luck"), KIMI),
    Entry(Envelope(6, "gap", AT_MS + 6000), None, 8),
    entry_of(9, MessageBody("taken down"), KIMI),
    entry_of(21, MessageBody("100% _sure_")),
)
WAITS = entry_of(23, HeldBody("h1", "may I?", "link"), KIMI)
BANNED = entry_of(22, ModerationBody(Action.BAN, "user-kimi"), HOST)


@pytest.fixture
def record(home: Path) -> Iterator[sqlite3.Connection]:
    writer = ChatWriter(home / "chat.sqlite3")
    writer.heard(BEFORE, Arrived((entry_of(1, MessageBody("猫は昨日もいた"), at_ms=1000),)))
    writer.heard(ELSEWHERE, Arrived((entry_of(1, MessageBody("猫 elsewhere")),)))
    writer.heard(HERE, Arrived(SAID, audit=(BANNED, WAITS)))
    writer.heard(HERE, Arrived(removed=frozenset({9})))
    writer.close()
    with contextlib.closing(open_to_read(home / "chat.sqlite3")) as connection:
        yield connection


def found(record: sqlite3.Connection, query: str) -> list[int]:
    result = chatqueries.search(record, HERE, query, 100)
    return [hit.entry.seq for hit in result.hits if hit.is_here]


@pytest.mark.parametrize(
    ("query", "seqs"),
    [
        ("ねこ", [3, 2]),
        ("ﾈｺ", [3, 2]),
        ("かわ", [1]),
        ("GOOD", [5]),
        ("luck good", [5]),
        ('"good luck"', [5]),
        ("from:kimi", [5, 3, 2]),
        ("from:user-kimi ねこ", [3, 2]),
        ("from:kimi from:aki", [21, 5, 4, 3, 2, 1]),
        ("has:link", [3]),
        ("has:stamp", [4]),
        ("has:donation from:ki", [5]),
        ("100%", [21]),
        ("_sure", [21]),
        ("taken", []),
        ("nobody' OR '1'='1", []),
        ("", [21, 5, 4, 3, 2, 1]),
    ],
)
def test_a_search_finds_what_it_says(
    record: sqlite3.Connection, query: str, seqs: list[int]
) -> None:
    assert found(record, query) == seqs


def test_earlier_orders_of_the_room_are_searched_too_and_told_apart(
    record: sqlite3.Connection,
) -> None:
    result = chatqueries.search(record, HERE, "猫", 100)

    assert [(hit.entry.seq, hit.is_here) for hit in result.hits] == [(1, True), (1, False)]


def test_more_than_are_wanted_are_named_as_more(record: sqlite3.Connection) -> None:
    result = chatqueries.search(record, HERE, "ねこ", 1)

    assert [hit.entry.seq for hit in result.hits] == [3]
    assert result.is_more
    assert not chatqueries.search(record, HERE, "ねこ", 2).is_more


def test_what_was_found_is_what_was_said(record: sqlite3.Connection) -> None:
    (hit,) = chatqueries.search(record, HERE, "good", 100).hits

    assert hit.entry == SAID[4]


def test_older_lines_come_in_order_with_their_gaps(record: sqlite3.Connection) -> None:
    assert chatqueries.older(record, HERE, 9, 3) == SAID[3:6]
    assert [entry.seq for entry in chatqueries.older(record, HERE, 30, 3)] == [5, 6, 21]
    assert chatqueries.older(record, ChatPlace("nowhere"), 9, 3) == ()


def test_a_card_tells_what_somebody_said_and_what_was_done_about_it(
    record: sqlite3.Connection,
) -> None:
    card = chatqueries.card(record, HERE, "user-kimi")

    assert card.user == KIMI
    assert (card.messages, card.removed_count) == (4, 1)
    assert card.first_ms == SAID[1].envelope.at_ms
    assert [entry.seq for entry in card.entries] == [9, 5, 3, 2]
    assert card.removed == {9}
    assert card.audit == (BANNED,)


def test_a_stranger_has_an_empty_card(record: sqlite3.Connection) -> None:
    card = chatqueries.card(record, HERE, "nobody")

    assert (card.user, card.messages, card.entries) == (None, 0, ())


def test_how_much_was_said_is_counted_in_tens_of_seconds(record: sqlite3.Connection) -> None:
    assert chatqueries.excitement(record, HERE, AT_MS) == (
        Excitement(AT_MS, 4, 1, 1),
        Excitement(AT_MS + 20_000, 1, 0, 0),
    )
    assert len(chatqueries.excitement(record, HERE, AT_MS + 15_000)) == 1


def test_what_was_said_before_the_order_began_anew_is_counted_once(home: Path) -> None:
    writer = ChatWriter(home / "anew.sqlite3")
    before = tuple(entry_of(seq, MessageBody("hi")) for seq in range(1, 31))
    writer.heard(BEFORE, Arrived(before))
    writer.heard(HERE, Arrived(before[25:]))  # the server had the newest ones still
    writer.close()
    with contextlib.closing(open_to_read(home / "anew.sqlite3")) as connection:
        counted = chatqueries.excitement(connection, HERE, 0)

    assert sum(each.messages for each in counted) == 30


def test_every_line_is_told_in_order_with_what_became_of_it(record: sqlite3.Connection) -> None:
    lines = list(chatqueries.lines(record, HERE))

    assert [entry.seq for entry, _ in lines] == [1, 2, 3, 4, 5, 6, 9, 21, 22, 23]
    assert [entry.seq for entry, is_removed in lines if is_removed] == [9]


def test_nobody_has_read_what_is_not_recorded(record: sqlite3.Connection) -> None:
    assert chatqueries.last_read(record, HERE) == 0
    assert chatqueries.last_read(record, ChatPlace("nowhere")) == 0


def test_an_author_is_known_by_the_newest_name(home: Path) -> None:
    writer = ChatWriter(home / "names.sqlite3")
    renamed = User(AKI.id, "Aki II")
    writer.heard(
        HERE, Arrived((entry_of(1, MessageBody("a")), entry_of(2, MessageBody("b"), renamed)))
    )
    writer.close()

    with contextlib.closing(open_to_read(home / "names.sqlite3")) as connection:
        assert chatqueries.card(connection, HERE, AKI.id).user == renamed
