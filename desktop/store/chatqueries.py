"""What is asked of the record of the chat: searched, looked up, counted. Each call blocks."""

import sqlite3
from collections.abc import Iterator

import msgspec

from chatclient.filters import Has, Query, parse_query
from chatclient.messages import Entry
from chatclient.wire.envelopes import Envelope, body_of
from chatclient.wire.texts import folded
from desktop.store.chatfile import SPOKEN
from desktop.store.chatfindings import Card, ChatPlace, Excitement, Hit, SearchResult

BIN_MS = 10_000
CARD_LINES = 100
_HAS = {Has.LINK: "has_link", Has.STAMP: "kind = 'stamp'", Has.DONATION: "kind = 'donation'"}

_decode = msgspec.json.Decoder(Envelope).decode


def last_read(connection: sqlite3.Connection, place: ChatPlace) -> int:
    """Return the number up to which all was read; 0: none."""
    found = connection.execute(
        "SELECT last_read FROM orders WHERE room = ? AND epoch = ?", (place.room, place.epoch)
    ).fetchone()
    return 0 if found is None else int(found[0])


def older(
    connection: sqlite3.Connection, place: ChatPlace, before_seq: int, limit: int
) -> tuple[Entry, ...]:
    """Return what was said before this number, the oldest first; gaps among it."""
    rows = connection.execute(
        "SELECT line, gap_to FROM lines WHERE place = ? AND seq < ? AND is_removed = 0 "
        "AND kind NOT IN ('mod', 'held') ORDER BY seq DESC LIMIT ?",
        (_number(connection, place), before_seq, limit),
    ).fetchall()
    return tuple(_entry(*row) for row in reversed(rows))


def search(
    connection: sqlite3.Connection, place: ChatPlace, query: str, limit: int
) -> SearchResult:
    """Return the newest lines of the room with all that the query says."""
    where, values = _conditions(parse_query(query))
    hits: list[Hit] = []
    for number, epoch in _orders(connection, place):
        rows = connection.execute(
            "SELECT line, gap_to FROM words JOIN lines USING (place, seq) WHERE place = ? "
            f"{where} AND is_removed = 0 ORDER BY seq DESC LIMIT ?",
            (number, *values, limit + 1 - len(hits)),
        )
        hits += [Hit(_entry(*row), epoch == place.epoch) for row in rows]
        if len(hits) > limit:
            break
    return SearchResult(query, tuple(hits[:limit]), len(hits) > limit)


def card(connection: sqlite3.Connection, place: ChatPlace, user_id: str) -> Card:
    """Return what is known of one person in the present order of the room."""
    number = _number(connection, place)
    key = (number, folded(user_id), user_id)
    said = "FROM words JOIN lines USING (place, seq) WHERE place = ? AND author = ? AND user = ?"
    count, removed_count, first_ms = connection.execute(
        f"SELECT count(*), coalesce(sum(is_removed), 0), coalesce(min(at_ms), 0) {said}", key
    ).fetchone()
    rows = connection.execute(
        f"SELECT line, gap_to, is_removed {said} ORDER BY seq DESC LIMIT ?", (*key, CARD_LINES)
    ).fetchall()
    audit = connection.execute(
        "SELECT line, gap_to FROM lines WHERE place = ? AND about = ? AND about != '' "
        "ORDER BY seq DESC LIMIT ?",
        (number, user_id, CARD_LINES),
    ).fetchall()
    entries = tuple(_entry(line, gap_to) for line, gap_to, _ in rows)
    return Card(
        user=entries[0].envelope.user if entries else None,
        first_ms=first_ms,
        messages=count,
        removed_count=removed_count,
        entries=entries,
        removed=frozenset(each.seq for each, row in zip(entries, rows, strict=True) if row[2]),
        audit=tuple(_entry(*row) for row in audit),
    )


def excitement(
    connection: sqlite3.Connection, place: ChatPlace, since_ms: int
) -> tuple[Excitement, ...]:
    """Return how much was said in each ten seconds since then; those with nothing are left out.

    After the room's order began anew its end may be recorded twice: the fuller record counts.
    """
    found: dict[int, Excitement] = {}
    for number, _ in _orders(connection, place):
        for each in _excitement_of(connection, number, since_ms):
            known = found.get(each.at_ms, each)
            found[each.at_ms] = max(known, each, key=lambda one: one.messages + one.stamps)
    return tuple(found[at_ms] for at_ms in sorted(found))


def _excitement_of(
    connection: sqlite3.Connection, number: int, since_ms: int
) -> tuple[Excitement, ...]:
    # The last minutes of a long stream are few lines at its end.
    last_before = connection.execute(
        "SELECT seq FROM lines WHERE place = ? AND at_ms < ? ORDER BY seq DESC LIMIT 1",
        (number, since_ms),
    ).fetchone()
    rows = connection.execute(
        f"SELECT at_ms / {BIN_MS} * {BIN_MS} AS bin, sum(kind = 'msg'), sum(kind = 'stamp'), "
        "sum(kind = 'donation') FROM lines WHERE place = ? AND seq > ? AND at_ms >= ? "
        f"AND kind IN {SPOKEN} GROUP BY bin ORDER BY bin",
        (number, last_before[0] if last_before else 0, since_ms),
    )
    return tuple(Excitement(*row) for row in rows)


def lines(connection: sqlite3.Connection, place: ChatPlace) -> Iterator[tuple[Entry, bool]]:
    """Yield every line of this order, the audit among them, and whether it was removed."""
    rows = connection.execute(
        "SELECT line, gap_to, is_removed FROM lines WHERE place = ? ORDER BY seq",
        (_number(connection, place),),
    )
    for line, gap_to, is_removed in rows:
        yield _entry(line, gap_to), bool(is_removed)


def _number(connection: sqlite3.Connection, place: ChatPlace) -> int:
    """Return the order's number in this record; -1 where it has none."""
    found = connection.execute(
        "SELECT id FROM orders WHERE room = ? AND epoch = ?", (place.room, place.epoch)
    ).fetchone()
    return -1 if found is None else int(found[0])


def _orders(connection: sqlite3.Connection, place: ChatPlace) -> list[tuple[int, str]]:
    """Return the room's orders, the present one first, then the newest."""
    return connection.execute(
        "SELECT id, epoch FROM orders WHERE room = ? ORDER BY epoch = ? DESC, newest_ms DESC",
        (place.room, place.epoch),
    ).fetchall()


def _entry(line: bytes, gap_to: int) -> Entry:
    envelope = _decode(line)
    return Entry(envelope, None if gap_to else body_of(envelope), gap_to)


def _conditions(query: Query) -> tuple[str, list[object]]:
    """Return a query as conditions on `words`, each beginning with AND, and their values."""
    where, values = "", list[object]()
    for word in query.words:
        where += " AND instr(folded, ?)"
        values.append(word)
    if query.authors:
        one = "instr(name, ?) OR author = ?"
        where += f" AND ({' OR '.join([one] * len(query.authors))})"
        values += [part for author in query.authors for part in (author, author)]
    for what in sorted(query.has):
        where += " AND " + _HAS[what]
    return where, values
